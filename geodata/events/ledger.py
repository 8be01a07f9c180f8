"""What became of everything in a report: counts that add up."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from geodata.model import DateMention, Match, Reading, Usage


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of one reading.

    Attributes:
        sentences: of the report; each tells an event or none.
        telling_sentences: those that tell an event or add to one.
        events: each is placed or not, dated or not.
        inherited: events all of whose places were taken over from an earlier sentence.
        names: place names found; each carries an event, is merely mentioned, is used otherwise
            (a demonym, a government, an organisation) or could not be placed.
        dates: date expressions; each dates an event or none, whether or not it is open.
        open_dates: those whose days could not be computed.
    """

    sentences: int
    telling_sentences: int
    events: int
    placed: int
    inherited: int
    dated: int
    names: int
    carrying_names: int
    mentioned_names: int
    otherwise_used_names: int
    unresolved_names: int
    dates: int
    dating_dates: int
    open_dates: int

    @property
    def silent_sentences(self) -> int:
        """Sentences that tell no event."""
        return self.sentences - self.telling_sentences

    @property
    def unplaced(self) -> int:
        """Events without a place."""
        return self.events - self.placed

    @property
    def undated(self) -> int:
        """Events whose days are not known."""
        return self.events - self.dated

    @property
    def idle_dates(self) -> int:
        """Date expressions that date no event."""
        return self.dates - self.dating_dates


def ledger_of(reading: Reading) -> Ledger:
    """The account of a reading.

    Example:
        >>> from geodata.model import Reading, Report
        >>> ledger_of(Reading(Report("r1", "", ""), (), (), (), ())).events
        0
    """
    events = reading.events
    fates = Counter(fate for _, fate in name_fates(reading))
    return Ledger(
        sentences=len(reading.sentences),
        telling_sentences=_telling(reading),
        events=len(events),
        placed=sum(e.is_placed for e in events),
        inherited=sum(e.is_placed and all(p.inherited for p in e.places) for e in events),
        dated=sum(e.is_dated for e in events),
        names=len(reading.matches),
        carrying_names=fates[NameFate.CARRYING],
        mentioned_names=fates[NameFate.MENTIONED],
        otherwise_used_names=fates[NameFate.OTHERWISE_USED],
        unresolved_names=fates[NameFate.UNRESOLVED],
        dates=len(reading.dates),
        dating_dates=len(reading.dates) - len(idle_dates(reading)),
        open_dates=sum(d.date.is_open for d in reading.dates),
    )


class NameFate(StrEnum):
    """What became of a place name."""

    CARRYING = "carries an event"
    MENTIONED = "merely mentioned"
    OTHERWISE_USED = "not meant as a place"
    UNRESOLVED = "could not be placed"


def name_fates(reading: Reading) -> Iterator[tuple[Match, NameFate]]:
    """Every place name of a reading with what became of it, in the order of the text."""
    used = sorted({(p.start, p.end) for e in reading.events for p in e.places if not p.inherited})
    for match in reading.matches:
        before = bisect_right(used, (match.start, len(reading.report.text)))
        if any(match.end <= end for _, end in used[max(0, before - 3) : before]):
            yield match, NameFate.CARRYING
        elif match.usage is not Usage.PLACE:
            yield match, NameFate.OTHERWISE_USED
        elif match.place is None:
            yield match, NameFate.UNRESOLVED
        else:
            yield match, NameFate.MENTIONED


def idle_dates(reading: Reading) -> tuple[DateMention, ...]:
    """The date expressions that date no event."""
    dating = {(x.start, x.end) for e in reading.events for x in e.evidence if x.field == "date"}
    return tuple(date for date in reading.dates if (date.start, date.end) not in dating)


def _telling(reading: Reading) -> int:
    """How many sentences a passage of an event touches."""
    passages = sorted(
        (x.start, x.end) for e in reading.events for x in e.evidence if x.field == "passage"
    )
    telling = position = 0
    for sentence in reading.sentences:
        while position < len(passages) and passages[position][1] <= sentence.start:
            position += 1
        if position < len(passages) and passages[position][0] < sentence.end:
            telling += 1
    return telling
