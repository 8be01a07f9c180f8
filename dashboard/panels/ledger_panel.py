"""What became of everything in a report: counts that add up, and what was left out by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from dashboard.drawing import facts, words
from dashboard.drawing.plain_text import html, shortened
from dashboard.services import collection
from geodata.events import Ledger, NameFate, idle_dates, ledger_of, name_fates
from geodata.model import Reading

_MOST_NAMED = 24


def ledger_panel(report_id: str, *, name: str = "What became of it") -> None:
    """The ledger of a report, for editors; counted when it is unfolded.

    Args:
        report_id: of a report of the collection.
        name: of the fold.
    """
    part = st.expander(name, key=f"ledger-{report_id}", on_change="rerun")
    if not part.open:
        return
    reading = collection.store().reading(report_id)
    joined = collection.joined_ids() & {event.id for event in reading.events}
    with part:
        st.html(facts.table(account(ledger_of(reading), len(joined))))
        left_out = _left_out(reading)
        if left_out:
            st.html(facts.table(left_out))
        for note in reading.notes:
            st.caption(html(note))


def account(ledger: Ledger, joined: int) -> list[tuple[str, str]]:
    """Each total with the parts that make it up, for ``facts.table``.

    Example:
        >>> empty = Ledger(2, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0)
        >>> account(empty, 0)[0]
        ('2 sentences', '1 tells an event, 1 tells none')
    """
    return [
        (
            words.count(ledger.sentences, "sentence"),
            _parts(
                (ledger.telling_sentences, "tells an event", "tell an event"),
                (ledger.silent_sentences, "tells none", "tell none"),
            ),
        ),
        (
            words.count(ledger.events, "event"),
            "<br>".join(
                (
                    _parts((ledger.placed, "placed"), (ledger.unplaced, "not placed"))
                    + (f" ({ledger.inherited} carried over)" if ledger.inherited else ""),
                    _parts((ledger.dated, "dated"), (ledger.undated, "without a day")),
                    _parts(
                        (joined, "joined with other reports"),
                        (ledger.events - joined, "told by this report alone"),
                    ),
                )
            ),
        ),
        (
            words.count(ledger.names, "place name"),
            _parts(
                (ledger.carrying_names, "carries an event", "carry an event"),
                (ledger.mentioned_names, NameFate.MENTIONED.value),
                (ledger.otherwise_used_names, NameFate.OTHERWISE_USED.value),
                (ledger.unresolved_names, NameFate.UNRESOLVED.value),
            ),
        ),
        (
            words.count(ledger.dates, "date"),
            _parts(
                (ledger.dating_dates, "dates an event", "date an event"),
                (ledger.idle_dates, "dates none", "date none"),
            )
            + (f"; {ledger.open_dates} without a day of the calendar" if ledger.open_dates else ""),
        ),
    ]


def _parts(*parts: tuple[int, str] | tuple[int, str, str]) -> str:
    """The parts of a total, zeros left out; the second wording is for several."""
    said = [f"{part[0]:,} {part[1] if part[0] == 1 else part[-1]}" for part in parts if part[0]]
    return ", ".join(said) or "none"


def _left_out(reading: Reading) -> list[tuple[str, str]]:
    """What no event came of, and events that lack something, by name."""
    fates = list(name_fates(reading))

    def names(fate: NameFate) -> str:
        return _named(match.text for match, one in fates if one is fate)

    open_dates = [date for date in reading.dates if date.date.is_open]
    rows = [
        ("Events without a place", _quoted(e.passage.text for e in reading.unplaced)),
        ("Events without a day", _quoted(e.passage.text for e in reading.undated)),
        ("Places without an event", names(NameFate.MENTIONED)),
        ("Names not placed", names(NameFate.UNRESOLVED)),
        ("Not meant as places", names(NameFate.OTHERWISE_USED)),
        ("Dates without a day", _named(f"{d.text} ({d.rule})" for d in open_dates)),
        (
            "Dates without an event",
            _named(d.text for d in idle_dates(reading) if not d.date.is_open),
        ),
    ]
    return [(name, value) for name, value in rows if value]


def _named(texts: Iterable[str]) -> str:
    counted = Counter(texts)
    shown = [
        f'<span dir="auto">{html(text)}</span>' + (f" ×{times}" if times > 1 else "")
        for text, times in counted.most_common(_MOST_NAMED)
    ]
    return ", ".join(shown) + _more(len(counted))


def _quoted(passages: Iterable[str]) -> str:
    texts = list(passages)
    shown = [
        f'<div dir="auto">“{html(shortened(text, 140))}”</div>' for text in texts[:_MOST_NAMED]
    ]
    return "".join(shown) + _more(len(texts))


def _more(count: int) -> str:
    return f" and {count - _MOST_NAMED:,} more" if count > _MOST_NAMED else ""
