"""From letters to expressions: what stands in the text, before anything is anchored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geodata.dating import meanings as m
from geodata.dating.acceptance import Piece, accepted
from geodata.dating.found import Found
from geodata.dating.grammar import BUILD, PATTERN
from geodata.dating.tokens import Tokens, tokenize
from geodata.partial_date import Bound

_MOVED = re.compile(
    r"\b(?:moved|postponed|delayed|rescheduled|brought forward|pushed back|put off|shifted)"
    r"(?: [a-z]+){0,2} from (?:the )?$"
)
_ONWARD = re.compile(r" (?:on|onwards?)\b(?! [A-Z0-9])")


def scan(text: str) -> list[m.Expression]:
    """Every date expression of a text, in order, none inside another."""
    tokens = tokenize(text)
    return [piece.expression for piece in _joined(tokens, _pieces(tokens))]


def _pieces(tokens: Tokens) -> Iterator[Piece]:
    sentence = paragraph = counted_to = 0
    previous: Piece | None = None
    for match in PATTERN.finditer(tokens.letters):
        first, last = match.span()
        rule = match.lastgroup or ""
        found = Found(tokens.letters[first:last], tokens.words[first:last])
        meaning = BUILD[rule](found)
        if meaning is None:
            continue
        sentence += tokens.letters.count(".", counted_to, first)
        breaks = tokens.letters.count("|", counted_to, first)
        sentence, paragraph, counted_to = sentence + breaks, paragraph + breaks, first
        expression = m.Expression(
            tokens.starts[first],
            tokens.ends[last - 1],
            meaning,
            sentence=sentence,
            paragraph=paragraph,
            leading=tokens.letters[max(0, first - 3) : first],
        )
        for part in _listed(tokens, Piece(expression, first, last, rule)):
            piece = accepted(tokens, part, previous)
            if piece is not None:
                previous = piece
                yield piece


def _listed(tokens: Tokens, piece: Piece) -> list[Piece]:
    """The single days of "12, 13 and 16 July" or "July 12 and 16", each with its month."""
    if piece.rule in ("days_months", "months_days") and _is_moved(tokens, piece):
        return _halves(tokens, piece)
    if not piece.rule.endswith("_listed"):
        return [piece]
    letters = tokens.letters[piece.first : piece.last]
    found = Found(letters, tokens.words[piece.first : piece.last])
    month_first = letters[0] == "M"
    days = [i for i, letter in enumerate(letters) if letter in "DO"]
    parts = []
    for index in days:
        first, last = piece.first + index, piece.first + index + 1
        if month_first and index == days[0]:
            first = piece.first
        if index == days[-1]:
            last = piece.last
        meaning = m.Calendar(
            found.value("Y"), found.value("M"), tokens.words[piece.first + index].value
        )
        expression = replace(
            piece.expression, start=tokens.starts[first], end=tokens.ends[last - 1], meaning=meaning
        )
        parts.append(Piece(expression, first, last, "listed"))
    return parts


def _halves(tokens: Tokens, piece: Piece) -> list[Piece]:
    """Both dates of a span by themselves."""
    letters, meaning = tokens.letters[piece.first : piece.last], piece.expression.meaning
    between = next(n for n, letter in enumerate(letters) if letter in "->" and n > 1)
    if not isinstance(meaning, m.Between):
        return [piece]
    behind = between + 1 + (letters[between + 1] == "t")
    parts = []
    for first, last, end in ((0, between, meaning.first), (behind, len(letters), meaning.last)):
        expression = replace(
            piece.expression,
            start=tokens.starts[piece.first + first],
            end=tokens.ends[piece.first + last - 1],
            meaning=end,
        )
        parts.append(Piece(expression, piece.first + first, piece.first + last, "listed"))
    return parts


def _joined(tokens: Tokens, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours made one: "from Monday to Thursday", "two days after 16 July"."""
    held: Piece | None = None
    for piece in pieces:
        if held is None:
            held = piece
            continue
        together = _together(tokens, held, piece)
        if together is None:
            yield _bounded(tokens, held)
            held = piece
        else:
            held = together
    if held is not None:
        yield _bounded(tokens, held)


def _together(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    between = tokens.letters[left.last : right.first].replace("t", "").replace("n", "")
    if len(between) > 1 or right.first - left.last > 3 or _is_moved(tokens, left):
        return None
    meaning: m.Meaning | None = None
    if between == "" and isinstance(left.expression.meaning, m.FromEvent):
        meaning = _counted_from(left.expression.meaning, right.expression.meaning)
    elif (
        between
        and isinstance(left.expression.meaning, _ENDS)
        and isinstance(right.expression.meaning, _ENDS)
    ):
        lead = left.expression.leading.rstrip("tn")[-1:]
        if (between in ">u-" and (lead == "f" or _alike(left, right, between))) or (
            between == "&" and (lead == "b" or tokens.letters[right.last : right.last + 1] == "B")
        ):
            meaning = m.Between(left.expression.meaning, right.expression.meaning)
    if meaning is None:
        return None
    expression = replace(left.expression, end=right.expression.end, meaning=meaning)
    return Piece(expression, left.first, right.last, "joined")


def _is_moved(tokens: Tokens, left: Piece) -> bool:
    """Whether a date is given up for another: "moved from 14 November to 12 December"."""
    start = left.expression.start
    return bool(_MOVED.search(tokens.text[max(0, start - 40) : start]))


_ENDS = (m.Calendar, m.Numeric, m.FromReport, m.SeasonOf, m.Holiday, m.WeekdayInWeek)


def _counted_from(event: m.FromEvent, base: m.Meaning) -> m.Meaning | None:
    if isinstance(base, (m.Calendar, m.Numeric, m.Holiday, m.FromReport, m.Landmark)):
        return m.FromDate(event.unit, event.count * event.direction, base)
    return None


def _alike(left: Piece, right: Piece, between: str) -> bool:
    """Whether both ends are of one sort, so that a bare "to" or dash makes a span."""
    one, other = left.expression.meaning, right.expression.meaning
    if isinstance(one, m.Calendar) and isinstance(other, m.Calendar):
        said = [
            (c.day is not None, c.month is not None, c.weekday is not None and c.day is None)
            for c in (one, other)
        ]
        return said[0] == said[1] and (between != "u" or one.weekday is not None)
    return isinstance(one, m.Numeric) and isinstance(other, m.Numeric)


def _bounded(tokens: Tokens, piece: Piece) -> Piece:
    """With the side that the word before asks for; spans and counted days have none."""
    if isinstance(piece.expression.meaning, (m.Between, m.FromEvent, m.FromText)):
        return piece
    index = piece.first - 1
    while index >= 0 and tokens.letters[index] in "tn":
        index -= 1
    if index < 0:
        return piece
    word = tokens.words[index]
    bound = Bound.ON
    if word.letter == "s":
        bound = Bound.SINCE
    elif word.letter == "u":
        bound = Bound.UNTIL
    elif word.letter == "e":
        bound = Bound.BEFORE if word.value < 0 else Bound.AFTER
    elif word.letter == "f" and _ONWARD.match(tokens.text, piece.expression.end):
        bound = Bound.SINCE
    return replace(piece, expression=replace(piece.expression, bound=bound))
