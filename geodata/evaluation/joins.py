"""How well events told by several reports are joined, on pairs of reports with known answers."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from geodata.evaluation.events import Tally
from geodata.events.likeness import NOTHING, Likeness, likeness
from geodata.events.profiles import profile_of
from geodata.model import Reading
from geodata.pipeline import read_report

GOLD: Final = Path(__file__).with_name("gold") / "joins.toml"
SETS: Final = ("tune", "held", "fresh")


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two reports and whether they tell one event.

    Attributes:
        set: 'tune' when the weights were set on it, 'held' when it only measures,
            "fresh" when it was read once before the weights were changed.
        first, second: day of publication and text.
    """

    name: str
    set: str
    same: bool
    first: tuple[date, str]
    second: tuple[date, str]


@dataclass(slots=True)
class JoinScore:
    """What came of the pairs.

    Attributes:
        joined: pairs that the machine joins by itself.
        noticed: pairs that it joins or proposes to a person.
        faults: what went wrong, pair by pair.
    """

    joined: Tally = field(default_factory=Tally)
    noticed: Tally = field(default_factory=Tally)
    faults: list[str] = field(default_factory=list)


def gold_pairs(path: Path = GOLD) -> list[GoldPair]:
    """The pairs of a gold file.

    Example:
        >>> len(gold_pairs()) >= 30
        True
    """
    table = tomllib.loads(path.read_text("utf-8"))
    return [
        GoldPair(
            pair["name"],
            pair["set"],
            pair["same"],
            *((pair[side]["published"], pair[side]["text"]) for side in ("first", "second")),
        )
        for pair in table["pair"]
    ]


def best_likeness(first: Reading, second: Reading) -> Likeness:
    """The likeness of the two events, one of each reading, that are most alike."""
    theirs = [profile_of(event) for event in second.events]
    found = [likeness(profile_of(event), other) for event in first.events for other in theirs]
    return max(found, key=lambda one: (one.joins, one.score), default=NOTHING)


def score(pairs: Iterable[GoldPair], read: Callable[..., Reading] = read_report) -> JoinScore:
    """Reads both reports of every pair and compares their events."""
    total = JoinScore()
    for pair in pairs:
        readings = [read(text, published=day) for day, text in (pair.first, pair.second)]
        alike = best_likeness(*readings)
        noticed = alike.joins or alike.is_proposed
        for tally, found in ((total.joined, alike.joins), (total.noticed, noticed)):
            tally.found += found
            tally.expected += pair.same
            tally.right += found and pair.same
        if alike.joins is not pair.same:
            wanted = "one event" if pair.same else "two events"
            reasons = "; ".join(alike.reasons)
            total.faults.append(f"{pair.name}: {wanted}, scored {alike.score} ({reasons})")
    return total


def table(pairs: Sequence[GoldPair], read: Callable[..., Reading] = read_report) -> str:
    """Precision and recall on each set of pairs, as lines of text."""
    lines = [f"{'set':6}{'pairs':>6}  joined P / R / F1   joined or proposed P / R / F1"]
    for name in SETS:
        chosen = [pair for pair in pairs if pair.set == name]
        total = score(chosen, read)
        one, two = total.joined, total.noticed
        lines.append(
            f"{name:6}{len(chosen):6d}  {one.precision:.2f} {one.recall:.2f} {one.f1:.2f}"
            f"      {two.precision:.2f} {two.recall:.2f} {two.f1:.2f}"
        )
    return "\n".join(lines)
