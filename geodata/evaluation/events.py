"""How well events are read: precision and recall per field on reports with known events.

``python -m geodata.evaluation.events FOLDER`` prints the table for a folder of golden reports
(TOML, see tests/golden) and how many of them are read in a second.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from geodata.model import Event, Reading
from geodata.pipeline import read_report

ANYTHING = "*"  # in a golden report: this field is not judged


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """An event a careful reader takes from a report; '*' leaves a field open.

    Attributes:
        date: EDTF, '' for none.
        places: "name: role", alternatives joined by '|'.
        actors: the same; '*' among them allows more, alone it leaves the field open.
    """

    kind: str
    modality: str
    date: str
    places: tuple[str, ...]
    actors: tuple[str, ...] = (ANYTHING,)


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """A report with the events it tells."""

    name: str
    text: str
    published: date | None
    events: tuple[ExpectedEvent, ...]


@dataclass(slots=True)
class Tally:
    """Right, found and expected answers of one field."""

    right: int = 0
    found: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """The share of found answers that are right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of expected answers that were found; 1 when nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The tallies of all fields and what went wrong, report by report.

    Actors are tallied apart: a report is read exactly when all else is.
    """

    events: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    modalities: Tally = field(default_factory=Tally)
    dates: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    exact_reports: int = 0
    reports: int = 0
    faults: list[str] = field(default_factory=list)
    actor_faults: list[str] = field(default_factory=list)


def golden_reports(folder: Path) -> list[GoldenReport]:
    """The golden reports of a folder, file by file."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        found += [_golden(report) for report in table["report"]]
    return found


def _golden(table: dict[str, Any]) -> GoldenReport:
    events = [
        ExpectedEvent(
            e["kind"],
            e["modality"],
            e["date"],
            tuple(e["places"]),
            tuple(e.get("actors", (ANYTHING,))),
        )
        for e in table["events"]
    ]
    return GoldenReport(table["name"], table["text"].strip(), table.get("published"), tuple(events))


def score(reports: Iterable[GoldenReport], read: Callable[..., Reading] = read_report) -> Score:
    """Reads every report and compares its events with the expected ones."""
    total = Score()
    for report in reports:
        reading = read(report.text, published=report.published)
        _compare(report, reading.events, total)
    return total


def _compare(report: GoldenReport, found: Sequence[Event], total: Score) -> None:
    pairs = _paired(report.events, found)
    faults = [f"missing {e}" for e in report.events if all(e is not p[0] for p in pairs)]
    faults += [f"extra {e.kind} {e.title!r}" for e in found if all(e is not p[1] for p in pairs)]
    total.events.right += len(pairs)
    total.events.found += len(found)
    total.events.expected += len(report.events)
    for expected, event in pairs:
        _count(total.kinds, expected.kind, event.kind.value, faults)
        _count(total.modalities, expected.modality, event.modality.value, faults)
        _count(total.dates, expected.date, event.date.edtf if event.date else "", faults)
        _count_places(total.places, expected.places, event, faults)
        _count_actors(total, expected.actors, event)
    total.reports += 1
    total.exact_reports += not faults
    total.faults += [f"{report.name}: {fault}" for fault in faults]


def _paired(
    expected: Sequence[ExpectedEvent], found: Sequence[Event]
) -> list[tuple[ExpectedEvent, Event]]:
    """Each expected event with the free event most like it, in the order of likeness."""
    likeness = sorted(
        ((_likeness(e, f), -i, -j) for i, e in enumerate(expected) for j, f in enumerate(found)),
        reverse=True,
    )
    pairs: list[tuple[ExpectedEvent, Event]] = []
    taken_expected: set[int] = set()
    taken_found: set[int] = set()
    for like, i, j in likeness:
        if like >= 2 and -i not in taken_expected and -j not in taken_found:
            taken_expected.add(-i)
            taken_found.add(-j)
            pairs.append((expected[-i], found[-j]))
    return pairs


def _likeness(expected: ExpectedEvent, event: Event) -> int:
    """How many of kind (doubly), modality, date and places agree."""
    found_date = event.date.edtf if event.date else ""
    return (
        2 * (expected.kind in (ANYTHING, event.kind.value))
        + (expected.modality in (ANYTHING, event.modality.value))
        + (expected.date in (ANYTHING, found_date))
        + (not _wrong_places(expected.places, event))
    )


def _count(tally: Tally, expected: str, found: str, faults: list[str]) -> None:
    if expected == ANYTHING:
        return
    tally.expected += bool(expected)
    tally.found += bool(found)
    tally.right += bool(expected) and expected == found
    if expected != found:
        faults.append(f"{expected or 'nothing'!r} read as {found or 'nothing'!r}")


def _found_places(event: Event) -> list[str]:
    return [f"{place.name}: {place.role.value}" for place in event.places]


def _wrong_places(expected: Sequence[str], event: Event) -> bool:
    if ANYTHING in expected:
        return False
    found = _found_places(event)
    return len(found) != len(expected) or not all(
        any(option in found for option in place.split("|")) for place in expected
    )


def _count_places(tally: Tally, expected: Sequence[str], event: Event, faults: list[str]) -> None:
    if ANYTHING in expected:
        return
    found = _found_places(event)
    tally.expected += len(expected)
    tally.found += len(found)
    tally.right += sum(any(o in found for o in place.split("|")) for place in expected)
    if _wrong_places(expected, event):
        faults.append(f"places {list(expected)} read as {found}")


def _count_actors(total: Score, expected: Sequence[str], event: Event) -> None:
    tally = total.actors
    wanted = [actor for actor in expected if actor != ANYTHING]
    more_allowed = len(wanted) < len(expected)
    if more_allowed and not wanted:
        return
    found = [f"{actor.name}: {actor.role.value}" for actor in event.actors]
    right = [actor for actor in wanted if any(option in found for option in actor.split("|"))]
    tally.expected += len(wanted)
    tally.found += len(right) if more_allowed else len(found)
    tally.right += len(right)
    if len(right) < len(wanted) or (len(found) > len(wanted) and not more_allowed):
        total.actor_faults.append(f"actors {list(expected)} read as {found}")


def table(total: Score) -> str:
    """The tallies as lines of text."""
    lines = [f"{'field':12}{'precision':>10}{'recall':>8}{'F1':>6}{'right':>7}{'expected':>10}"]
    for name in ("events", "kinds", "modalities", "dates", "places", "actors"):
        tally: Tally = getattr(total, name)
        lines.append(
            f"{name:12}{tally.precision:10.2f}{tally.recall:8.2f}{tally.f1:6.2f}"
            f"{tally.right:7d}{tally.expected:10d}"
        )
    lines.append(f"reports read exactly as expected: {total.exact_reports} of {total.reports}")
    return "\n".join(lines)


def reports_per_second(reports: Sequence[GoldenReport], rounds: int = 3) -> float:
    """How many reports one core reads in a second, the slow first one left out."""
    read_report(reports[0].text, published=reports[0].published)
    begin = time.process_time()
    for _ in range(rounds):
        for report in reports:
            read_report(report.text, published=report.published)
    return rounds * len(reports) / (time.process_time() - begin)


def main(arguments: Sequence[str]) -> int:
    """Prints the table for a folder; 2 when the folder holds no golden report."""
    folder = Path(arguments[0]) if arguments else Path("tests/golden")
    reports = golden_reports(folder)
    if not reports:
        sys.stderr.write(f"There is no golden report in {folder}.\n")
        return 2
    total = score(reports)
    speed = reports_per_second(reports)
    characters = sum(len(report.text) for report in reports) / len(reports)
    lines = [*total.faults, *total.actor_faults, table(total)]
    lines.append(f"{speed:.0f} reports a second, {characters:.0f} characters each on average")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
