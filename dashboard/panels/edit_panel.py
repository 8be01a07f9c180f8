"""Any field of an event changed by an editor, with the words that say so or on their word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing.plain_text import markdown, visible
from dashboard.drawing.typed import date_text, read_date, read_numbers, read_people
from dashboard.panels.edited_rows import edited
from dashboard.panels.history_panel import history_panel
from dashboard.services import collection, deciding
from dashboard.settings import LONGEST_FIELD
from geodata.correcting import Change, Support, added_place
from geodata.correcting.edits import LONGEST_REASON
from geodata.errors import GeodataError, InputError
from geodata.model import (
    ActorRole,
    Event,
    EventKind,
    EventPlace,
    Modality,
    Place,
    PlaceRole,
    Report,
)

Save = Callable[[Change, Support], None]
Rows: TypeAlias = list[dict[str, Any]]
Span: TypeAlias = tuple[int, int]
Added: TypeAlias = tuple[str, list[Place]]
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
    part = st.expander(
        "Edit this event", icon=":material/edit:", key="edit-event", on_change="rerun"
    )
    if part.open:  # a click on a marker does not wait for fields that nobody unfolds
        with part:
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
    added = _place(event, key)
    spans = _support(event, key)

    def write() -> None:
        # Read here: the button was drawn before the last field was left.
        try:
            change = _change(event, report, key, people, numbers, added)
            support = _supported(spans, key)
        except GeodataError as error:
            st.toast(markdown(notices.sentence(error)), icon=":material/error:")
        else:
            save(change, support)

    st.button("Save the change", key=f"{key}-save", icon=":material/save:", on_click=write)


def _choice(label: str, options: list[Any], now: Any, key: str) -> None:
    st.selectbox(
        label, options, index=options.index(now), key=key,
        format_func=lambda one: str(one.value).capitalize(),
    )  # fmt: skip


def _people(event: Event, key: str) -> Rows:
    """The people as they were before the table changes them."""
    rows = [
        {"Name": visible(one.name), "Title": visible(one.title), "Part": one.role.value}
        for one in event.actors
    ]
    st.caption("People and groups")
    st.data_editor(
        pd.DataFrame(rows, columns=["Name", "Title", "Part"], dtype="str"),
        key=key, num_rows="dynamic", hide_index=True,
        column_config={
            "Part": st.column_config.SelectboxColumn(options=[role.value for role in ActorRole]),
        },
    )  # fmt: skip
    return rows


def _numbers(event: Event, key: str) -> Rows:
    """The numbers as they were before the table changes them."""
    rows = [
        {"As said": visible(one.text), "What": visible(one.what), "At least": one.low,
         "At most": one.high}
        for one in event.counts
    ]  # fmt: skip
    types = {"As said": "str", "What": "str", "At least": "Int64", "At most": "Int64"}
    st.caption("Numbers")
    st.data_editor(
        pd.DataFrame(rows, columns=list(types)).astype(types),
        key=key, num_rows="dynamic", hide_index=True,
    )  # fmt: skip
    return rows


def _place(event: Event, key: str) -> Added:
    """Places to be taken away and one to be added: the name that was looked up, what was found."""
    if event.places:
        st.multiselect(
            "Take away places",
            range(len(event.places)),
            key=f"{key}-gone",
            format_func=lambda n: event.places[n].place.label if n < len(event.places) else "",
            placeholder="none",
        )
    name = st.text_input(
        "Add a place", key=f"{key}-name", max_chars=LONGEST_FIELD, placeholder="its name"
    ).strip()
    found: list[Place] = (collection.gazetteer().find(name) if name else [])[:_MOST_FOUND]
    if name and not found:
        st.caption("The gazetteer knows no place of this name.")
    if found:
        left, right = st.columns([3, 2], gap="small")
        with left:
            st.selectbox(
                "Which one", range(len(found)), key=f"{key}-which-{name}",
                format_func=lambda n: f"{found[n].label} · {found[n].kind.value}",
            )  # fmt: skip
        with right:
            st.selectbox(
                "What it is to the event", list(PlaceRole), key=f"{key}-role",
                format_func=lambda one: one.value,
            )  # fmt: skip
    return name, found


def _places(event: Event, key: str, added: Added) -> tuple[EventPlace, ...] | None:
    """The places of the event as they are wanted now, None when they stay."""
    now, (looked_up, found) = st.session_state, added
    name = str(now.get(f"{key}-name") or "").strip()
    if name and name != looked_up:
        raise InputError(f"Look which place “{name[:40]}” is, then save the change once more.")
    gone = now.get(f"{key}-gone") or ()
    number = now.get(f"{key}-which-{name}") if name and found else None
    if number is None and not gone:
        return None
    places = [one for at, one in enumerate(event.places) if at not in gone]
    if number is not None:
        at = event.passage.text.find(name)
        start = event.passage.start + max(at, 0)
        end = start + len(name) if at >= 0 else start
        places.append(added_place(
            found[number], PlaceRole(now.get(f"{key}-role") or PlaceRole.SITE),
            name=name if at >= 0 else "", start=start, end=end, reason="added by an editor",
        ))  # fmt: skip
    return tuple(places)


def _support(event: Event, key: str) -> list[Span]:
    """Words of the passage, or a reason of the editor's own; the words that can be chosen."""
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
        start, end = _within(event, (spans[first][0], spans[last][1]))
        st.caption(f"“{markdown(said[start:end])}”")
    else:
        st.text_input(
            "How do you know?", key=f"{key}-reason", max_chars=LONGEST_REASON,
            placeholder="a reason that others can check",
        )  # fmt: skip
    return spans


def _supported(spans: list[Span], key: str) -> Support:
    """What stands behind the change now: all of the passage where no words were chosen."""
    now = st.session_state
    if now.get(f"{key}-behind") == _WORDS and len(spans) > 1:
        first, last = now.get(f"{key}-words") or (0, len(spans) - 1)
        return Support(spans[first][0], spans[last][1])
    return Support(reason=str(now.get(f"{key}-reason") or ""))


def _within(event: Event, span: Span) -> Span:
    return span[0] - event.passage.start, span[1] - event.passage.start


def _change(
    event: Event, report: Report, key: str, people: Rows, numbers: Rows, added: Added
) -> Change:
    """What differs from the event; values of fields come from the session as they are now."""
    now = st.session_state
    typed = str(now[f"{key}-date"])
    date = read_date(typed) if typed.strip() != date_text(event) else None
    drops = not typed.strip() and event.is_dated
    actors = read_people(edited(now.get(f"{key}-people"), people), event, report)
    counts = read_numbers(edited(now.get(f"{key}-numbers"), numbers), event, report)
    title, speaker = str(now[f"{key}-title"]), str(now[f"{key}-speaker"])
    return Change(
        kind=EventKind(now[f"{key}-kind"]) if now[f"{key}-kind"] != event.kind else None,
        modality=_other(Modality(now[f"{key}-modality"]), event.modality),
        title=_other(title, event.title),
        speaker=_other(speaker, event.speaker),
        date=date,
        drop_date=drops,
        places=_places(event, key, added),
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
