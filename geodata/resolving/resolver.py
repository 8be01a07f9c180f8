"""Mentions to matches: which place each name means, how likely that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from geodata.gazetteer import Gazetteer
from geodata.geoparsing import FoundName, Recogniser, found_names
from geodata.geoparsing.tokens import Tokens
from geodata.model import Candidate, Match, Sentence
from geodata.resolving.choice import chance_right, weighed
from geodata.resolving.gazetteer_names import GazetteerNames
from geodata.resolving.reasons import Explainer
from geodata.resolving.scene import Scene, scene_of
from geodata.resolving.weights import NOT_PLACED_BELOW

MOST_RUNNERS_UP: Final = 5


def find_places(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    published_by: str = "",
    sentences: Sequence[Sentence] | None = None,
    recogniser: Recogniser | None = None,
) -> list[Match]:
    """The place names of a text in order, each with the place it means and why.

    Args:
        text: any text; positions count its code points.
        gazetteer: where places are looked up; the embedded one by default.
        published_by: the publisher's name or address: its own region counts as a clue.
        sentences: of the text, when they are already known.
        recogniser: judges which names are places; the trained one by default.

    Example:
        >>> [match.place.label for match in find_places("Troops left Paris, Texas.")][:1]
        ['Paris, Texas, United States']
        >>> find_places("")
        []
    """
    gazetteer = gazetteer or default_gazetteer()
    names = _names_of(gazetteer)
    tokens, found = found_names(text, names, sentences=sentences, recogniser=recogniser)
    return matches_of(gazetteer, tokens, found)


@cache
def default_gazetteer() -> Gazetteer:
    """The embedded gazetteer, opened once."""
    return Gazetteer.open()


@cache
def _names_of(gazetteer: Gazetteer) -> GazetteerNames:
    return GazetteerNames(gazetteer)


def matches_of(gazetteer: Gazetteer, tokens: Tokens, found: Sequence[FoundName]) -> list[Match]:
    """Found names with their places, in the order of the text."""
    scene = scene_of(gazetteer, tokens, found)
    if scene is None:
        return []
    chances, strengths = weighed(scene)
    chosen = _best_of_each(scene, chances)
    explainer = Explainer(scene, strengths, chosen)
    matches: dict[int, Match] = {}
    for number, group in enumerate(scene.groups):
        ranked = _ranked(scene, number, chances)
        candidates = [
            Candidate(
                gazetteer.place(int(scene.rows[index])),
                round(float(chances[index]), 4),
                explainer.reasons(index),
            )
            for index in ranked
        ]
        for mention_number in group.mentions:
            name = found[mention_number]
            matches[mention_number] = _match(name, candidates)
    return [matches[number] for number in sorted(matches)]


def _best_of_each(scene: Scene, chances: np.ndarray) -> np.ndarray:
    bounds = zip(scene.edges.tolist(), scene.sizes.tolist(), strict=True)
    return np.array(
        [begin + int(np.argmax(chances[begin : begin + size])) for begin, size in bounds]
    )


def _ranked(scene: Scene, group: int, chances: np.ndarray) -> list[int]:
    begin, size = int(scene.edges[group]), int(scene.sizes[group])
    order = np.argsort(-chances[begin : begin + size], kind="stable")[: MOST_RUNNERS_UP + 1]
    return [begin + int(n) for n in order]


def _match(name: FoundName, candidates: list[Candidate]) -> Match:
    mention, best = name.mention, candidates[0]
    score = round(chance_right(name.score, best.score), 3)
    placed = score >= NOT_PLACED_BELOW
    return Match(
        mention.start,
        mention.end,
        mention.text,
        mention.usage,
        best.place if placed else None,
        score,
        best.reasons if placed else (),
        tuple(candidates[1:] if placed else candidates[:MOST_RUNNERS_UP]),
    )
