"""Sources: every report of the collection, what came of it, and a way to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import links, notices
from dashboard.drawing import facts, words
from dashboard.drawing.plain_text import html, markdown, shortened, visible
from dashboard.panels.aliases_panel import aliases_panel
from dashboard.panels.bin_panel import bin_panel
from dashboard.panels.export_panel import export_panel
from dashboard.panels.imports_panel import imports_panel
from dashboard.panels.ledger_panel import ledger_panel
from dashboard.panels.page_frame import page_frame
from dashboard.panels.source_panel import publishers_panel, source_panel
from dashboard.panels.states_panel import remove_demo
from dashboard.services import collection, rights, writing
from dashboard.state import go_to, reader
from geodata.errors import GeodataError
from geodata.model import Event, EventFilter, Report

_CHOSEN = "sources-table"


def show() -> None:
    """The whole screen."""
    with page_frame():
        _page()


def _page() -> None:
    visitor = rights.looking()
    reports = collection.shelf().reports()
    whole = collection.select(EventFilter(statuses=collection.visible(visitor, EventFilter())))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title("Sources", anchor=False, width="content")
        st.caption(
            f"{words.count(len(reports), 'report')} · {words.count(whole.total, 'event')}",
            width="content",
        )
        st.space("stretch")
        if visitor.may_edit and collection.has_demo():
            st.button(
                "Remove the demo collection", icon=":material/science:", type="tertiary",
                key="remove-demo", on_click=remove_demo,
            )  # fmt: skip
        export_panel(whole, whole)
    imports_panel(visitor)
    bin_panel(visitor)
    if not reports:
        st.info("No report has been added yet.", icon=":material/info:")
        return
    left, right = st.columns([4, 3], gap="medium")
    with left:
        chosen = _table(reports)
        store = collection.shelf()
        publishers_panel(visitor)
        aliases_panel(store.joins.aliases(), visitor, store.revision)
    with right:
        if chosen is None:
            st.caption("Choose a report to see what came of it.")
        else:
            _report(chosen, visitor)


def _table(reports: Sequence[Report]) -> Report | None:
    """The reports; gives the chosen one."""
    counts = collection.event_counts()
    table = pd.DataFrame(
        {
            "Title": [visible(report.title or shortened(report.text, 60)) for report in reports],
            "Source": [visible(report.source) for report in reports],
            "Published": [
                report.published.toordinal() if report.published else 0 for report in reports
            ],
            "Events": [counts.get(report.id, 0) for report in reports],
            "Demo": ["Demo" if report.is_demo else "" for report in reports],
        }
    )
    state = st.dataframe(
        table.style.format({"Published": _day}),  # shown in words, sorted by time
        key=f"{_CHOSEN}-{collection.store().revision}",
        on_select="rerun",
        selection_mode="single-cell",
        hide_index=True,
        row_height=34,
        height="content" if len(reports) < 16 else 560,
        column_config={
            "Title": st.column_config.TextColumn(width=300),
            "Published": st.column_config.NumberColumn(width=100, alignment="left"),
            "Events": st.column_config.NumberColumn(width=60),
            "Demo": st.column_config.TextColumn("Origin", width=64),
        },
        alt="The reports of the collection, the newest addition first",
    )
    cells = state["selection"]["cells"]
    row = cells[0][0] if cells else None
    return reports[row] if isinstance(row, int) and 0 <= row < len(reports) else None


def _day(ordinal: object) -> str:
    return words.day(date.fromordinal(ordinal)) if isinstance(ordinal, int) and ordinal else "—"


def _report(report: Report, visitor: rights.Visitor) -> None:
    st.html(
        f'<div role="heading" aria-level="2" dir="auto" style="font:600 21px/1.25 '
        f"'Source Serif',Georgia,serif;overflow-wrap:anywhere\">"
        f"{html(report.title or 'Report without a title')}</div>"
    )
    safe_link = report.link if links.is_web_link(report.link) else ""
    st.html(facts.source(report, safe_link, with_title=False))
    events = sorted(
        collection.shelf().events(report_id=report.id), key=lambda event: event.passage.start
    )
    joined = collection.joined_ids() & {event.id for event in events}
    with st.container(gap=None):
        for event in events:
            _event_line(event, is_joined=event.id in joined)
    if visitor.may_edit:
        ledger_panel(report.id)
    source_panel(report, visitor)
    if visitor.may_edit:
        st.button(
            "Remove this report", icon=":material/delete:", key=f"remove-{report.id}",
            on_click=_ask, args=(report, len(events)),
        )  # fmt: skip


def _event_line(event: Event, *, is_joined: bool) -> None:
    place = event.places[0].place.name if event.places else "not placed"
    st.button(
        f"{markdown(shortened(event.title, 80))} "
        f":gray[{markdown(words.partial_date(event.date))}, {markdown(place)}]"
        + (" :gray[· joined]" if is_joined else ""),
        key=f"source-event-{event.id}",
        type="tertiary",
        on_click=_open,
        args=(event.id,),
    )


def _open(event_id: str) -> None:
    looking = reader()
    looking.clear()
    looking.open_event(event_id)
    go_to("map")


@st.dialog("Remove this report?", icon=":material/delete:")
def _ask(report: Report, events: int) -> None:
    st.html(
        f'<div dir="auto" style="overflow-wrap:anywhere">“{html(report.title or "No title")}” '
        f"and {words.count(events, 'event')} go from the map, the list and the feeds.</div>"
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(f"Remove 1 report and {words.count(events, 'event')}", type="primary"):
            _remove(report)
        if st.button("Keep it", type="tertiary"):
            st.rerun()


def _remove(report: Report) -> None:
    try:
        removed = writing.remove_report(report.id)
    except GeodataError as error:
        st.error(markdown(notices.sentence(error)))
        return
    st.toast(f"Removed 1 report and {words.count(removed, 'event')}.", icon=":material/check:")
    st.rerun()
