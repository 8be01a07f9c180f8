"""Which candidates are places here: a judge that can be exchanged, and our own small one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from geodata.geoparsing.candidates import Candidate
from geodata.geoparsing.features import features, surroundings
from geodata.geoparsing.names import Trait
from geodata.geoparsing.network import Network
from geodata.geoparsing.rules import RuleRecogniser
from geodata.geoparsing.tokens import Tokens

LIKELY: Final = -0.4  # log-odds from which a candidate counts as a place; best F1 on news
POSSIBLE: Final = -1.6  # from which it counts when the rest of the report supports the place
WEIGHTS: Final = Path(__file__).with_name("recogniser.npz")


class Recogniser(Protocol):
    """Judges candidates: the higher the score the likelier a place."""

    def scores(self, tokens: Tokens, candidates: Sequence[Candidate]) -> Sequence[float]:
        """One score for each candidate, as log-odds."""
        ...


class TrainedRecogniser:
    """The small network, trained on annotated news."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def scores(self, tokens: Tokens, candidates: Sequence[Candidate]) -> Sequence[float]:
        """The log-odds that each candidate is a place here."""
        if not candidates:
            return []
        here = surroundings(tokens, candidates)
        raw = self._network.scores([features(here, c) for c in candidates])
        scores: list[float] = raw.tolist()
        return scores


class PlainRecogniser:
    """Capitals and prominence alone: what is possible without training."""

    def scores(self, tokens: Tokens, candidates: Sequence[Candidate]) -> Sequence[float]:
        """Longer and more prominent names first; everyday words never."""
        return [_plain_score(tokens, candidate) for candidate in candidates]


def _plain_score(tokens: Tokens, candidate: Candidate) -> float:
    traits = candidate.traits
    if traits.flags & Trait.COMMON or (
        len(candidate.key) < 3 and not traits.best_flags & Trait.MAIN
    ):
        return -5.0
    if traits.best_flags & (Trait.ROMANISED | Trait.CODE):
        return -5.0
    return traits.prominence - 3.0 + 4.0 * (candidate.last - candidate.first)


@cache
def recogniser_for(language: str) -> Recogniser:
    """The recogniser for a language: the trained one reads English, rules read the others."""
    if language in ("en", ""):
        return TrainedRecogniser(Network.load(WEIGHTS))
    return RuleRecogniser(language)
