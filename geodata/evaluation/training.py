"""Learning from annotated corpora, and measuring by cross-validation over documents.

    python -m geodata.evaluation.training FOLDER

learns the recogniser and the weights of the clues from the corpora in the folder and writes
them beside the code that uses them. Nothing learned from a document is ever scored on it:
the calibration, too, is fitted on answers to documents that the recogniser had not seen.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import LatLon, distance_km
from geodata.evaluation.corpora import Document, load_corpora
from geodata.evaluation.examples import Judged, judged_candidates, own_examples
from geodata.evaluation.learning import Example, Recipe, fit
from geodata.evaluation.scoring import WITHIN_KM
from geodata.gazetteer import Gazetteer
from geodata.geoparsing import FoundName
from geodata.geoparsing.mentions import names_chosen
from geodata.geoparsing.network import Network
from geodata.geoparsing.recogniser import POSSIBLE
from geodata.geoparsing.recogniser import WEIGHTS as RECOGNISER_WEIGHTS
from geodata.geoparsing.tokens import Tokens
from geodata.resolving import GazetteerNames
from geodata.resolving.choice import GROUNDS, chosen_places, first_chances
from geodata.resolving.clues import CLUES, strengths
from geodata.resolving.scene import Floats, Scene, scene_of
from geodata.resolving.weights import WEIGHTS as CHOICE_WEIGHTS
from geodata.resolving.weights import ChoiceModel

FOLDS: Final = 5
RECIPE: Final = Recipe(hidden=16, sweeps=8, dropout=0.3)
NOT_PLACED_BELOW: Final = 0.35  # best end-to-end F1
PASSES: Final = 2
SHRINKING: Final = 2e-3
EXPECTED: Final = {"beside": 3.0, "beside another": -3.0, "said kind": 1.0}
"""Weights that the fit is drawn to (0 for the others): news seldom contradict a container
named beside a place, so that they cannot teach how much it counts when they do."""
EXPECTED_GROUNDS: Final = {"contradicted": -3.0, "unusual country": -0.8}
"""The same for the chance, for what news hardly ever get wrong."""
DRAWN: Final = 20.0  # how strongly to them; as many examples count as much
_NEAR_KM: Final = 60.0  # of several right places the nearer teaches more

Answer = tuple[Tokens, list[FoundName]]


@dataclass(frozen=True, slots=True)
class Learned:
    """Both models."""

    network: Network
    choice: ChoiceModel


def fold_of(number: int, folds: int = FOLDS) -> int:
    """The part of a cross-validation a document belongs to; scattered, the same every time."""
    return (number * 2654435761 >> 8) % folds


def learn(judged: Sequence[Judged], gazetteer: Gazetteer) -> Learned:
    """Learn from documents: the recogniser from all, the choice from answers to unseen ones."""
    own = own_examples(GazetteerNames(gazetteer), len(judged))
    choice = learn_choice(judged, cross_answers(judged, own), gazetteer)
    network = fit([example for one in judged for example in one.examples] + own, RECIPE)
    return Learned(network, choice)


def cross_answers(judged: Sequence[Judged], own: Sequence[Example]) -> list[Answer]:
    """The names that a recogniser finds which did not see the document.

    ``own`` are examples from our own sentences; every recogniser may see them.
    """
    answers: dict[int, Answer] = {}
    for fold in range(FOLDS):
        seen = [e for n, one in enumerate(judged) if fold_of(n) != fold for e in one.examples]
        network = fit([*seen, *own], RECIPE)
        for number, one in enumerate(judged):
            if fold_of(number) == fold:
                answers[number] = answer(network, one)
    return [answers[number] for number in range(len(judged))]


def answer(network: Network, one: Judged) -> Answer:
    """The names that a recogniser finds in a document."""
    raw = network.scores([example.features for example in one.examples])
    return one.tokens, names_chosen(one.tokens, one.candidates, raw.tolist(), POSSIBLE)


# ------------------------------------------------------------------ the choice


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A scene with what is right in it: for each place 0..1, for each group how often."""

    scene: Scene
    right: Floats
    times: Floats


def learn_choice(
    judged: Sequence[Judged], answers: Sequence[Answer], gazetteer: Gazetteer
) -> ChoiceModel:
    """The weights of the clues, and the calibration of what they arrive at."""
    lessons = [
        lesson
        for one, (tokens, found) in zip(judged, answers, strict=True)
        if (lesson := _lesson(one.document, tokens, found, gazetteer))
    ]
    chances = [first_chances(lesson.scene) for lesson in lessons]
    weights = np.zeros(len(CLUES))
    for sweep in range(PASSES):
        tables = [strengths(les.scene, c) for les, c in zip(lessons, chances, strict=True)]
        weights = _fitted_weights(lessons, tables, weights, steps=120 if sweep else 300)
        chances = [
            les.scene.share(table @ weights) for les, table in zip(lessons, tables, strict=True)
        ]
    clues = dict(zip(CLUES, weights.tolist(), strict=True))
    model = ChoiceModel(clues, dict.fromkeys(GROUNDS, 0.0), NOT_PLACED_BELOW, PASSES)
    calibration = _calibrated(judged, answers, gazetteer, model)
    return ChoiceModel(clues, calibration, NOT_PLACED_BELOW, PASSES)


def _lesson(
    document: Document, tokens: Tokens, found: Sequence[FoundName], gazetteer: Gazetteer
) -> _Lesson | None:
    scene = scene_of(gazetteer, tokens, found)
    if scene is None:
        return None
    right = np.zeros(len(scene.rows))
    times = np.zeros(len(scene.groups))
    for number, group in enumerate(scene.groups):
        begin = int(scene.edges[number])
        end = begin + int(scene.sizes[number])
        for mention in group.mentions:
            expected = position_at(document, found[mention])
            if expected is None:
                continue
            km = np.array(
                [distance_km(place_at(gazetteer, row), expected) for row in scene.rows[begin:end]]
            )
            near = (km <= WITHIN_KM) / (1.0 + km / _NEAR_KM)
            if near.any():
                times[number] += 1
                right[begin:end] = np.maximum(right[begin:end], near / near.max())
    return _Lesson(scene, right, times)


def position_at(document: Document, name: FoundName) -> LatLon | None:
    """Where the annotation that a name overlaps lies, None for none."""
    mention = name.mention
    for toponym in document.toponyms:
        if toponym.position and toponym.start < mention.end and toponym.end > mention.start:
            return toponym.position
    return None


def place_at(gazetteer: Gazetteer, row: int) -> LatLon:
    """The position of a row."""
    return LatLon(float(gazetteer.lat[row]), float(gazetteer.lon[row]))


def _fitted_weights(
    lessons: Sequence[_Lesson], tables: Sequence[Floats], weights: Floats, steps: int
) -> Floats:
    """Weights under which the right places get most of the chance (softmax, Adam)."""
    table = np.concatenate(tables)
    sizes = np.concatenate([lesson.scene.sizes for lesson in lessons])
    times = np.sqrt(np.concatenate([lesson.times for lesson in lessons]))
    right = np.concatenate([lesson.right for lesson in lessons])
    taught = np.repeat(times > 0, sizes)
    table, right, sizes, times = table[taught], right[taught], sizes[times > 0], times[times > 0]
    edges = np.cumsum(sizes) - sizes
    group = np.repeat(np.arange(len(sizes)), sizes)
    expected = np.array([EXPECTED.get(clue, 0.0) for clue in CLUES])
    weights, mean, square = weights.copy(), np.zeros(len(weights)), np.zeros(len(weights))
    for step in range(1, steps + 1):
        score = table @ weights
        raised = np.exp(score - np.maximum.reduceat(score, edges)[group])
        chance = raised / np.add.reduceat(raised, edges)[group]
        wanted = chance * right
        wanted /= np.maximum(np.add.reduceat(wanted, edges), 1e-9)[group]
        slope = table.T @ ((chance - wanted) * times[group]) / times.sum()
        slope += SHRINKING * (weights - expected)
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope * slope - square)
        size = 0.1 * math.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        weights -= size * mean / (np.sqrt(square) + 1e-8)
    return weights


def _calibrated(
    judged: Sequence[Judged],
    answers: Sequence[Answer],
    gazetteer: Gazetteer,
    model: ChoiceModel,
) -> dict[str, float]:
    """Logistic regression of "it is right" on the grounds, by Newton's method."""
    inputs: list[list[float]] = []
    outcomes: list[bool] = []
    for one, (tokens, found) in zip(judged, answers, strict=True):
        for name, row, grounds in _decided(gazetteer, tokens, found, model):
            touched = [
                t
                for t in one.document.toponyms
                if t.start < name.mention.end and t.end > name.mention.start
            ]
            if any(t.position is None or t.optional for t in touched):
                continue
            here = place_at(gazetteer, row)
            inputs.append([grounds[ground] for ground in GROUNDS])
            outcomes.append(
                any(t.position and distance_km(t.position, here) <= WITHIN_KM for t in touched)
            )
    table, right = np.array(inputs), np.array(outcomes, dtype=np.float64)
    expected = np.array([EXPECTED_GROUNDS.get(ground, 0.0) for ground in GROUNDS])
    drawn = np.array([DRAWN if ground in EXPECTED_GROUNDS else 1e-3 for ground in GROUNDS])
    weights: NDArray[np.float64] = expected.copy()
    for _ in range(30):
        given = 1.0 / (1.0 + np.exp(-table @ weights))
        curve = (table * (given * (1 - given))[:, None]).T @ table + np.diag(drawn)
        slope = table.T @ (given - right) + drawn * (weights - expected)
        weights = weights - np.linalg.solve(curve, slope)
    return dict(zip(GROUNDS, weights.tolist(), strict=True))


def _decided(
    gazetteer: Gazetteer, tokens: Tokens, found: Sequence[FoundName], model: ChoiceModel
) -> Iterator[tuple[FoundName, int, dict[str, float]]]:
    """Each found name with the row chosen for it and the grounds of its chance."""
    choice = chosen_places(gazetteer, tokens, found, model)
    if choice is None:
        return
    for number, group in enumerate(choice.scene.groups):
        row = int(choice.scene.rows[choice.chosen[number]])
        for mention in group.mentions:
            yield found[mention], row, choice.grounds(found[mention], number)


def main() -> None:
    """Learn from the corpora of a folder and write the weights into the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path, help="the folder with lgl.xml and GWN.xml")
    folder = parser.parse_args().corpora
    gazetteer = Gazetteer.open()
    documents = [d for corpus in load_corpora(folder) for d in corpus.documents]
    judged = judged_candidates(documents, GazetteerNames(gazetteer))
    learned = learn(judged, gazetteer)
    learned.network.save(RECOGNISER_WEIGHTS)
    learned.choice.save(CHOICE_WEIGHTS)
    print(f"Learned from {len(documents)} documents; {len(learned.network.rows)} features.")


if __name__ == "__main__":
    main()
