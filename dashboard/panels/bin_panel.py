"""The bin: reports, stories and imports that were removed, each with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.source_panel import doing
from dashboard.services import collection, stories, writing
from dashboard.services.rights import Visitor
from geodata.errors import GeodataError
from geodata.storage.bin import Removed
from geodata.storage.imports import ImportRecord
from geodata.storage.stories import Story

_MOST = 30  # lines of a kind
Came = TypeVar("Came")


def bin_panel(visitor: Visitor) -> None:
    """What was removed and can come back; nothing for readers or when there is nothing."""
    if not visitor.may_edit:
        return
    store = collection.store()
    reports, gone = store.bin.all(), store.stories.removed()
    tables = store.imports.taken_back() if visitor.is_owner else []
    count = len(reports) + len(gone) + len(tables)
    if not count:
        return
    with st.expander(f"Bin ({count:,})", key="bin"):
        st.caption(
            "Everything comes back as it was: reports within thirty days, stories and imported "
            "tables at any time."
        )
        _reports(reports, visitor)
        _stories(gone)
        _imports(tables)


def _reports(removed: Sequence[Removed], visitor: Visitor) -> None:
    for one in removed[:_MOST]:
        title = shortened(one.title or one.source or one.report_id, 70)
        told = f"report, {words.count(one.events, 'event')}, until {words.day(one.gone_at.date())}"
        with _line(title, told):
            _way_back(f"bin-{one.report_id}", partial(writing.restore_report, one.report_id),
                      lambda n: f"The report is back, with {words.count(n, 'event')}.")  # fmt: skip
            if visitor.is_owner and st.button(
                "Delete for good", key=f"delete-{one.report_id}", type="tertiary"
            ):
                _ask(one)
    _more(len(removed))


def _stories(gone: Sequence[Story]) -> None:
    for one in gone[:_MOST]:
        told = f"story, {words.count(len(one.steps), 'event')}"
        with _line(shortened(one.title, 70), told):
            _way_back(f"bin-story-{one.slug}", partial(stories.restore, one.slug),
                      lambda _: "The story is back.")  # fmt: skip
    _more(len(gone))


def _imports(tables: Sequence[ImportRecord]) -> None:
    for one in tables[:_MOST]:
        with _line(shortened(one.name, 70), "imported table"):
            _way_back(f"bin-import-{one.id}", partial(writing.bring_import_back, one.id),
                      lambda n: f"{words.count(n, 'event')} wait for a review again.")  # fmt: skip
    _more(len(tables))


def _line(title: str, told: str) -> st.delta_generator.DeltaGenerator:
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    line.markdown(f"{markdown(title)} :gray[{markdown(told)}]")
    return line


def _more(count: int) -> None:
    if count > _MOST:
        st.caption(f"and {count - _MOST:,} more, removed earlier")


def _way_back(key: str, write: Callable[[], Came], said: Callable[[Came], str]) -> None:
    st.button(
        "Bring back", key=key, icon=":material/restore_from_trash:", type="tertiary",
        on_click=_restore, args=(write, said),
    )  # fmt: skip


def _restore(write: Callable[[], Came], said: Callable[[Came], str]) -> None:
    try:
        came = write()
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
    else:
        st.toast(said(came))


@st.dialog("Delete this report for good?", icon=":material/delete_forever:")
def _ask(one: Removed) -> None:
    st.markdown(
        f"**{markdown(shortened(one.title or one.report_id, 90))}** with "
        f"{words.count(one.events, 'event')}. Nobody can bring it back, and it goes out of the "
        "copies of earlier editions too. The log keeps only that it was deleted."
    )
    with st.container(horizontal=True, gap="small"):
        if st.button("Delete for good", type="primary", key="delete-it") and doing(
            lambda: writing.delete_for_good(one.report_id), "Deleted for good."
        ):
            st.rerun()
        if st.button("Leave it", type="tertiary", key="delete-leave"):
            st.rerun()
