"""Of overlapping candidates the set that scores best together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from geodata.geoparsing.candidates import Candidate


def best_apart(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[int]:
    """Numbers of the candidates that do not overlap and whose scores sum highest.

    Candidates with a score of 0 or less are never chosen. Weighted interval scheduling:
    n log n.
    """
    order = sorted(
        (n for n, score in enumerate(scores) if score > 0), key=lambda n: candidates[n].last
    )
    lasts = [candidates[n].last for n in order]
    best = [0.0]
    taken: list[bool] = []
    before: list[int] = []
    for position, number in enumerate(order):
        earlier = bisect_right(lasts, candidates[number].first - 1, 0, position)
        with_it = best[earlier] + scores[number]
        before.append(earlier)
        taken.append(with_it > best[-1])
        best.append(max(with_it, best[-1]))
    chosen: list[int] = []
    position = len(order)
    while position:
        if taken[position - 1]:
            chosen.append(order[position - 1])
            position = before[position - 1]
        else:
            position -= 1
    return chosen[::-1]
