"""Add report: paste, see what was found, correct, add."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.page_frame import page_frame
from dashboard.panels.reading_panel import (
    events_table,
    left_out,
    marked_text,
    place_choices,
    steps_line,
)
from dashboard.screens.drafting import Drafting, drafting, open_draft
from dashboard.services import collection, rights
from dashboard.settings import LONGEST_FIELD, LONGEST_TEXT
from dashboard.state import follow, go_to, reader
from geodata.errors import DuplicateReportError, GeodataError, NotFoundError
from geodata.model import Reading, Report
from geodata.pipeline import FIRST_YEAR, LAST_YEAR

_TEXT_PX = 430


def show() -> None:
    """The whole screen."""
    visitor = rights.current()
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
    left, right = st.columns(2, gap="medium")
    with left:
        _fields(now)
        if now.reading is None:
            _text(now)
        else:
            _found_text(now, now.reading)
    with right:
        if now.reading is None:
            _before(now)
        else:
            _found_events(now, now.reading)


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
    _line(now, "link", "Link", "https://", longest=2000)


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


def _before(now: Drafting) -> None:
    st.markdown("**What happens**")
    st.markdown(
        "1. Names of places, dates and people are found in the text and marked.\n"
        "2. Each place is looked up offline and chosen by what stands around it.\n"
        "3. You see every event with the words that say so; untick or correct it.\n"
        "4. *Add* puts the events on the map."
    )
    drafts = [draft for draft in collection.store().drafts() if draft.id != now.draft_id]
    if drafts:
        st.markdown("**Drafts**")
        for draft in drafts[:8]:
            label = shortened(str(draft.fields.get("title") or draft.text), 60)
            st.button(
                f"{markdown(label)} :gray[{words.day(draft.saved_at.date())}]",
                key=f"draft-{draft.id}",
                type="tertiary",
                icon=":material/draft:",
                on_click=open_draft,
                args=(draft.id,),
            )


def _found_text(now: Drafting, reading: Reading) -> None:
    marked_text(reading)
    st.button("Edit text", icon=":material/edit:", type="tertiary", on_click=now.edit)


def _found_events(now: Drafting, reading: Reading) -> None:
    known = _known(reading)
    if known is not None:
        _say_known(known)
        st.button(
            "Discard", type="tertiary", key="discard", on_click=_with_notice,
            args=(now, now.forget),
        )  # fmt: skip
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


def _known(reading: Reading) -> Report | None:
    """The report of the collection that has the same text."""
    try:
        return collection.store().report(reading.report.id)
    except NotFoundError:
        return None


def _say_known(known: Report) -> None:
    """The same text is there already: when it came, and a way to it."""
    when = f" on {words.day(known.added_at.date())}" if known.added_at else ""
    title = f" as “{markdown(shortened(known.title, 80))}”" if known.title else ""
    said = "The demo collection has" if known.is_demo else "You added"
    st.warning(
        f"{said} this report{'' if known.is_demo else when}{title}.", icon=":material/content_copy:"
    )
    st.button("Open it", key="show-known", on_click=_show_report, args=(known.id,))


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
    except GeodataError as error:
        now.problem = notices.sentence(error)
