"""Any field of an event changed by an editor, with the words that say so or on their word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing.plain_text import markdown, visible
from dashboard.drawing.typed import date_text, read_date, read_numbers, read_people
from dashboard.panels.history_panel import history_panel
from dashboard.services import collection, deciding
from dashboard.settings import LONGEST_FIELD
from geodata.correcting import Change, Support, added_place
from geodata.correcting.edits import LONGEST_REASON
from geodata.errors import GeodataError
from geodata.model import ActorRole, Event, EventKind, Modality, Place, PlaceRole, Report

Save = Callable[[Change, Support], None]
_WORDS, _PERSON = "The report says so", "I say so"
_MOST_WORDS = 400  # of a passage that a slider can tell apart
_MOST_FOUND = 12


def edit_panel(event: Event, report: Report, save: Save, *, folded: bool = True) -> None:
    """Fields, people, numbers and places of an event, ready to be changed.

    Args:
        event: as it stands.
        report: it came from.
        save: called with a change and what supports it, before the page run.
        folded: behind a line that opens it.
    """
    key = f"edit-{event.id}-{collection.store().version(event.id)}"
    if not folded:
        _fields(event, report, save, key)
        return
    with st.expander("Edit this event", icon=":material/edit:"):
        _fields(event, report, save, key)


def _fields(event: Event, report: Report, save: Save, key: str) -> None:
    st.text_input("Title", event.title, key=f"{key}-title", max_chars=200)
    left, right = st.columns(2, gap="small")
    with left:
        _choice("Kind", list(EventKind), event.kind, f"{key}-kind")
        st.text_input(
            "Date", date_text(event), key=f"{key}-date", placeholder="none",
            help="A day (2020-07-16), a month (2020-07), a year, or two days with / between.",
        )  # fmt: skip
    with right:
        _choice("Did it happen?", list(Modality), event.modality, f"{key}-modality")
        st.text_input(
            "Who says so", event.speaker, key=f"{key}-speaker", max_chars=LONGEST_FIELD,
            placeholder="nobody is named",
        )  # fmt: skip
    people = _people(event, f"{key}-people")
    numbers = _numbers(event, f"{key}-numbers")
    place = _place(event, f"{key}-place")
    support = _support(event, key)

    def write() -> None:
        try:
            change = _change(event, report, key, people, numbers, place)
        except GeodataError as error:
            st.toast(markdown(notices.sentence(error)), icon=":material/error:")
        else:
            save(change, support())

    st.button("Save the change", key=f"{key}-save", icon=":material/save:", on_click=write)


def _choice(label: str, options: list[Any], now: Any, key: str) -> None:
    st.selectbox(
        label, options, index=options.index(now), key=key,
        format_func=lambda one: str(one.value).capitalize(),
    )  # fmt: skip


def _people(event: Event, key: str) -> pd.DataFrame:
    rows = [(visible(a.name), visible(a.title), a.role.value) for a in event.actors]
    table = pd.DataFrame(rows, columns=["Name", "Title", "Part"], dtype="str")
    st.caption("People and groups")
    edited: pd.DataFrame = st.data_editor(
        table, key=key, num_rows="dynamic", hide_index=True,
        column_config={
            "Part": st.column_config.SelectboxColumn(options=[role.value for role in ActorRole]),
        },
    )  # fmt: skip
    return edited


def _numbers(event: Event, key: str) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "As said": pd.Series([visible(c.text) for c in event.counts], dtype="str"),
            "What": pd.Series([visible(c.what) for c in event.counts], dtype="str"),
            "At least": pd.Series([c.low for c in event.counts], dtype="Int64"),
            "At most": pd.Series([c.high for c in event.counts], dtype="Int64"),
        }
    )
    st.caption("Numbers")
    edited: pd.DataFrame = st.data_editor(table, key=key, num_rows="dynamic", hide_index=True)
    return edited


def _place(event: Event, key: str) -> Callable[[], Change]:
    """Places to be taken away and one to be added."""
    gone: list[int] = st.multiselect(
        "Take away places",
        range(len(event.places)),
        key=f"{key}-gone",
        format_func=lambda n: event.places[n].place.label if n < len(event.places) else "",
        placeholder="none",
    ) if event.places else []  # fmt: skip
    name = st.text_input(
        "Add a place", key=f"{key}-name", max_chars=LONGEST_FIELD, placeholder="its name"
    )
    found: list[Place] = (collection.gazetteer().find(name) if name.strip() else [])[:_MOST_FOUND]
    chosen: Place | None = None
    role: PlaceRole | None = PlaceRole.SITE
    if name.strip() and not found:
        st.caption("The gazetteer knows no place of this name.")
    if found:
        left, right = st.columns([3, 2], gap="small")
        with left:
            number = st.selectbox(
                "Which one", range(len(found)), key=f"{key}-which-{name}",
                format_func=lambda n: f"{found[n].label} · {found[n].kind.value}",
            )  # fmt: skip
            chosen = found[number] if number is not None else None
        with right:
            role = st.selectbox(
                "What it is to the event", list(PlaceRole), key=f"{key}-role",
                format_func=lambda one: one.value,
            )  # fmt: skip

    def change() -> Change:
        if chosen is None and not gone:
            return Change()
        places = [one for number, one in enumerate(event.places) if number not in gone]
        if chosen is not None:
            at = event.passage.text.find(name.strip())
            start = event.passage.start + max(at, 0)
            end = start + len(name.strip()) if at >= 0 else start
            places.append(added_place(
                chosen, role or PlaceRole.SITE, name=name.strip() if at >= 0 else "",
                start=start, end=end, reason="added by an editor",
            ))  # fmt: skip
        return Change(places=tuple(places))

    return change


def _support(event: Event, key: str) -> Callable[[], Support]:
    """Words of the passage, or a reason of the editor's own."""
    which = st.segmented_control(
        "What stands behind it", [_WORDS, _PERSON], default=_WORDS, key=f"{key}-behind",
        required=True,
    )  # fmt: skip
    spans = [
        (event.passage.start + one.start(), event.passage.start + one.end())
        for one in re.finditer(r"\S+", event.passage.text)
    ][:_MOST_WORDS]
    if which == _WORDS and len(spans) > 1:
        said = event.passage.text
        first, last = st.select_slider(
            "From the word … to the word",
            range(len(spans)),
            value=(0, len(spans) - 1),
            key=f"{key}-words",
            format_func=lambda n: visible(said[slice(*_within(event, spans[n]))]),
        )
        start, end = spans[first][0], spans[last][1]
        at = slice(start - event.passage.start, end - event.passage.start)
        st.caption(f"“{markdown(said[at])}”")
        return lambda: Support(start, end)
    st.text_input(
        "How do you know?", key=f"{key}-reason", max_chars=LONGEST_REASON,
        placeholder="a reason that others can check",
    )  # fmt: skip
    return lambda: Support(reason=str(st.session_state.get(f"{key}-reason") or ""))


def _within(event: Event, span: tuple[int, int]) -> tuple[int, int]:
    return span[0] - event.passage.start, span[1] - event.passage.start


def _change(
    event: Event,
    report: Report,
    key: str,
    people: pd.DataFrame,
    numbers: pd.DataFrame,
    place: Callable[[], Change],
) -> Change:
    """What differs from the event; values of fields come from the session as they are now."""
    now = st.session_state
    typed = str(now[f"{key}-date"])
    date = read_date(typed) if typed.strip() != date_text(event) else None
    drops = not typed.strip() and event.is_dated
    actors = read_people(people.to_dict("records"), event, report)
    counts = read_numbers(numbers.to_dict("records"), event, report)
    title, speaker = str(now[f"{key}-title"]), str(now[f"{key}-speaker"])
    return Change(
        kind=EventKind(now[f"{key}-kind"]) if now[f"{key}-kind"] != event.kind else None,
        modality=_other(Modality(now[f"{key}-modality"]), event.modality),
        title=_other(title, event.title),
        speaker=_other(speaker, event.speaker),
        date=date,
        drop_date=drops,
        places=place().places,
        actors=actors if actors != event.actors else None,
        counts=counts if counts != event.counts else None,
    )


def _other(new: Any, old: Any) -> Any:
    return None if new == old else new


def correcting_panel(event: Event, report: Report) -> None:
    """What an editor finds under the details of an event: every field, and what was decided."""
    store = collection.store()
    version = store.version(event.id)

    def save(change: Change, support: Support) -> None:
        try:
            deciding.edit(event.id, change, support, version)
        except GeodataError as error:
            st.toast(markdown(notices.sentence(error)), icon=":material/error:")
        else:
            st.toast("Changed.", icon=":material/check:")

    edit_panel(event, report, save)
    history_panel(store.decisions(event.id))
