"""The rows of a table of events, each an event whose headers say what its cells are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.events.clauses import Clause, Link
from geodata.events.company import company_of
from geodata.events.containers import somewhere_in
from geodata.events.containment import finest
from geodata.events.counts import counts_in
from geodata.events.drafts import Draft
from geodata.events.kinds import RANK, kind_of
from geodata.events.lexicon import CONSEQUENCE, Lexicon, Trigger
from geodata.events.modality import stance_of
from geodata.events.named_places import Named, named_places, plain_place
from geodata.events.strangers import Stranger
from geodata.events.timing import UNDATED, Dated, carried
from geodata.events.titles import LONGEST_TITLE
from geodata.events.triggers import Hit, find_hits
from geodata.events.words import Words, split_words
from geodata.model import (
    Actor,
    ActorRole,
    Count,
    DateMention,
    EventKind,
    EventPlace,
    Match,
    Modality,
    PlaceRole,
    Sentence,
)
from geodata.tables import Cell, Column, Header, Row, Table

_UNTOLD = Trigger("", CONSEQUENCE, "", 1, "past")
_NUMBER = re.compile(r"(?P<low>\d{1,3}(?:,\d{3})+|\d+)\s*(?:[-–]\s*(?P<high>\d+))?\s*\+?$")
_FATES = {
    "killed dead deaths died fatalities fatality": "killed",
    "wounded injured injuries": "wounded",
    "missing": "missing",
    "displaced evacuated": "displaced",
    "detained arrested": "detained",
    "abducted kidnapped": "abducted",
    "casualties victims": "killed or wounded",
}
_FATE = {word: fate for words, fate in _FATES.items() for word in words.split()}
_EMPTY = frozenset(("", "-", "–", "—", "n/a", "none", "unknown", '"', "″", "do.", "ditto"))


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row as its words, with the cells of each kind."""

    words: Words
    told: list[Cell]
    table: Table
    row: Row

    def of(self, column: Column) -> list[tuple[Header, Cell]]:
        found = self.table.cells(self.row, column)
        return [(h, cell) for h, cell in found if cell.text.lower() not in _EMPTY]

    def span(self, cell: Cell) -> tuple[int, int]:
        """The words of a cell, end exclusive."""
        return self.words.at(cell.start), self.words.at(cell.end - 1) + 1


def drafts_of_table(
    table: Table,
    sentences: Sequence[Sentence],
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    lexicon: Lexicon,
    company: Counter[str],
) -> list[Draft]:
    """A draft for each row that tells something, in order.

    A blank cell of date or place, or one with a ditto mark, takes over what stands above it.
    A place nobody knows lies somewhere in what another cell of its row names.

    Args:
        table: the table.
        sentences: its rows as sentences.
        matches: the place names of the report, in order.
        dates: its date expressions, in order.
        lexicon: the words that tell an event.
        company: what the whole report speaks of.
    """
    by_start = {sentence.start: sentence for sentence in sentences}
    match_starts = [m.start for m in matches]
    date_starts = [d.start for d in dates]
    found: list[Draft] = []
    for row in table.rows:
        sentence = by_start.get(row.start)
        if sentence is None:
            continue
        words = split_words(sentence.text, sentence.start)
        told = [cell for _, cell in table.cells(row, Column.EVENT)]
        cells = _Cells(words, told, table, row)
        draft = _draft(
            cells,
            sentence,
            matches[bisect_left(match_starts, row.start) : bisect_left(match_starts, row.end)],
            dates[bisect_left(date_starts, row.start) : bisect_left(date_starts, row.end)],
            lexicon,
            company,
        )
        if draft is not None:
            _complete(draft, cells, found[-1] if found else None)
            found.append(draft)
    return found


def _draft(
    cells: _Cells,
    sentence: Sentence,
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    lexicon: Lexicon,
    company: Counter[str],
) -> Draft | None:
    counts = _counts(cells, dates)
    if not cells.told and not counts:
        return None
    words = cells.words
    longest = max(cells.told, key=lambda c: len(c.text), default=None)
    first, last = cells.span(longest) if longest is not None else (0, len(words))
    hit, kind = _hit(cells, first, lexicon, company)
    clause = Clause(first, last, Link.MAIN)
    stance = stance_of(words, clause, hit, kind, [clause]) if kind is not EventKind.OTHER else None
    modality = stance.modality if stance is not None and stance.modality else Modality.HAPPENED
    places, lost = _places(cells, matches)
    dated = _dated(cells, dates)
    trigger = (words.starts[hit.number], words.ends[hit.end - 1])
    if longest is not None:  # the headline is made of the cell alone
        at = hit.number - first if first <= hit.number < last else 0
        hit = replace(hit, number=at, end=max(at + 1, min(hit.end, last) - first))
        words = split_words(longest.text, longest.start)
        clause = Clause(0, len(words), Link.MAIN)
    return Draft(
        kind=kind,
        hit=hit,
        sentence=sentence,
        words=words,
        clause=clause,
        first=0,
        last=len(words),
        modality=modality,
        places=places,
        dated=dated,
        actors=[
            Actor(cell.text, ActorRole.DOES, cell.start, cell.end)
            for _, cell in cells.of(Column.ACTOR)
        ],
        counts=counts,
        triggers=[trigger] if hit.trigger.lemma else [],
        verb=hit.number,
        dates=dates,
        headline=_headline(longest),
        names_elsewhere=lost is not None,
        lost=lost,
    )


def _headline(told: Cell | None) -> str:
    """A cell short enough to be a headline, '' otherwise."""
    if told is None or len(told.text) > LONGEST_TITLE:
        return ""
    text = told.text.rstrip(".")
    return text[:1].upper() + text[1:]


def _hit(
    cells: _Cells, first: int, lexicon: Lexicon, company: Counter[str]
) -> tuple[Hit, EventKind]:
    """The word of the event cells that says best what happened; OTHER where none does."""
    words, near = cells.words, company_of(cells.words)
    inside = {n for cell in cells.told for n in range(*cells.span(cell))}
    found = [h for h in find_hits(words, lexicon, near, company) if h.number in inside]
    readings = [
        (2 * RANK[kind] + 6 * hit.trigger.strength, -hit.number, hit, kind)
        for hit in found
        if (kind := kind_of(hit, words, near, near)) is not None
    ]
    if not readings:
        return Hit(first, first + 1, _UNTOLD, is_noun=True), EventKind.OTHER
    _, _, hit, kind = max(readings, key=lambda r: r[:2])
    return hit, kind


def _places(
    cells: _Cells, matches: Sequence[Match]
) -> tuple[list[EventPlace], tuple[int, int] | None]:
    """The places of the place cells, and the cell whose name nobody could place."""
    names = named_places(cells.words, matches)
    found: list[EventPlace] = []
    lost: Cell | None = None
    for _, cell in cells.of(Column.PLACE):
        inside = [n for n in names if cell.start <= n.match.start < cell.end]
        found += [plain_place(n.match, n.place, PlaceRole.SITE) for n in inside]
        opens = bool(inside) and not cells.words.is_capital(cells.span(cell)[0])
        known = opens or (bool(inside) and inside[0].match.start == cell.start)
        if not known and lost is None:
            lost = cell  # no name in it, or one behind a name that nobody knows
    if lost is None:
        return finest(found), None
    around = _around(cells, lost, names)
    return ([around], None) if around is not None else ([], (lost.start, lost.end))


def _around(cells: _Cells, lost: Cell, names: Sequence[Named]) -> EventPlace | None:
    """Somewhere in the smallest place that another cell names around an unknown village."""
    first, end = cells.span(lost)
    held = {id(n) for n in names for _, c in cells.of(Column.PLACE) if n.match.start >= c.start}
    holders = [n for n in names if id(n) in held]
    smallest = min(holders, key=lambda n: n.place.radius_km, default=None)
    if smallest is None:
        return None
    end = min([end, *(n.first for n in holders if n.first > first)])
    name = " ".join(cells.words.texts[first:end]).rstrip(" ,|")
    found = somewhere_in(cells.words, Stranger(first, end, name), [smallest], (), anywhere=True)
    return found and replace(found, name=lost.text, start=lost.start, end=lost.end)


def _dated(cells: _Cells, dates: Sequence[DateMention]) -> Dated:
    for _, cell in cells.of(Column.DATE):
        inside = [d for d in dates if cell.start <= d.start < cell.end]
        if inside:
            return Dated(inside[0].date, inside[0].rule, inside[0])
    return UNDATED


def _counts(cells: _Cells, dates: Sequence[DateMention]) -> list[Count]:
    """The numbers of the count columns, with what is counted from header or cell."""
    found: list[Count] = []
    for header, cell in cells.of(Column.COUNT):
        plain = _NUMBER.match(cell.text)
        fates = [_FATE[w] for w in header.text.lower().split() if w in _FATE]
        if plain is None:
            found += counts_in(cells.words, *cells.span(cell), dates)
        elif fates and int(plain["low"].replace(",", "")) > 0:
            low = int(plain["low"].replace(",", ""))
            high = int(plain["high"] or low)
            open_end = None if cell.text.endswith("+") else high
            found.append(Count(cell.text, fates[0], low, open_end, cell.start, cell.end))
    for cell in cells.told:
        found += counts_in(cells.words, *cells.span(cell), dates)
    return found


def _complete(draft: Draft, cells: _Cells, above: Draft | None) -> None:
    """Takes over from the row above what a blank cell leaves open."""
    if above is None:
        return
    columns = {header.column for header in cells.table.headers}
    if Column.DATE in columns and not cells.of(Column.DATE) and above.dated.is_known:
        draft.dated = carried(above.dated, "the row above")
    if Column.PLACE in columns and not cells.of(Column.PLACE) and not draft.places:
        reason = "taken over from the row above: its cell is blank"
        draft.places = [
            replace(p, inherited=True, score=round(p.score * 0.7, 3), reasons=(reason, *p.reasons))
            for p in above.places
        ]
