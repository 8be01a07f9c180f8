"""Which matches of the grammar are dates: the guards, one for each pattern that needs one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from geodata.dating import guards
from geodata.dating import meanings as m
from geodata.dating.found import Found
from geodata.dating.tokens import Tokens

_ONE_DAY = re.compile(r"\bday\b")
_FROM_CASE = re.compile(r"\d['’-]?(?:dən|dan|den|տան|ից)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression with the tokens it covers, so that neighbours can be joined."""

    expression: m.Expression
    first: int
    last: int  # exclusive
    rule: str


def accepted(tokens: Tokens, piece: Piece, previous: Piece | None) -> Piece | None:
    """The piece when no guard speaks against it; sometimes with another meaning."""
    if piece.rule == "month" and piece.last - piece.first == 2:
        words = tokens.text[piece.expression.start : piece.expression.end]
        if words.isascii():  # "a March day" is English: the unit is no part of the date
            piece = _shortened(tokens, piece, 0, 1)
    text, expression = tokens.text, piece.expression
    start, end, leading = expression.start, expression.end, expression.leading
    found = Found(tokens.letters[piece.first : piece.last], tokens.words[piece.first : piece.last])
    if not _passes(tokens, piece, found, previous):
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
    is_part = piece.rule in ("part_of_month", "part_of_year") and found.letters[:2] == "tF"
    if is_part and "o" not in found.letters:  # "the mid-July clashes": the clashes' article
        return _shortened(tokens, piece, 1, 0)
    if isinstance(expression.meaning, m.NthUnit) and _ONE_DAY.search(text[start:end]):
        single = replace(expression.meaning, unit="one day")
        return replace(piece, expression=replace(expression, meaning=single))
    if text[end - 1] == ")" and "(" not in text[start:end]:
        return _shortened(tokens, piece, 0, 1)
    return piece


def _shortened(tokens: Tokens, piece: Piece, before: int, behind: int) -> Piece:
    """Without so many tokens at its beginning and end."""
    first, last = piece.first + before, piece.last - behind
    expression = replace(piece.expression, start=tokens.starts[first], end=tokens.ends[last - 1])
    return Piece(expression, first, last, piece.rule)


def _passes(tokens: Tokens, piece: Piece, found: Found, previous: Piece | None) -> bool:
    if "M" in found.letters and not _is_month(tokens, piece, found, previous):
        return False
    if piece.rule in ("year", "year_part"):
        return "y" in found.letters or _is_year(tokens, piece, previous)
    check = _CHECKS.get(piece.rule)
    return check is None or check(tokens, piece, found)


def _is_year(tokens: Tokens, piece: Piece, previous: Piece | None) -> bool:
    said = piece.expression
    follows = (
        previous is not None
        and previous.rule in ("year", "year_span")
        and previous.last + 2 >= piece.first
    )
    return guards.is_year_alone(tokens.text, said.start, said.end, said.leading, follows)


def _is_weekday(tokens: Tokens, piece: Piece, found: Found) -> bool:
    index = piece.first + found.letters.index("W")
    name = tokens.text[tokens.starts[index] : tokens.ends[index]]
    return guards.is_weekday(tokens.text, piece.expression.start, piece.expression.end, name)


def _is_part_of_unit(tokens: Tokens, piece: Piece, _: Found) -> bool:
    """English asks for the article or a hyphen: "mid-week", but not "end days"."""
    words = tokens.text[piece.expression.start : piece.expression.end]
    return not words.isascii() or "-" in words


def _is_cased_range(tokens: Tokens, piece: Piece, _: Found) -> bool:
    words = tokens.text[piece.expression.start : piece.expression.end]
    return bool(_FROM_CASE.search(words))


def _is_quarter(tokens: Tokens, piece: Piece, found: Found) -> bool:
    said = piece.expression
    return found.value("V") == 4 and guards.is_business_quarter(tokens.text, said.start, said.end)


def _is_whole_word(tokens: Tokens, piece: Piece, _: Found) -> bool:
    return not tokens.text.startswith(("-", " or "), piece.expression.end)


_CHECKS: dict[str, Callable[[Tokens, Piece, Found], bool]] = {
    "weekday": _is_weekday,
    "which_weekday": _is_weekday,
    "weekday_of_week": _is_weekday,
    "part_of_weekday": _is_weekday,
    "part_of_unit": _is_part_of_unit,
    "month_days_cased": _is_cased_range,
    "fraction_alone": _is_quarter,
    "same": _is_whole_word,
    "day_of_month": lambda t, p, _: guards.is_day_of_month(t.text, p.expression.end),
    "today": lambda t, p, _: guards.is_today(t.text, p.expression.start),
    "holiday": lambda t, p, _: guards.is_holiday(t.text, p.expression.start, p.expression.end),
    "season": lambda t, p, _: guards.is_season_alone(t.text, p.expression.end),
    "last_units": lambda t, p, f: (
        f.value("Q") == 1 or guards.is_reach(t.text, p.expression.start, p.expression.end)
    ),
    "within": lambda t, p, _: guards.is_delay(t.text, p.expression.start, p.expression.end),
    "in_units": lambda t, p, _: guards.is_delay(t.text, p.expression.start, p.expression.end),
    "units_on": lambda t, p, _: guards.ends_clause(t.text, p.expression.end),
    "later": lambda t, p, _: not guards.is_compared(t.text, p.expression.end),
}


def _is_month(tokens: Tokens, piece: Piece, found: Found, previous: Piece | None) -> bool:
    text, end, letters = tokens.text, piece.expression.end, found.letters
    index = piece.first + letters.index("M")
    detail = tokens.words[index].detail
    start, name_end = tokens.starts[index], tokens.ends[index]
    name = text[start:name_end]
    if "D" in letters or "O" in letters:
        lower = name if name in ("may", "march") else ""
        return guards.is_day_and_month(text, end, lower, "Y" in letters)
    if letters in ("M", "QM"):
        leading = "Q" if letters == "QM" else piece.expression.leading
        if leading[-1:] in ("&", ","):  # "in April, May and June": a month after a month
            is_near = previous is not None and previous.last + 2 >= piece.first
            is_listed = is_near and previous is not None and previous.rule.endswith("month")
            leading = "i" if is_listed else ""
        return guards.is_month_alone(text, start, end, leading, detail)
    if "Y" in letters or "U" in letters or detail != "weak":
        return not guards.is_feature(text, end)
    return not name.isascii() or name[:1].isupper()
