"""One event: what, when, where, who, the words that say so, and why this place and no other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import streamlit as st

from dashboard import notices
from dashboard.drawing import facts, words
from dashboard.drawing.candidates import chooser, why
from dashboard.drawing.found_words import Find, nowhere
from dashboard.drawing.plain_text import html, markdown, shortened
from dashboard.panels.edit_panel import correcting_panel
from dashboard.panels.joins_panel import joins_panel
from dashboard.panels.ledger_panel import ledger_panel
from dashboard.panels.passage_panel import passage_panel, safety_panel
from dashboard.panels.standing_panel import standing_panel
from dashboard.services import collection, joined, writing
from dashboard.services.rights import Visitor
from dashboard.state import Reader
from geodata.browse import EventRow
from geodata.coordinates import distance_km
from geodata.errors import GeodataError
from geodata.model import Candidate, Event, EventPlace, Report

_MOST_CANDIDATES = 5  # beside the chosen one
_ALWAYS = 2
_NOT_NOTHING = 0.005  # a score that is not shown as 0.00


def detail_panel(
    reader: Reader,
    event: Event,
    report: Report,
    *,
    here: Sequence[EventRow],
    visitor: Visitor,
    link: str,
    find: Find = nowhere,
) -> None:
    """The details of an event.

    Args:
        reader: whose event it is.
        event: to show.
        report: it came from.
        here: events in the same place, in order of date, this one among them.
        visitor: whether the place may be corrected.
        link: the address that opens this event.
        find: where in a text the words of the search stand.
    """
    st.html(facts.heading(event, _position(event, here), find=find))
    st.html(facts.table(facts.event_rows(event, find)))
    passage_panel(report, event, find)
    joins_panel(reader, joined.told(event, report), visitor)
    ambiguous = [place for place in event.places if place.runners_up]
    for place in ambiguous:
        _candidates(event, place, visitor, folded=len(ambiguous) > 1)
    if visitor.may_edit:
        standing_panel(event)
        correcting_panel(event, report)
        ledger_panel(report.id, name="What became of the whole report")
        safety_panel(event)
    _related(reader, event, here)
    _actions(link)


def _position(event: Event, here: Sequence[EventRow]) -> str:
    """'2 of 5 in Berd', '' when it is alone there, or in several places at once."""
    ids = [row.id for row in here]
    if len(ids) < 2 or event.id not in ids or len(event.places) > 1:
        return ""
    return f"{ids.index(event.id) + 1} of {len(ids)} in {event.places[0].place.name}"


def _candidates(event: Event, place: EventPlace, visitor: Visitor, *, folded: bool) -> None:
    """Which of the places of this name it is; another one can be chosen by an editor."""
    chosen = Candidate(place.place, place.score, place.reasons)
    offered = [chosen, *likely(place.runners_up)]
    count = len(place.runners_up) + 1
    note = f":gray[{count} places it could be]"
    question = f"Which {markdown(place.place.name)}? {note}"
    if not visitor.may_edit:
        with st.expander(question):
            st.html(facts.table([_why_row(place, candidate) for candidate in offered]))
        return
    editor = visitor.name
    if folded:
        with st.expander(question):
            _choice(
                event, place, offered, "Which place is it?", editor, label_visibility="collapsed"
            )
    else:
        _choice(event, place, offered, question, editor, label_visibility="visible")


def likely(runners_up: Sequence[Candidate]) -> list[Candidate]:
    """The candidates worth showing: two at least, then those that any clue speaks for."""
    shown = runners_up[:_MOST_CANDIDATES]
    return [one for rank, one in enumerate(shown) if rank < _ALWAYS or one.score >= _NOT_NOTHING]


def _choice(
    event: Event,
    place: EventPlace,
    offered: Sequence[Candidate],
    label: str,
    editor: str,
    *,
    label_visibility: Literal["visible", "collapsed"],
) -> None:
    key = f"place-{event.id}-{place.start}-{place.place.id}"
    seen = collection.store().version(event.id)
    st.radio(
        label,
        range(len(offered)),
        key=key,
        label_visibility=label_visibility,
        format_func=lambda number: _candidate_label(place, offered[number]),
        captions=[markdown(why(candidate, editor)) for candidate in offered],
        on_change=partial(_choose, key, event, place, offered, seen),
    )


def _choose(
    key: str, event: Event, place: EventPlace, offered: Sequence[Candidate], version: int
) -> None:
    number = st.session_state[key]
    if not isinstance(number, int) or not 0 < number < len(offered):
        return
    another = offered[number].place
    try:
        writing.choose_place(event.id, place.start, another, version)
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
    else:
        st.toast(f"Moved to {markdown(another.label)}.", icon=":material/check:")


def _candidate_label(place: EventPlace, candidate: Candidate) -> str:
    there = candidate.place
    rest = there.label.removeprefix(there.name)
    away = distance_km(place.place.position, there.position)
    far = f" · {words.distance(away)} away" if there.id != place.place.id else ""
    score = "" if chooser(candidate) else f" · score {candidate.score:.2f}"
    return f"**{markdown(there.name)}**{markdown(rest)} :gray[{far} · {there.kind.value}{score}]"


def _why_row(place: EventPlace, candidate: Candidate) -> tuple[str, str]:
    there = candidate.place
    away = distance_km(place.place.position, there.position)
    far = "chosen" if there.id == place.place.id else f"{words.distance(away)} away"
    return (
        "" if chooser(candidate) else f"{candidate.score:.2f}",
        f"<b>{html(there.label)}</b> — {html(there.kind.value)}, {far}"
        f"<div style='opacity:.68'>{html(why(candidate))}</div>",
    )


def _related(reader: Reader, event: Event, here: Sequence[EventRow]) -> None:
    others = [row for row in here if row.id != event.id]
    if not others:
        return
    name = event.places[0].place.name if event.places else "this place"
    with st.expander(f"{words.count(len(others), 'more event')} in {markdown(name)}"):
        for row in others:
            st.button(
                f":gray[{markdown(row.date_label)}] {markdown(shortened(row.title, 64))}",
                key=f"related-{row.id}",
                type="tertiary",
                on_click=reader.open_event,
                args=(row.id,),
            )


def _actions(link: str) -> None:
    with st.popover("Copy link", icon=":material/link:", type="tertiary"):
        st.caption("Opens this event with the filters you see.")
        st.code(link, language=None, wrap_lines=True)
