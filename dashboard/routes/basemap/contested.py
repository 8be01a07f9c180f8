"""Borders and areas that states contest, with the paper in which that can be read.

The lines of the base map say nothing of their standing. What of them lies inside one of these
outlines is drawn as contested. The outlines are rough, made by hand, and never drawn; the table
takes no side and names no owner. It is not complete: what the base map draws no line for
(islands, seas) is left out unless an international paper on it is widely known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.routes.basemap.geometry import Points


@dataclass(frozen=True, slots=True)
class Contested:
    """An area whose standing states disagree on.

    Attributes:
        claimed_by: in the order of the alphabet.
        source: the paper that says so.
        outline: (longitude, latitude) in degrees, closed by itself.
    """

    name: str
    claimed_by: tuple[str, ...]
    source: str
    outline: tuple[tuple[float, float], ...]


CONTESTED = (
    Contested(
        "Abkhazia", ("Abkhazia", "Georgia"), "UN General Assembly resolution 63/307 (2009)",
        ((39.8, 43.3), (40.0, 43.7), (41.5, 43.4), (42.3, 43.2), (42.1, 42.7), (41.5, 42.3)),
    ),
    Contested(
        "Abyei", ("South Sudan", "Sudan"), "UN Security Council resolution 1990 (2011)",
        ((27.8, 9.0), (27.8, 10.3), (29.1, 10.3), (29.1, 9.0)),
    ),
    Contested(
        "Arunachal Pradesh (eastern line)", ("China", "India"),
        "Agreement between India and China on the Line of Actual Control, 7 September 1993",
        ((91.6, 27.2), (91.6, 28.2), (94.0, 29.6), (97.6, 29.6), (97.6, 27.9), (95.2, 26.7),
         (92.3, 26.7)),
    ),
    Contested(
        "Crimea", ("Russia", "Ukraine"), "UN General Assembly resolution 68/262 (2014)",
        ((32.3, 44.3), (32.3, 45.9), (33.5, 46.25), (35.1, 46.2), (36.7, 45.6), (36.7, 44.7)),
    ),
    Contested(
        "Cyprus, line between the two sides", ("Cyprus", "Northern Cyprus"),
        "UN Security Council resolutions 541 (1983) and 550 (1984)",
        ((32.4, 34.9), (32.4, 35.4), (34.1, 35.4), (34.1, 34.9)),
    ),
    Contested(
        "Essequibo", ("Guyana", "Venezuela"),
        "International Court of Justice, Arbitral Award of 3 October 1899, case 171",
        ((-61.6, 4.9), (-61.6, 8.7), (-59.4, 8.7), (-59.4, 5.0)),
    ),
    Contested(
        "Golan Heights", ("Israel", "Syria"), "UN Security Council resolution 497 (1981)",
        ((35.55, 32.65), (35.55, 33.4), (35.95, 33.4), (35.95, 32.65)),
    ),
    Contested(
        "Hala'ib Triangle", ("Egypt", "Sudan"),
        "Letter of Sudan to the UN Security Council, S/3963 (1958)",
        ((33.0, 21.7), (33.0, 22.3), (37.2, 23.3), (37.2, 21.7)),
    ),
    Contested(
        "Jammu and Kashmir, Ladakh, Aksai Chin", ("China", "India", "Pakistan"),
        "UN Security Council resolution 91 (1951); Simla Agreement, 2 July 1972",
        ((73.2, 33.0), (73.2, 36.2), (74.5, 36.9), (77.0, 36.2), (80.5, 36.0), (80.5, 32.0),
         (78.0, 32.2), (75.6, 32.2), (74.0, 32.6)),
    ),
    Contested(
        "Korea, demarcation line", ("North Korea", "South Korea"),
        "Korean Armistice Agreement, 27 July 1953",
        ((126.0, 37.6), (126.0, 38.7), (128.6, 38.8), (128.6, 37.6)),
    ),
    Contested(
        "Kosovo", ("Kosovo", "Serbia"),
        "UN Security Council resolution 1244 (1999); International Court of Justice, case 141",
        ((20.0, 41.8), (20.0, 43.3), (21.9, 43.3), (21.9, 41.8)),
    ),
    Contested(
        "Nagorno-Karabakh", ("Armenia", "Azerbaijan"),
        "UN Security Council resolutions 822, 853, 874 and 884 (1993)",
        ((46.6, 39.4), (46.6, 40.3), (47.2, 40.3), (47.2, 39.4)),
    ),
    Contested(
        "South Ossetia", ("Georgia", "South Ossetia"),
        "UN General Assembly resolution 63/307 (2009)",
        ((43.4, 42.0), (43.4, 42.75), (44.7, 42.65), (44.7, 42.0)),
    ),
    Contested(
        "Transnistria", ("Moldova", "Transnistria"), "UN General Assembly resolution 72/282 (2018)",
        ((28.5, 46.7), (28.5, 48.2), (30.1, 47.2), (30.1, 46.4)),
    ),
    Contested(
        "West Bank and Gaza Strip", ("Israel", "Palestine"),
        "UN Security Council resolutions 242 (1967) and 2334 (2016)",
        ((34.15, 31.2), (34.45, 31.65), (34.85, 31.5), (34.85, 32.6), (35.65, 32.6), (35.65, 31.3),
         (34.6, 31.2)),
    ),
    Contested(
        "Western Sahara", ("Morocco", "Sahrawi Arab Democratic Republic"),
        "UN list of Non-Self-Governing Territories; General Assembly resolution 34/37 (1979)",
        ((-17.3, 20.6), (-13.4, 27.9), (-8.5, 27.9), (-8.5, 25.8), (-11.9, 25.8), (-11.9, 21.2),
         (-16.0, 20.6)),
    ),
)  # fmt: skip


def parted(line: Points) -> tuple[list[Points], list[Points]]:
    """The pieces of a border that nobody contests, and those inside a contested area.

    Example:
        >>> quiet, contested = parted(np.array([[10.0, 50.0], [11.0, 50.0]]))
        >>> len(quiet), len(contested)
        (1, 0)
    """
    middles = (line[:-1] + line[1:]) / 2
    marked = np.zeros(len(middles), dtype=bool)
    for area in CONTESTED:
        marked |= _inside(middles, np.array(area.outline))
    edges = np.flatnonzero(np.diff(marked)) + 1
    starts, ends = [0, *edges.tolist()], [*edges.tolist(), len(marked)]
    pieces = [
        (line[first : last + 1], marked[first]) for first, last in zip(starts, ends, strict=True)
    ]
    return [p for p, is_one in pieces if not is_one], [p for p, is_one in pieces if is_one]


def _inside(points: Points, outline: Points) -> NDArray[np.bool_]:
    """Which points lie inside an outline (even-odd)."""
    inside = np.zeros(len(points), dtype=bool)
    x, y = points[:, 0], points[:, 1]
    for (x1, y1), (x2, y2) in zip(outline, np.roll(outline, 1, axis=0), strict=True):
        if y1 == y2:
            continue
        crosses = ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
        inside ^= crosses
    return inside
