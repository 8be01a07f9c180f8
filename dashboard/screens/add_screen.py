"""Add report: paste, send files or an address, see what was found, correct, add."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.draft_panel import draft_panel
from dashboard.panels.page_frame import page_frame
from dashboard.panels.reading_panel import (
    events_table,
    left_out,
    marked_text,
    opening_day,
    place_choices,
    steps_line,
)
from dashboard.screens import ways_in
from dashboard.screens.drafting import Conflict, Drafting, drafting
from dashboard.services import collection, incoming, rights, uploads
from dashboard.services.draft_changes import SAVED_BY
from dashboard.settings import LONGEST_FIELD, LONGEST_TEXT
from dashboard.state import follow, go_to, reader
from geodata.errors import ChangedMeanwhileError, DuplicateReportError, GeodataError
from geodata.model import Reading
from geodata.pipeline import FIRST_YEAR, LAST_YEAR
from geodata.storage import Known

_TEXT_PX = 430


def show() -> None:
    """The whole screen."""
    visitor = rights.current()
    uploads.note_rights(may_edit=visitor.may_edit)
    with page_frame():
        if visitor.may_edit:
            _page(drafting())
        else:
            _read_only(visitor)


def _page(now: Drafting) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title("Add report", anchor=False, width="content")
        st.space("stretch")
        if now.reading is not None:
            st.markdown(steps_line(now.reading), width="content")
    if now.problem:
        st.error(markdown(now.problem), icon=":material/error:")
    if now.conflict is not None:
        _say_changed(now, now.conflict)
    left, right = st.columns(2, gap="medium")
    with left:
        if now.reading is None and ways_in.choice(now) != ways_in.TEXT:
            ways_in.form(now)
        else:
            _form(now)
    with right:
        if now.conflict is not None:
            st.caption("Decide above first; then the events can be added.")
        elif now.reading is None:
            ways_in.waiting(now)
        else:
            _found_events(now, now.reading)


def _say_changed(now: Drafting, conflict: Conflict) -> None:
    """Somebody else was faster: what they changed, and the ways to go on."""
    theirs = conflict.theirs
    if theirs is None:
        draft_panel("", None, actions=[
            ("Keep mine as a draft", "What stands on this page is saved anew.", now.keep_mine),
            ("Discard mine", "Nothing of this page is kept.", now.take_theirs),
        ])  # fmt: skip
        return
    who = str(theirs.fields.get(SAVED_BY) or "Somebody")
    who = "You, in another window," if who == rights.current().name else who
    actions = [("Show it as it is now", "The page shows their version.", now.take_theirs)]
    if now.has_own_changes:
        actions = [
            ("Take theirs", "What you changed since goes.", now.take_theirs),
            ("Keep mine", "What they changed goes.", now.keep_mine),
        ]
        if now.together() is not None:
            actions.insert(0, ("Keep both", "Their changes and yours.", now.keep_together))
    draft_panel(who, conflict.changes, actions=actions)


def _form(now: Drafting) -> None:
    _fields(now)
    if now.reading is None:
        _origin(now)
        _text(now)
    else:
        _found_text(now, now.reading)


def _read_only(visitor: rights.Visitor) -> None:
    st.title("Add report", anchor=False)
    st.info(visitor.reason, icon=":material/lock:")
    if visitor.can_sign_in:
        st.button("Sign in", icon=":material/login:", type="primary", on_click=st.login)


def _fields(now: Drafting) -> None:
    title, source, day = st.columns([4, 3, 3], gap="small")
    with title:
        _line(now, "title", "Title", "As the report is called")
    with source:
        _line(now, "source", "Source", "Who published it")
    with day:
        published = now.fields.get("published")
        key = follow("add-published", date.fromisoformat(published) if published else None)
        st.date_input(
            "Report date",
            value=None,
            key=key,
            min_value=date(FIRST_YEAR, 1, 1),
            max_value=date(LAST_YEAR, 12, 31),
            format="DD/MM/YYYY",
            help="“Yesterday” and “on Tuesday” are counted from this day.",
            on_change=lambda: now.type_in("published", st.session_state[key]),
        )
    author, link = st.columns([4, 6], gap="small")
    with author:
        _line(now, "author", "Author", "Who wrote it")
    with link:
        _line(now, "link", "Link", "https://", longest=2000)


def _origin(now: Drafting) -> None:
    """The file or day of access, and what was changed in reading it."""
    said = []
    if now.fields.get("file_name"):
        said.append(f"From {markdown(shortened(str(now.fields['file_name']), 60))}")
    if now.fields.get("accessed_at"):
        said.append(f"Fetched on {words.day(date.fromisoformat(now.fields['accessed_at'][:10]))}")
    said += [markdown(str(note)) for note in now.fields.get("notes") or ()]
    if said:
        st.caption(":material/description: " + " · ".join(said))


def _line(
    now: Drafting, name: str, label: str, placeholder: str, longest: int = LONGEST_FIELD
) -> None:
    key = follow(f"add-{name}", str(now.fields.get(name) or ""))
    st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        max_chars=longest,
        on_change=lambda: now.type_in(name, st.session_state[key]),
    )


def _text(now: Drafting) -> None:
    key = follow("add-text", str(now.fields.get("text") or ""))
    st.text_area(
        "Text",
        key=key,
        height=_TEXT_PX,
        placeholder="Paste the report here.",
        on_change=lambda: now.type_in("text", st.session_state[key]),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Find events", type="primary", icon=":material/travel_explore:"):
            _find(now)
        st.caption(
            f"Up to {LONGEST_TEXT:,} characters. Nothing is sent outside this computer.",
            width="content",
        )


def _find(now: Drafting) -> None:
    with st.status("Reading the report", expanded=True) as status:
        st.caption("Places, dates, people and what happened")
        now.find_events()
        status.update(label="Read", state="error" if now.problem else "complete")
    st.rerun()


def _found_text(now: Drafting, reading: Reading) -> None:
    _offer_day(now, reading)
    marked_text(reading)
    st.button("Edit text", icon=":material/edit:", type="tertiary", on_click=now.edit)


def _offer_day(now: Drafting, reading: Reading) -> None:
    """A report without a day that begins with one: a person may say that it is the report's."""
    day = opening_day(reading)
    if day is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="offer-day"):
        st.caption(f"The text begins with {words.day(day)}, and has days that wait for its date.")
        st.button(
            f"Count from {words.day(day)}", key="take-day", type="tertiary",
            on_click=now.take_day, args=(day,),
        )  # fmt: skip


def _found_events(now: Drafting, reading: Reading) -> None:
    known = None if now.anyway else incoming.known(reading.report.text)
    if known is not None:
        _say_known(now, known)
        return
    if reading.events:
        events_table(reading, now.place_of, now.unticked, now.untick, key=f"events-{now.draft_id}")
    else:
        st.info(
            "No event was found in this text. It can still be added as a report.",
            icon=":material/info:",
        )
    count = sum(event.id not in now.unticked for event in reading.events)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            f"Add {words.count(count, 'event')}", type="primary", icon=":material/add:",
            key="add-events", on_click=_with_notice, args=(now, partial(_add, now)),
        )  # fmt: skip
        st.button(
            "Discard", type="tertiary", key="discard", on_click=_with_notice,
            args=(now, now.forget),
        )  # fmt: skip
    place_choices(reading, now.place_of, now.choose)
    left_out(reading)


def _say_known(now: Drafting, known: Known) -> None:
    """The same or nearly the same text is there already: when it came, and what may be done."""
    there = known.report
    when = f" on {words.day(there.added_at.date())}" if there.added_at else ""
    title = f" as “{markdown(shortened(there.title, 80))}”" if there.title else ""
    said = "The demo collection has" if there.is_demo else "You added"
    differs = ""
    if known.differing:
        verb = "differs" if known.differing == 1 else "differ"
        differs = f" {words.count(known.differing, 'sentence')} of this text {verb}."
    st.warning(
        f"{said} this report{'' if there.is_demo else when}{title}.{differs}",
        icon=":material/content_copy:",
    )
    with st.container(horizontal=True, gap="small"):
        st.button("Open it", key="show-known", on_click=_show_report, args=(there.id,))
        if known.differing:
            st.button(
                "Replace it", key="replace-known", on_click=_with_notice,
                args=(now, partial(_replace, now, there.id)),
                help="Adds this text with its events, and removes the report that is there.",
            )  # fmt: skip
            st.button("Add anyway", key="add-anyway", on_click=now.add_anyway)
        st.button(
            "Discard", type="tertiary", key="discard", on_click=_with_notice,
            args=(now, now.forget),
        )  # fmt: skip


def _replace(now: Drafting, report_id: str) -> None:
    report = now.replace_known(report_id)
    st.toast("Replaced the report.", icon=":material/check:")
    _show_report(report.id)


def _add(now: Drafting) -> None:
    reading = now.reading
    try:
        report = now.add()
    except DuplicateReportError as error:
        _show_report(error.report_id)
        raise
    added = len(list(collection.store().events(report_id=report.id)))
    st.toast(f"Added {words.count(added, 'event')}.", icon=":material/check:")
    if reading is not None:
        _show_report(report.id)


def _show_report(report_id: str) -> None:
    """The map with the first placed event of a report."""
    looking = reader()
    looking.clear()
    events = sorted(
        collection.store().events(report_id=report_id), key=lambda event: event.passage.start
    )
    first = next((event for event in events if event.is_placed), None)
    if first is not None:
        looking.open_event(first.id)
    go_to("map")


def _with_notice(now: Drafting, action: Callable[[], None]) -> None:
    try:
        action()
    except ChangedMeanwhileError:
        now.look_again()  # the page says what is different
    except GeodataError as error:
        now.problem = notices.sentence(error)
