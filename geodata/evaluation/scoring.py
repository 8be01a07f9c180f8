"""How good a geoparser is on annotated documents.

Recognition: a prediction is right when it has the very characters of an annotation, or
(overlapping) at least one of them, one to one, the best-fitting pair first. A prediction
that only touches an optional annotation is neither right nor wrong.

End to end: right is a prediction that overlaps an annotation with a position and lies
within 161 km (100 miles) of it; wrong is every other placed prediction, unless it touches
an optional annotation or one without a position. What was not placed is not wrong, but
missed.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from geodata.coordinates import LatLon, distance_km
from geodata.evaluation.corpora import Document, Toponym

WITHIN_KM: Final = 161.0


class Prediction(NamedTuple):
    """What a geoparser said: characters, the position or None, and how sure it was."""

    start: int
    end: int
    position: LatLon | None
    score: float = 1.0


class Counts(NamedTuple):
    """Right, wrong and missed answers."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the answers that are right, 0 without answers."""
        given = self.right + self.wrong
        return self.right / given if given else 0.0

    @property
    def recall(self) -> float:
        """The share of what there was that was found, 0 when there was nothing."""
        there = self.right + self.missed
        return self.right / there if there else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 0.0

    def __add__(self, other: tuple[object, ...]) -> Counts:
        """Counts of two documents together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))  # type: ignore[operator]


NOTHING: Final = Counts(0, 0, 0)


@dataclass(slots=True)
class DocumentScore:
    """One document's counts, its errors in km, and (score, right) of its placed names."""

    exact: Counts = NOTHING
    overlap: Counts = NOTHING
    end_to_end: Counts = NOTHING
    errors_km: list[float] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)


def score_document(
    document: Document, predictions: Sequence[Prediction], within_km: float = WITHIN_KM
) -> DocumentScore:
    """Compare what was predicted with what was annotated."""
    required = [t for t in document.toponyms if not t.optional]
    lenient = [t for t in document.toponyms if t.optional or t.position is None]
    optional = [t for t in document.toponyms if t.optional]
    score = DocumentScore()
    spans = {(p.start, p.end): n for n, p in enumerate(predictions)}
    exact = {g: spans[t.start, t.end] for g, t in enumerate(required) if (t.start, t.end) in spans}
    pairs = aligned(required, predictions)
    score.exact = _recognition(required, predictions, exact, optional)
    score.overlap = _recognition(required, predictions, pairs, optional)
    right: set[int] = set()
    for gold, number in pairs.items():
        expected, said = required[gold].position, predictions[number].position
        if expected is not None and said is not None:
            km = distance_km(expected, said)
            score.errors_km.append(km)
            if km <= within_km:
                right.add(number)
    wrong = 0
    taken = {n: required[g] for g, n in pairs.items()}
    for number, prediction in enumerate(predictions):
        if prediction.position is None or number in right:
            continue
        if number in taken:
            wrong += taken[number].position is not None
        else:
            wrong += not _touches(prediction, lenient)
    located = sum(t.position is not None for t in required)
    score.end_to_end = Counts(len(right), wrong, located - len(right))
    score.sure = [
        (p.score, n in right)
        for n, p in enumerate(predictions)
        if p.position is not None and (n in right or not _touches(p, lenient))
    ]
    return score


def _recognition(
    required: Sequence[Toponym],
    predictions: Sequence[Prediction],
    pairs: dict[int, int],
    optional: Sequence[Toponym],
) -> Counts:
    taken = set(pairs.values())
    wrong = sum(n not in taken and not _touches(p, optional) for n, p in enumerate(predictions))
    return Counts(len(pairs), wrong, len(required) - len(pairs))


def _touches(prediction: Prediction, toponyms: Iterable[Toponym]) -> bool:
    return any(t.start < prediction.end and t.end > prediction.start for t in toponyms)


def aligned(gold: Sequence[Toponym], predictions: Sequence[Prediction]) -> dict[int, int]:
    """Annotation number to prediction number, one to one, best overlap first."""
    pairs = []
    for g, toponym in enumerate(gold):
        for n, prediction in enumerate(predictions):
            shared = min(toponym.end, prediction.end) - max(toponym.start, prediction.start)
            if shared > 0:
                union = max(toponym.end, prediction.end) - min(toponym.start, prediction.start)
                pairs.append((-shared / union, abs(toponym.start - prediction.start), g, n))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, _, g, n in sorted(pairs):
        if g not in found and n not in used:
            found[g] = n
            used.add(n)
    return found


def together(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    total = NOTHING
    for one in counts:
        total = total + one
    return total


def interval(scores: Sequence[DocumentScore], rounds: int = 1000) -> tuple[float, float]:
    """The middle 95 % of end-to-end F1 when documents are drawn anew with replacement."""
    if not scores:
        return (0.0, 0.0)
    draw = random.Random(1)  # noqa: S311 - a resample, not a secret
    values = sorted(
        together(draw.choices([s.end_to_end for s in scores], k=len(scores))).f1
        for _ in range(rounds)
    )
    return values[int(0.025 * rounds)], values[min(rounds - 1, int(0.975 * rounds))]


def resolution(scores: Iterable[DocumentScore]) -> tuple[float, float, float]:
    """Of the found and placed: the share within 161 km, the median and the mean error in km."""
    errors = [km for score in scores for km in score.errors_km]
    if not errors:
        return (0.0, 0.0, 0.0)
    within = sum(km <= WITHIN_KM for km in errors) / len(errors)
    return within, statistics.median(errors), statistics.fmean(errors)


def calibration(scores: Iterable[DocumentScore], steps: int = 10) -> list[tuple[float, float, int]]:
    """For each step of the given chance: its mean, the share that was right, how many."""
    buckets: list[list[tuple[float, bool]]] = [[] for _ in range(steps)]
    for score in scores:
        for chance, right in score.sure:
            buckets[min(steps - 1, int(chance * steps))].append((chance, right))
    return [
        (statistics.fmean(c for c, _ in b), sum(r for _, r in b) / len(b), len(b))
        for b in buckets
        if b
    ]
