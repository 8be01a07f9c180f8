"""How well dates are found and understood, on a gold set, beside others where installed.

    python -m geodata.evaluation.dates

Spans are counted strictly (the same characters) and loosely (any overlap). A value is
right when first and last day are the gold's, or both leave it open; only a value on an
overlapping span counts. dateparser gives one moment for each expression, which is read as
that day; "value, single days" is therefore counted on what means one day, and on the
answers that touch it. HeidelTime reads the English texts; ours on the same ones
stands beside it.
"""

from __future__ import annotations

import re
import time
import tomllib
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib import resources
from importlib.util import find_spec

from geodata.dating import find_dates
from geodata.evaluation import heideltime
from geodata.geoparsing.language import guess_language

_MARK = re.compile(r"\[([^\]|\n]+)\|([^\]]+)\]")

Days = tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A span of a text and its first and last day, None when open."""

    start: int
    end: int
    days: Days


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its marks taken out, and what they said; the language as an ISO 639-1 code."""

    part: str
    region: str
    kind: str
    published: date | None
    text: str
    expected: tuple[Dated, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of expected and found expressions, and of those that agree."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right, 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found right, 0 when nothing was."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        Example:
            >>> Score(expected=4, found=4, right=3).f1
            0.75
        """
        return 2 * self.right / (self.expected + self.found) if self.right else 0.0


Finder = Callable[[str, date | None], Sequence[Dated]]


def unmarked(marked: str) -> tuple[str, tuple[Dated, ...]]:
    """The plain text of a marked one, and the expressions with their days.

    Example:
        >>> unmarked("on [16 July|2020-07-16].")[0]
        'on 16 July.'
    """
    plain, expected, taken = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[taken : match.start()]
        expected.append(Dated(len(plain), len(plain) + len(match[1]), _days(match[2])))
        plain, taken = plain + match[1], match.end()
    return plain + marked[taken:], tuple(expected)


def _days(value: str) -> Days:
    if value == "open":
        return None
    first, _, last = value.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def gold_texts() -> list[GoldText]:
    """The gold set that is shipped with the library."""
    source = resources.files("geodata.evaluation").joinpath("gold/dates.toml")
    entries = tomllib.loads(source.read_text("utf-8"))["text"]
    texts = []
    for entry in entries:
        plain, expected = unmarked(entry["text"])
        texts.append(
            GoldText(
                entry["part"],
                entry["region"],
                entry["kind"],
                entry.get("published"),
                plain,
                expected,
                entry.get("language") or guess_language(plain) or "en",
            )
        )
    return texts


def ours(text: str, published: date | None) -> list[Dated]:
    """What this library finds."""
    found = []
    for mention in find_dates(text, published=published):
        first, last = mention.first_day, mention.last_day
        days = None if first is None or last is None else (first, last)
        found.append(Dated(mention.start, mention.end, days))
    return found


def dateparsers(text: str, published: date | None) -> list[Dated]:
    """What dateparser's search_dates finds, told the day of the report and to look back."""
    from dateparser.search import search_dates  # type: ignore[import-untyped,import-not-found,unused-ignore]

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
    if published is not None:
        settings["RELATIVE_BASE"] = datetime(published.year, published.month, published.day)  # noqa: DTZ001
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = search_dates(text, settings=settings) or []
    found, searched = [], 0
    for words, moment in results:
        start = text.find(words, searched)
        if start >= 0:
            searched = start + len(words)
            found.append(Dated(start, searched, (moment.date(), moment.date())))
    return found


def heideltimes(text: str, published: date | None) -> list[Dated]:
    """What HeidelTime finds, told the day of the report."""
    return [Dated(*found) for found in heideltime.heideltime(text, published)]


def scored(
    texts: Iterable[GoldText], finder: Finder, agrees: Callable[[Dated, Dated], bool]
) -> Score:
    """A finder's score when found and expected are paired once each, in reading order."""
    expected = found = right = 0
    for text in texts:
        answers = list(finder(text.text, text.published))
        expected, found = expected + len(text.expected), found + len(answers)
        for wanted in text.expected:
            match = next((answer for answer in answers if agrees(answer, wanted)), None)
            if match is not None:
                answers.remove(match)
                right += 1
    return Score(expected, found, right)


def same_span(one: Dated, other: Dated) -> bool:
    """Whether both cover the same characters."""
    return (one.start, one.end) == (other.start, other.end)


def overlap(one: Dated, other: Dated) -> bool:
    """Whether they share a character."""
    return one.start < other.end and other.start < one.end


def same_days(one: Dated, other: Dated) -> bool:
    """Whether they overlap and mean the same days."""
    return overlap(one, other) and one.days == other.days


def of_single_days(texts: Iterable[GoldText]) -> list[GoldText]:
    """The same texts with only the expressions that mean one day."""
    return [
        replace(
            text,
            expected=tuple(
                d for d in text.expected if d.days is not None and d.days[0] == d.days[1]
            ),
        )
        for text in texts
    ]


def only_near(texts: Sequence[GoldText], finder: Finder) -> Finder:
    """A finder whose answers away from every expected expression are left out."""
    expected = {text.text: text.expected for text in texts}

    def near(text: str, published: date | None) -> list[Dated]:
        answers = finder(text, published)
        return [a for a in answers if any(overlap(a, wanted) for wanted in expected[text])]

    return near


_MEASURES = (("span, strict", same_span), ("span, any overlap", overlap), ("value", same_days))


def report(texts: Sequence[GoldText]) -> str:
    """The table of scores, one line for each part of the gold set, finder and measure."""
    has_dateparser, has_heideltime = find_spec("dateparser") is not None, heideltime.is_installed()
    lines = [f"{'part':<12} {'finder':<11} {'measure':<18} {'P':>6} {'R':>6} {'F1':>6} {'n':>5}"]
    for part in sorted({text.part for text in texts}):
        chosen = [text for text in texts if text.part == part]
        lines += _lines(part, "find_dates", chosen, ours)
        if has_dateparser:
            lines += _lines(part, "dateparser", chosen, dateparsers)
        if has_heideltime:
            english = [text for text in chosen if text.language == "en"]
            lines += _lines(f"{part}, en"[:12], "HeidelTime", english, heideltimes)
            lines += _lines(f"{part}, en"[:12], "find_dates", english, ours)
    if not has_dateparser:
        lines.append("dateparser is not installed: 'pip install dateparser' shows its row here")
    if not has_heideltime:
        lines.append(heideltime.HOW_TO_INSTALL)
    return "\n".join(lines)


def _lines(part: str, name: str, texts: Sequence[GoldText], finder: Finder) -> list[str]:
    finder = cache(finder)
    lines = [_line(part, name, measure, scored(texts, finder, a)) for measure, a in _MEASURES]
    single = of_single_days(texts)
    s = scored(single, only_near(single, finder), same_days)
    return [*lines, _line(part, name, "value, single days", s)]


def _line(part: str, finder: str, measure: str, s: Score) -> str:
    return (
        f"{part:<12} {finder:<11} {measure:<18} "
        f"{s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.expected:5d}"
    )


def main() -> None:
    """Print the table and the pace."""
    texts = gold_texts()
    print(report(texts))
    started = time.perf_counter()
    for text in texts:
        ours(text.text, text.published)
    print(f"find_dates: {len(texts) / (time.perf_counter() - started):.0f} texts a second")


if __name__ == "__main__":
    main()
