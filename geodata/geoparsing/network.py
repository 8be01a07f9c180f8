"""A small network over string features: a sum of rows, one hidden layer, a chance.

Its weights are an .npz beside this file; geodata.evaluation.learning makes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Network:
    """Weights; ``rows`` gives the number of each feature it knows.

    Attributes:
        linear: one weight a feature, added to the score directly.
        inner: one row of hidden inputs a feature.
        inner_bias, outer: of the hidden layer.
        bias: added to every score.
    """

    rows: dict[str, int]
    linear: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    bias: float

    def scores(self, examples: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """The log-odds of each example; features it does not know count nothing."""
        if not examples:
            return np.zeros(0, dtype=np.float32)
        get = self.rows.get
        flat: list[int] = []
        starts: list[int] = []
        silent: list[int] = []
        for number, features in enumerate(examples):
            starts.append(len(flat))
            known = [row for row in map(get, features) if row is not None]
            if not known:  # reduceat has no empty stretches
                silent.append(number)
                known = [0]
            flat.extend(known)
        numbers = np.array(flat)
        edges = np.array(starts)
        hidden = np.add.reduceat(self.inner[numbers], edges, axis=0) + self.inner_bias
        straight = np.add.reduceat(self.linear[numbers], edges)
        result: NDArray[np.float32] = (
            straight + np.maximum(hidden, 0.0) @ self.outer + np.float32(self.bias)
        )
        result[silent] = np.maximum(self.inner_bias, 0.0) @ self.outer + np.float32(self.bias)
        return result

    def save(self, path: Path) -> None:
        """Write the weights, halved in precision, with their feature names."""
        np.savez_compressed(
            path,
            features=np.array("\n".join(self.rows).encode()),
            linear=self.linear.astype(np.float16),
            inner=self.inner.astype(np.float16),
            inner_bias=self.inner_bias,
            outer=self.outer,
            bias=np.float32(self.bias),
        )

    @classmethod
    def load(cls, path: Path) -> Network:
        """Weights that ``save`` wrote.

        Raises:
            OSError: the file cannot be read.
        """
        with np.load(path, allow_pickle=False) as stored:
            names = bytes(stored["features"]).decode().split("\n")
            return cls(
                rows={name: number for number, name in enumerate(names)},
                linear=stored["linear"].astype(np.float32),
                inner=stored["inner"].astype(np.float32),
                inner_bias=stored["inner_bias"],
                outer=stored["outer"],
                bias=float(stored["bias"]),
            )
