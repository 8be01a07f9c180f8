"""From letters to expressions: what stands in the text, before anything is anchored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodata.dating import guards
from geodata.dating import meanings as m
from geodata.dating.grammar import BUILD, PATTERN, Found
from geodata.dating.tokens import Tokens, tokenize
from geodata.partial_date import Bound

_FROM_CASE = re.compile(r"\d['’-]?(?:dən|dan|den|տան|ից)\b")
_ONWARD = re.compile(r" (?:on|onwards?)\b(?! [A-Z0-9])")


@dataclass(frozen=True, slots=True)
class _Piece:
    """An expression with the tokens it covers, so that neighbours can be joined."""

    expression: m.Expression
    first: int
    last: int  # exclusive
    rule: str


def scan(text: str) -> list[m.Expression]:
    """Every date expression of a text, in order, none inside another."""
    tokens = tokenize(text)
    return [piece.expression for piece in _joined(tokens, _pieces(tokens))]


def _pieces(tokens: Tokens) -> Iterator[_Piece]:
    sentence = paragraph = counted_to = 0
    previous: _Piece | None = None
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
        for part in _listed(tokens, _Piece(expression, first, last, rule)):
            piece = _accepted(tokens, part, previous)
            if piece is not None:
                previous = piece
                yield piece


def _listed(tokens: Tokens, piece: _Piece) -> list[_Piece]:
    """The single days of "12, 13 and 16 July" or "July 12 and 16", each with its month."""
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
        parts.append(_Piece(expression, first, last, "listed"))
    return parts


def _accepted(tokens: Tokens, piece: _Piece, previous: _Piece | None) -> _Piece | None:
    """The piece when no guard speaks against it; sometimes with another meaning."""
    text, expression = tokens.text, piece.expression
    start, end, leading = expression.start, expression.end, expression.leading
    found = Found(tokens.letters[piece.first : piece.last], tokens.words[piece.first : piece.last])
    if not _passes(text, piece, found, previous):
        return None
    said_that = text[start:end].lower().startswith("that ") and "W" in found.letters
    if said_that and not leading.endswith(("n", ".", "|")):
        meaning = m.Calendar(weekday=found.value("W"))
        start = tokens.starts[piece.first + found.letters.index("W")]
        return replace(piece, expression=replace(expression, start=start, meaning=meaning))
    if expression.meaning == m.Calendar(month=9, day=11) and guards.names_attacks(text, end):
        return replace(piece, expression=replace(expression, meaning=m.Landmark(2001, 9, 11)))
    if piece.rule == "ago_one" and text[start:end].isascii():  # "days ago", "decades ago"
        uncounted = m.FromReport("day", 0, "unknown count")
        return replace(piece, expression=replace(expression, meaning=uncounted))
    if text[end - 1] == ")" and "(" not in text[start:end]:
        last = piece.last - 1
        return replace(piece, last=last, expression=replace(expression, end=tokens.ends[last - 1]))
    return piece


def _passes(text: str, piece: _Piece, found: Found, previous: _Piece | None) -> bool:
    expression, letters = piece.expression, found.letters
    start, end, leading = expression.start, expression.end, expression.leading
    if "M" in letters and not _month_passes(text, piece, found):
        return False
    if piece.rule in ("year", "year_part") and "y" not in letters:
        follows = (
            previous is not None
            and previous.rule in ("year", "year_span")
            and (previous.last + 2 >= piece.first)
        )
        return guards.is_year_alone(text, start, end, leading, follows)
    if piece.rule in ("weekday", "which_weekday", "weekday_of_week"):
        name = text[start:end].split()
        day = name[-1] if piece.rule == "which_weekday" and not found.get("P") else name[0]
        return guards.is_weekday(text, start, end, day)
    if piece.rule == "day_of_month":
        return guards.is_day_of_month(text, end)
    if piece.rule == "part_of_unit":
        return not text[start:end].isascii() or "-" in text[start:end]
    if piece.rule == "month_days_cased":
        return bool(_FROM_CASE.search(text[start:end]))
    if piece.rule == "today":
        return guards.is_today(text, start)
    if piece.rule == "holiday":
        return guards.is_holiday(text, start, end)
    if piece.rule == "season":
        return guards.is_season_alone(text, end)
    if piece.rule == "same":
        return text[end : end + 1] != "-"
    if piece.rule == "later":
        return not guards.is_compared(text, end)
    return True


def _month_passes(text: str, piece: _Piece, found: Found) -> bool:
    expression, letters = piece.expression, found.letters
    month = found.words[letters.index("M")]
    if "D" in letters or "O" in letters:
        name = _month_name(text, expression)
        return guards.is_day_and_month(text, expression.end, name, "Y" in letters)
    if letters in ("M", "MU") or letters == "QM":
        return guards.is_month_alone(
            text,
            expression.end - len(text[expression.start : expression.end].split()[-1]),
            expression.end,
            "Q" if letters == "QM" else ("i" if letters == "MU" else expression.leading),
            month.detail if letters != "MU" else "",
        )
    if "Y" in letters or month.detail != "weak":
        return not guards.is_feature(text, expression.end)
    word = text[expression.start : expression.end].split()[-1].split("-")[-1]
    return not word.isascii() or word[:1].isupper()


def _month_name(text: str, expression: m.Expression) -> str:
    """'may' or 'march' when the words hold one in small letters, else ''."""
    words = text[expression.start : expression.end].split()
    return next((word for word in words if word.rstrip(",") in ("may", "march")), "").rstrip(",")


def _joined(tokens: Tokens, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Neighbours made one: "from Monday to Thursday", "two days after 16 July"."""
    held: _Piece | None = None
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


def _together(tokens: Tokens, left: _Piece, right: _Piece) -> _Piece | None:
    between = tokens.letters[left.last : right.first].replace("t", "").replace("n", "")
    if len(between) > 1 or right.first - left.last > 3:
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
    return _Piece(expression, left.first, right.last, "joined")


_ENDS = (m.Calendar, m.Numeric, m.FromReport, m.SeasonOf, m.Holiday, m.WeekdayInWeek)


def _counted_from(event: m.FromEvent, base: m.Meaning) -> m.Meaning | None:
    if isinstance(base, (m.Calendar, m.Numeric, m.Holiday, m.FromReport, m.Landmark)):
        return m.FromDate(event.unit, event.count * event.direction, base)
    return None


def _alike(left: _Piece, right: _Piece, between: str) -> bool:
    """Whether both ends are of one sort, so that a bare "to" or dash makes a span."""
    one, other = left.expression.meaning, right.expression.meaning
    if isinstance(one, m.Calendar) and isinstance(other, m.Calendar):
        said = [
            (c.day is not None, c.month is not None, c.weekday is not None and c.day is None)
            for c in (one, other)
        ]
        return said[0] == said[1] and (between != "u" or one.weekday is not None)
    return isinstance(one, m.Numeric) and isinstance(other, m.Numeric)


def _bounded(tokens: Tokens, piece: _Piece) -> _Piece:
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
