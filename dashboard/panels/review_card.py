"""One event to decide about: passage, the places it could mean, accept, reject, later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import links
from dashboard.drawing import facts, questions, words
from dashboard.drawing.candidates import chooser, why
from dashboard.drawing.highlighted_text import passage
from dashboard.drawing.kinds import glyph_html
from dashboard.drawing.pin_state import MOST_PINS, Pin
from dashboard.drawing.plain_text import html, markdown
from geodata.coordinates import distance_km
from geodata.correcting import Scope
from geodata.model import Candidate, Event, EventPlace, Modality, Report

_NOT_NOTHING = 0.005
_FAINT = 0.05  # below it a place may lie outside the view
_MOST_FAINT = 2  # places shown whatever speaks for them
_SERIF = "font:600 24px/1.25 'Source Serif',Georgia,serif;overflow-wrap:anywhere"


@dataclass(frozen=True, slots=True)
class Card:
    """An event with all that its card shows.

    Attributes:
        version: of the event as it is shown.
        place: that is asked about, None when there is none.
        offered: the places it could mean, the present choice first when there is one.
        standing: why a person should look at it, in words.
    """

    event: Event
    report: Report
    version: int
    place: EventPlace | None
    offered: tuple[Candidate, ...]
    standing: str

    @property
    def start(self) -> int:
        """Where the words of the place begin; -1 without a place."""
        return -1 if self.place is None else self.place.start

    def pins(self) -> list[Pin]:
        """The offered places for the map; the chosen one where its pin stands."""
        pins = [
            Pin(number, one.place.position, one.place.radius_km, is_faint=one.score < _FAINT)
            for number, one in enumerate(self.offered, start=1)
        ]
        if self.place is not None and pins:
            pins[0] = Pin(1, self.place.position, self.place.radius_km, is_chosen=True)
        return pins


def offered_places(place: EventPlace | None) -> tuple[Candidate, ...]:
    """The present choice and what else the words could mean, at most nine."""
    if place is None:
        return ()
    chosen = Candidate(place.place, place.score, place.reasons)
    others = [
        one
        for rank, one in enumerate(place.runners_up)
        if rank < _MOST_FAINT - 1 or one.score >= _NOT_NOTHING
    ]
    return (chosen, *others)[:MOST_PINS]


def question_part(card: Card) -> None:
    """What is asked, of which event, and the words that tell it."""
    event, report = card.event, card.report
    asked, name = questions.question(event)
    if card.place is not None and name:
        name = questions.name_asked(card.place)
    heading = f"{html(asked)} {html(name)}?" if name else html(asked)
    modality = "" if event.modality is Modality.HAPPENED else words.MODALITY[event.modality]
    said = f" · <b>{html(modality)}</b>" if modality else ""
    st.html(
        f'<div role="heading" aria-level="2" dir="auto" style="{_SERIF}">{heading}</div>'
        f'<div style="overflow-wrap:anywhere">{glyph_html(event.family)} '
        f"{html(event.kind.value.capitalize())}{said} · "
        f'<span dir="auto">{html(event.title)}</span> · '
        f"{html(words.partial_date(event.date))}</div>"
        f'<div style="opacity:.68;font-size:13.1px">Here because: {html(card.standing)}</div>'
    )
    st.html(passage(report, event))
    st.html(facts.source(report, report.link if links.is_web_link(report.link) else ""))


def candidates_part(card: Card, editor: str, use: Callable[[int], None]) -> None:
    """A button for each place it could be, with its number, score and reasons."""
    for number, candidate in enumerate(card.offered, start=1):
        with st.container(
            horizontal=True, vertical_alignment="top", gap="small", wrap=False,
            key=f"candidate-{number}",
        ):  # fmt: skip
            is_chosen = number == 1
            st.button(
                "Use",
                key=f"use-{number}",
                shortcut=str(number),
                type="primary" if is_chosen else "secondary",
                width=104,
                on_click=use,
                args=(number,),
            )
            st.html(_told(card, candidate, editor, is_chosen=is_chosen), width="stretch")


def _told(card: Card, candidate: Candidate, editor: str, *, is_chosen: bool) -> str:
    there = candidate.place
    rest = there.label.removeprefix(there.name)
    score = "" if chooser(candidate) else f" · score {candidate.score:.2f}"
    notes = [why(candidate, editor)]
    if not is_chosen and card.place is not None:
        away = words.distance(distance_km(card.place.place.position, there.position))
        notes.insert(0, f"{there.kind.value}, {away} away.")
    else:
        notes.insert(0, f"{there.kind.value}, the present choice.")
    grey = '<span style="opacity:.68">'
    return (
        f'<div style="line-height:1.35;overflow-wrap:anywhere"><b dir="auto">{html(there.name)}</b>'
        f"{html(rest)}{grey}{html(score)}</span></div>"
        f'<div style="opacity:.68;font-size:13.1px;line-height:1.35">{html(" ".join(notes))}</div>'
    )


def scope_part(card: Card) -> Scope | None:
    """How far a choice holds: this pin alone (None), or wider."""
    if card.place is None or card.place.start == card.place.end:
        return None
    name = markdown(questions.name_asked(card.place))
    labels: dict[Scope | None, str] = {
        None: f"{name}, here only",
        Scope.REPORT: f"{name} in this report",
        Scope.PUBLISHER: f"{name} in reports of {markdown(card.report.source)}",
        Scope.COLLECTION: f"{name} in the whole collection",
    }
    options = [one for one in labels if one is not Scope.PUBLISHER or card.report.source]
    chosen: Scope | None = st.selectbox(
        "The choice holds for",
        options,
        format_func=labels.__getitem__,
        key=f"scope-{card.event.id}",
        help="A wider choice shows first which pins it moves. It also holds for reports that "
        "are added later, and can be taken back.",
    )
    return chosen if chosen in labels else None


def bar_part(
    *, accept: Callable[[], None], reject: Callable[[], None], later: Callable[[], None],
    undo: Callable[[], None],
) -> None:  # fmt: skip
    """Accept, reject, next and undo, with their keys."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="review-bar"):
        st.button(
            "Accept", icon=":material/check:", shortcut="A", type="primary", key="accept",
            on_click=accept,
        )  # fmt: skip
        st.button("Reject", icon=":material/close:", shortcut="X", key="reject", on_click=reject)
        st.button("Next", shortcut="N", type="tertiary", key="next", on_click=later,
                  help="Leave it for later.")  # fmt: skip
        st.space("stretch")
        st.button(
            "Undo", icon=":material/undo:", shortcut="U", type="tertiary", key="undo",
            on_click=undo, help="Take your latest decision back.",
        )  # fmt: skip


def places_part(card: Card, choose: Callable[[int], None]) -> None:
    """Which of several places of the event is asked about."""
    places: Sequence[EventPlace] = card.event.places
    if len(places) < 2 or card.place is None:
        return
    key = f"asked-{card.event.id}"
    now = places.index(card.place)

    def changed() -> None:
        number = st.session_state[key]
        if isinstance(number, int) and 0 <= number < len(places):
            choose(number)

    st.selectbox(
        "The place asked about",
        range(len(places)),
        index=now,
        key=key,
        format_func=lambda number: f"{places[number].name} ({places[number].role.value})",
        on_change=changed,
    )
