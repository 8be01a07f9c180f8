"""Fitting the small network of geodata.geoparsing.network to labelled examples.

Full sweeps of mini-batches with Adam (Kingma and Ba 2015), dropout on whole features, a
fixed seed: the same examples give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from geodata.geoparsing.network import Network


@dataclass(frozen=True, slots=True)
class Example:
    """Features with the right answer (0..1), its weight, and the document it comes from."""

    features: tuple[str, ...]
    label: float
    weight: float
    document: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit: chosen by cross-validation over documents."""

    hidden: int = 24
    sweeps: int = 12
    batch: int = 256
    rate: float = 0.004
    decay: float = 1e-4
    dropout: float = 0.15
    fewest_documents: int = 8
    seed: int = 7


def known_features(examples: Sequence[Example], fewest_documents: int) -> dict[str, int]:
    """Features that occur in enough documents, numbered; rare words of a corpus fall out."""
    counts: Counter[str] = Counter()
    for document_features in _by_document(examples).values():
        counts.update(document_features)
    kept = sorted(name for name, number in counts.items() if number >= fewest_documents)
    return {name: number for number, name in enumerate(kept)}


def _by_document(examples: Sequence[Example]) -> dict[int, set[str]]:
    gathered: dict[int, set[str]] = {}
    for example in examples:
        gathered.setdefault(example.document, set()).update(example.features)
    return gathered


def fit(examples: Sequence[Example], recipe: Recipe) -> Network:
    """The network that fits the examples."""
    rows = known_features(examples, recipe.fewest_documents)
    table = _matrix(examples, rows)
    labels = np.array([e.label for e in examples], dtype=np.float32)
    weights = np.array([e.weight for e in examples], dtype=np.float32)
    rng = np.random.default_rng(recipe.seed)
    parameters = {
        "linear": np.zeros(len(rows), dtype=np.float32),
        "inner": rng.normal(0, 0.05, (len(rows), recipe.hidden)).astype(np.float32),
        "inner_bias": np.zeros(recipe.hidden, dtype=np.float32),
        "outer": rng.normal(0, 0.2, recipe.hidden).astype(np.float32),
        "bias": np.zeros(1, dtype=np.float32),
    }
    adam = _Adam(parameters, recipe)
    for sweep in range(recipe.sweeps):
        order = rng.permutation(len(examples))
        rate = recipe.rate * (1.0 - 0.9 * sweep / recipe.sweeps)
        for begin in range(0, len(order), recipe.batch):
            batch = order[begin : begin + recipe.batch]
            chosen = table[batch]
            if recipe.dropout:
                chosen = chosen.copy()
                kept = rng.random(chosen.nnz) >= recipe.dropout
                chosen.data = kept.astype(np.float32) / (1 - recipe.dropout)
            adam.step(_gradients(parameters, chosen, labels[batch], weights[batch]), rate)
    return Network(
        rows,
        parameters["linear"],
        parameters["inner"],
        parameters["inner_bias"],
        parameters["outer"],
        float(parameters["bias"][0]),
    )


def _matrix(examples: Sequence[Example], rows: dict[str, int]) -> sparse.csr_matrix:
    indices: list[int] = []
    starts = [0]
    for example in examples:
        indices.extend(rows[name] for name in example.features if name in rows)
        starts.append(len(indices))
    ones = np.ones(len(indices), dtype=np.float32)
    return sparse.csr_matrix((ones, indices, starts), shape=(len(examples), len(rows)))


Arrays = dict[str, NDArray[np.float32]]


def _gradients(
    p: Arrays, table: sparse.csr_matrix, labels: NDArray[np.float32], weights: NDArray[np.float32]
) -> Arrays:
    """Of the weighted mean cross-entropy, by hand."""
    hidden = table @ p["inner"] + p["inner_bias"]
    active = np.maximum(hidden, 0.0)
    score = table @ p["linear"] + active @ p["outer"] + p["bias"][0]
    chance = 1.0 / (1.0 + np.exp(-np.clip(score, -30, 30)))
    error = ((chance - labels) * weights / len(labels)).astype(np.float32)
    back = (error[:, None] * p["outer"][None, :]) * (hidden > 0)
    turned = table.T.tocsr()
    return {
        "linear": turned @ error,
        "inner": turned @ back,
        "inner_bias": back.sum(axis=0),
        "outer": active.T @ error,
        "bias": np.array([error.sum()], dtype=np.float32),
    }


class _Adam:
    def __init__(self, parameters: Arrays, recipe: Recipe) -> None:
        self.parameters, self.recipe, self.steps = parameters, recipe, 0
        self.mean = {name: np.zeros_like(value) for name, value in parameters.items()}
        self.square = {name: np.zeros_like(value) for name, value in parameters.items()}

    def step(self, gradients: Arrays, rate: float) -> None:
        self.steps += 1
        for name, gradient in gradients.items():
            mean, square = self.mean[name], self.square[name]
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            size = rate * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
            value = self.parameters[name]
            value -= size * mean / (np.sqrt(square) + 1e-8)
            if name in ("linear", "inner"):
                value *= 1 - rate * self.recipe.decay * 100
