"""Which date expression governs a clause, and what it says of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geodata.events.clauses import Clause, Link
from geodata.events.words import Words, word_set
from geodata.model import DateMention
from geodata.partial_date import Bound, DatePrecision, PartialDate

_HISTORY = timedelta(days=366)  # more than a year before the report: told as history
_RESULTS = word_set("triggering prompting sparking causing leading forcing provoking")
_COMES = word_set("came come comes follows followed happened occurred arrived")
_SAME_TIME = word_set("while whilst when as where which amid")

NO_DATE = "no date expression belongs to it"


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an event, the rule in words and the expression that gave it."""

    date: PartialDate | None
    rule: str
    mention: DateMention | None = None
    is_only_said: bool = False  # the day somebody said so

    @property
    def is_known(self) -> bool:
        """Whether some date expression, even an open one, belongs to it."""
        return self.mention is not None


UNDATED = Dated(None, NO_DATE)


def dates_by_clause(
    words: Words, clauses: Sequence[Clause], dates: Sequence[DateMention]
) -> list[list[DateMention]]:
    """The date expressions of each clause; 'two days after' goes to what follows it."""
    found: list[list[DateMention]] = [[] for _ in clauses]
    for mention in dates:
        first = words.at(mention.start)
        place = next((i for i, c in enumerate(clauses) if c.start <= first < c.end), None)
        if place is None:
            continue
        if _points_ahead(words, clauses, place, mention, crowded=bool(found[place])):
            place += 1
        found[place].append(mention)
    return found


def _points_ahead(
    words: Words, clauses: Sequence[Clause], place: int, mention: DateMention, *, crowded: bool
) -> bool:
    """'The comments came two days after officers were killed' dates the killing.

    So does 'on Sunday, a day after': the clause has its own date already.
    """
    if not mention.text.lower().endswith(("after", "before")) or place + 1 >= len(clauses):
        return False
    if crowded:
        return True
    clause = clauses[place]
    return bool(_COMES.intersection(words.lowers[clause.start : clause.end]))


def date_of(
    words: Words,
    clauses: Sequence[Clause],
    place: int,
    dates: Sequence[Sequence[DateMention]],
    donors: Sequence[int],
    near: int,
    *,
    arrested: bool = False,
) -> Dated:
    """The date of the event told in clause number `place`.

    Its own clause counts first, then clauses without an event of their own that lean on it,
    then the clause it hangs on, last the day on which somebody said so.

    Args:
        words: the sentence.
        clauses: its clauses.
        place: the number of the clause that tells the event.
        dates: the date expressions of each clause.
        donors: clauses without an event that lean on this one.
        near: the word that tells the event; of several dates the nearest counts.
        arrested: whether it is an arrest or a charge: "charged in Saturday's shooting" says
            nothing about its own day.
    """
    if arrested:
        dates = [[m for m in some if not _is_of_another(words, m, near)] for some in dates]
    for number in (place, *donors):
        own = [m for m in dates[number] if not _is_compared_with(words, m)]
        if own and clauses[number].link is not Link.ATTRIBUTION:
            mention = _nearest(words, own, near)
            return Dated(mention.date, mention.rule, mention)
    above = _from_above(words, clauses, place, dates)
    if above is not None:
        return above
    for number, clause in enumerate(clauses):
        if clause.link is Link.ATTRIBUTION and dates[number]:
            return _as_said(dates[number][0])
    return UNDATED


def _is_of_another(words: Words, mention: DateMention, near: int) -> bool:
    """'Saturday's fatal shooting': the day of the noun that follows."""
    behind = words.at(mention.end)
    owns = words.lower(behind) == "'s" or mention.text[-2:] in ("'s", "’s")
    return owns and not 0 < near - behind <= 4


def _is_compared_with(words: Words, mention: DateMention) -> bool:
    """'the worst since 2018': the year is that of another event."""
    if mention.date.bound is not Bound.SINCE:
        return False
    first = words.at(mention.start)
    before = words.lowers[max(0, first - 5) : first]
    return any(
        word in ("worst", "first", "most") or (word.endswith("est") and before[n - 1] == "the")
        for n, word in enumerate(before)
        if n
    )


def _nearest(words: Words, mentions: Sequence[DateMention], near: int) -> DateMention:
    known = [m for m in mentions if not m.date.is_open] or list(mentions)
    return min(known, key=lambda m: abs(words.at(m.start) - near))


def _from_above(
    words: Words,
    clauses: Sequence[Clause],
    place: int,
    dates: Sequence[Sequence[DateMention]],
) -> Dated | None:
    clause = clauses[place]
    if clause.link is Link.RELATIVE and clause.word not in _SAME_TIME:
        return None
    if clause.link in (Link.CONDITION, Link.REASON) and clause.word != "amid":
        return None
    numbers = [n for n in range(place - 1, -1, -1) if dates[n]]
    if not _has_own_time(words, clause):
        numbers += [n for n in range(place + 1, len(clauses)) if dates[n]]
    known = [n for n in numbers if any(not m.date.is_open for m in dates[n])]
    for number in known or numbers:
        between = clauses[min(number, place) + 1 : max(number, place) + 1]
        if any(c.link is Link.RELATIVE and c.word not in _SAME_TIME for c in between):
            continue
        if clauses[number].link in (Link.ATTRIBUTION, Link.CONDITION):
            continue  # the day of a condition is not the day of what hangs on it
        mention = next((m for m in dates[number] if not m.date.is_open), dates[number][0])
        return _shifted(words, mention, clause, clauses[number], between, after=number > place)
    return None


_UNITS = word_set("moments minutes hours days weeks months")


def _has_own_time(words: Words, clause: Clause) -> bool:
    """'Hours earlier, shells fell, and ... on Monday': a day told later is not its day."""
    opening = [w for w in words.lowers[clause.start : clause.end] if w not in ("and", "but", ",")]
    if opening[:1] == ["earlier"]:
        return True
    if opening[:2] in (["the", "previous"], ["the", "next"], ["the", "following"]):
        return True
    if opening[:1] in (["just"], ["only"], ["some"], ["a"], ["few"]):
        opening = [w for w in opening[:4] if w not in ("just", "only", "some", "a", "few")]
    return (
        opening[:1] != []
        and opening[0] in _UNITS
        and opening[1:2]
        in (
            ["earlier"],
            ["before"],
            ["later"],
            ["after"],
        )
    )


def _shifted(
    words: Words,
    mention: DateMention,
    clause: Clause,
    other: Clause,
    between: Sequence[Clause],
    *,
    after: bool,
) -> Dated:
    """The date of a neighbouring clause, moved by the word that joins the two."""
    joints = [c.word for c in between]
    is_beside = clause.start - words.at(mention.end) <= 2
    if clause.word == "when" and is_beside and mention.date.bound is Bound.SINCE and not after:
        on_it = replace(mention.date, bound=Bound.ON)  # "since 2018, when many died"
        return Dated(on_it, f"{mention.rule.partition(';')[0]}; “when” points back to it", mention)
    if clause.word == "after" or (after and other.word == "before"):
        return _bounded(mention, Bound.UNTIL, "told as having come before that")
    if clause.word == "before" or (after and other.word == "after"):
        return _bounded(mention, Bound.SINCE, "told as having come after that")
    if _RESULTS.intersection(joints):
        return _bounded(mention, Bound.AFTER, "told as what came of it, no day is stated")
    rule = f"{mention.rule}; the date of “{mention.text}” in the same sentence"
    return Dated(mention.date, rule, mention)


def _bounded(mention: DateMention, bound: Bound, why: str) -> Dated:
    rule = f"{mention.rule}; {why}"
    if mention.date.is_open:
        return Dated(mention.date, rule, mention)
    return Dated(replace(mention.date, bound=bound), rule, mention)


def _as_said(mention: DateMention) -> Dated:
    dated = _bounded(mention, Bound.UNTIL, "the day it was said: it happened then or before")
    return replace(dated, is_only_said=True)


def carried(dated: Dated, from_where: str) -> Dated:
    """A date taken over from an earlier sentence."""
    rule = dated.rule.partition("; carried from")[0]
    return Dated(dated.date, f"{rule}; carried from {from_where}", dated.mention)


def is_history(when: PartialDate | None, told: date | None) -> bool:
    """Whether a date lies so far before the telling that it is told as history.

    Args:
        when: the date of the event.
        told: the day of the report, or the latest day it names.
    """
    if when is None or when.last_day is None or told is None or when.bound is Bound.SINCE:
        return False
    if when.precision in (DatePrecision.YEAR, DatePrecision.YEARS):
        return when.last_day.year < told.year
    return told - when.last_day > _HISTORY
