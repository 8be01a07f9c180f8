"""What was read out of a report before it is added: the marked text and the table of events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.candidates import why
from dashboard.drawing.highlighted_text import MarkedSpan, event_spans, legend, marked
from dashboard.drawing.kinds import badge
from dashboard.drawing.plain_text import html, markdown, shortened, visible
from dashboard.panels.detail_panel import likely
from geodata.model import Candidate, Event, EventPlace, Modality, Reading
from geodata.partial_date import DatePrecision

PlaceOf = Callable[[Event, EventPlace], Candidate]
_TEXT_PX = 512
_ROW_PX = 62  # so that long words wrap; below 4 rem Streamlit does not
_INFERRED = "date inferred"
_OPENING = 120  # characters: the place and day of writing, or a first line
_LIKELY = 0.5  # below it a place is called a guess


def marked_text(reading: Reading) -> None:
    """The text with places, dates and people marked and a number behind each event."""
    spans: list[MarkedSpan] = [span for event in reading.events for span in event_spans(event)]
    numbers = [(event.passage.end, number) for number, event in numbered(reading)]
    body = marked(reading.report.text, spans, numbers=numbers)
    st.html(legend())
    with st.container(height=_TEXT_PX, border=True, key="marked-text"):
        st.html(f'<div class="gz-text" dir="auto">{body}</div>')


def steps_line(reading: Reading) -> str:
    """What each step found, as Markdown: 'Read 8 sentences → Places 7 → …'."""
    placed = sum(match.place is not None for match in reading.matches)
    to_check = sum(bool(set(check_words(event)) - {_INFERRED}) for event in reading.events)
    steps = [
        ("Read", words.count(len(reading.sentences), "sentence")),
        ("Places", f"{placed:,}"),
        ("Dates", f"{len(reading.dates):,}"),
        ("Events", f"{len(reading.events):,}"),
        ("To check", f"{to_check:,}"),
    ]
    return " → ".join(f"**{name}** :gray[{found}]" for name, found in steps)


def opening_day(reading: Reading) -> date | None:
    """The day with which a text of an unknown day begins, where other days wait for its date."""
    waits = any(mention.date.precision is DatePrecision.OPEN for mention in reading.dates)
    if reading.report.published is not None or not waits:
        return None
    first = min(reading.dates, key=lambda mention: mention.start)
    is_day = first.stated and first.date.precision is DatePrecision.DAY
    return first.first_day if is_day and first.start < _OPENING else None


def numbered(reading: Reading) -> list[tuple[int, Event]]:
    """The events with their numbers, in the order of the text."""
    ordered = sorted(reading.events, key=lambda event: (event.passage.start, event.id))
    return list(enumerate(ordered, start=1))


def events_table(
    reading: Reading,
    place_of: PlaceOf,
    unticked: set[str],
    on_untick: Callable[[set[str]], None],
    *,
    key: str,
) -> None:
    """The events, each with a tick; unticked ones are not added.

    What comes back from the browser is checked: only ticks of rows that are there count.
    """
    events = [event for _, event in numbered(reading)]
    table = pd.DataFrame(
        {
            "Add": [event.id not in unticked for event in events],
            "№": [number for number, _ in numbered(reading)],
            "Kind": [badge(event.family, _ROW_PX - 6) for event in events],
            "Event": [visible(event.title) for event in events],
            "Place": [visible(_places(event, place_of)) for event in events],
            "Date": [words.partial_date(event.date) for event in events],
            "Check": ["; ".join(check_words(event)) for event in events],
        }
    )
    st.data_editor(
        table,
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=[name for name in table.columns if name != "Add"],
        height="content",
        row_height=_ROW_PX,
        on_change=partial(_ticked, key, [event.id for event in events], unticked, on_untick),
        column_config={
            "Add": st.column_config.CheckboxColumn("", width=44),
            "№": st.column_config.NumberColumn(width=36),
            "Kind": st.column_config.ImageColumn(width=50),
            "Event": st.column_config.TextColumn(width=222),
            "Place": st.column_config.TextColumn(width=84),
            "Date": st.column_config.TextColumn(width=96),
            "Check": st.column_config.TextColumn(width=126),
        },
        alt="The events found, with a tick for each that will be added",
    )


def place_choices(
    reading: Reading,
    place_of: PlaceOf,
    on_choose: Callable[[EventPlace, Candidate], None],
) -> None:
    """One ambiguous place at a time, the least certain first: which of the places it means."""
    ambiguous = {
        place.place.id: (event, place)
        for _, event in reversed(numbered(reading))
        for place in event.places
        if place.runners_up
    }
    if not ambiguous:
        return
    ordered = sorted(ambiguous, key=lambda place_id: ambiguous[place_id][1].score)

    def label(place_id: str) -> str:
        event, place = ambiguous[place_id]
        now = place_of(event, place)
        return f"{now.place.label} · {now.place.kind.value} · score {now.score:.2f}"

    chosen = st.selectbox(
        "Check a place",
        ordered,
        format_func=label,
        key=f"check-{reading.report.id}",
        help="Names that more than one place has; the least certain come first.",
    )
    if chosen in ambiguous:
        event, place = ambiguous[chosen]
        _place_choice(event, place, place_of, on_choose)


def left_out(reading: Reading) -> None:
    """What could not be placed, and what the reader must know: never dropped."""
    for note in reading.notes:
        st.caption(f":material/info: {markdown(note)}")
    lines = [
        f"<li>“{html(shortened(event.passage.text, 120))}” — no place in these words</li>"
        for event in reading.unplaced
    ]
    lines += [
        f"<li>“{html(match.text)}” — {_why_not_placed(match.runners_up)}</li>"
        for match in reading.unresolved
    ]
    if lines:
        with st.expander(f"Not placed ({len(lines)})"):
            st.html(f'<ul class="gz-small" style="margin:0">{"".join(lines)}</ul>')


def check_words(event: Event) -> list[str]:
    """What a person should look at, a few words each."""
    found = []
    if event.modality in words.MODALITY_SHORT:
        found.append(words.MODALITY_SHORT[event.modality])
    if any(place.inherited for place in event.places):
        found.append("place carried over")
    if any(place.score < _LIKELY for place in event.places):
        found.append("place is a guess")
    if not event.places:
        found.append("not placed")
    if not event.is_dated:
        found.append("no date" if event.date is None else "date open")
    elif event.date_rule and event.date_rule != "stated" and event.modality is not Modality.PLANNED:
        found.append(_INFERRED)
    return found


def _ticked(
    key: str, ids: Sequence[str], before: set[str], on_untick: Callable[[set[str]], None]
) -> None:
    state = st.session_state.get(key)
    edited = state.get("edited_rows") if isinstance(state, Mapping) else None
    unticked = set(before)
    for row, change in (edited or {}).items():
        ticked = change.get("Add") if isinstance(change, dict) else None
        if isinstance(row, int) and 0 <= row < len(ids) and isinstance(ticked, bool):
            (unticked.discard if ticked else unticked.add)(ids[row])
    on_untick(unticked)


def _places(event: Event, place_of: PlaceOf) -> str:
    if not event.places:
        return "not placed"
    first = place_of(event, event.places[0]).place.name
    further = len(event.places) - 1
    return f"{first} +{further}" if further else first


def _place_choice(
    event: Event,
    place: EventPlace,
    place_of: PlaceOf,
    on_choose: Callable[[EventPlace, Candidate], None],
) -> None:
    offered = [Candidate(place.place, place.score, place.reasons), *likely(place.runners_up)]
    now = place_of(event, place)
    key = f"choose-{event.id}-{place.start}-{place.place.id}"
    ids = [one.place.id for one in offered]

    def label(number: int) -> str:
        there = offered[number].place
        rest = markdown(there.label.removeprefix(there.name))
        about = f"{there.kind.value} · score {offered[number].score:.2f}"
        return f"**{markdown(there.name)}**{rest} :gray[· {about}]"

    st.radio(
        "Which place is it?",
        range(len(offered)),
        index=ids.index(now.place.id) if now.place.id in ids else 0,
        key=key,
        label_visibility="collapsed",
        format_func=label,
        captions=[markdown(why(one)) for one in offered],
        on_change=lambda: on_choose(place, offered[_number(key, len(offered))]),
    )


def _number(key: str, below: int) -> int:
    number = st.session_state[key]
    return number if isinstance(number, int) and 0 <= number < below else 0


def _why_not_placed(runners_up: Sequence[Candidate]) -> str:
    if not runners_up:
        return "a name no place in the gazetteer has"
    names = ", ".join(html(one.place.label) for one in runners_up[:3])
    return f"could be {names}"
