"""The markers of a view: numbered stacks of one place, clusters of several."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geodata.browse import mercator
from geodata.browse.clustering import LARGEST_PX, Longs, melted, runs
from geodata.browse.columns import (
    KINDS,
    MODALITIES,
    PRECISIONS,
    SHARE_OF,
    SHARES,
    UNDATED,
    Bools,
    Columns,
    Ints,
)
from geodata.browse.date_words import NO_DATE, span_words
from geodata.browse.values import FamilyShare, Marker, Shape
from geodata.coordinates import BoundingBox
from geodata.model import Precision

MOST_MARKERS = 2000
MOST_IDS = 50
BLOCK_PX = 1024.0  # windows snap to blocks, so that a small pan changes no cluster
NEAR_EXTRA_PX = 6.0
PILL_FROM_PX = 60.0  # a country whose radius is wider on screen has room of its own

_SHAPE_OF = {
    Precision.EXACT: Shape.PIN,
    Precision.SETTLEMENT: Shape.DISC,
    Precision.DISTRICT: Shape.SQUARE,
    Precision.REGION: Shape.SQUARE,
    Precision.AREA: Shape.PILL,
    Precision.COUNTRY: Shape.PILL,
    Precision.RELATIVE: Shape.NEAR,
}
_WIDE = np.array([_SHAPE_OF[p] is Shape.PILL for p in PRECISIONS])
# Among equals a town gives the cluster its name and place, not the country around it.
_EXACTNESS = np.array([7 - PRECISIONS.index(precision) for precision in PRECISIONS])
_RELATIVE = PRECISIONS.index(Precision.RELATIVE)


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the plane in pixels at a zoom; x runs on across the antimeridian."""

    west_px: float
    north_px: float
    east_px: float
    south_px: float
    zoom: float

    @classmethod
    def of(cls, box: BoundingBox, zoom: float) -> Window:
        """The window of a box, made wider to whole blocks; never more than once the world."""
        world = mercator.world_px(zoom)
        west = (box.west + 180.0) / 360.0 * world
        width = (box.east - box.west if box.east >= box.west else box.width_degrees) / 360.0 * world
        west_px = np.floor((west - LARGEST_PX) / BLOCK_PX) * BLOCK_PX
        east_px = np.ceil((west + width + LARGEST_PX) / BLOCK_PX) * BLOCK_PX
        if east_px - west_px >= world:
            west_px, east_px = 0.0, world
        north = mercator.y_of_lat(box.north) * world - LARGEST_PX
        south = mercator.y_of_lat(box.south) * world + LARGEST_PX
        return cls(
            float(west_px),
            float(np.floor(north / BLOCK_PX) * BLOCK_PX),
            float(east_px),
            float(np.ceil(south / BLOCK_PX) * BLOCK_PX),
            zoom,
        )


@dataclass(frozen=True, slots=True)
class Melting:
    """Which stacks stand in a window and which of them each melts into."""

    stacks: Longs
    leader: Longs  # a stack for each of `stacks`


def melting(columns: Columns, counts: Ints, window: Window) -> Melting:
    """Melt the stacks with events that stand in a window, until few enough are left."""
    world = mercator.world_px(window.zoom)
    shift = np.floor(window.west_px / world) * world
    x = columns.stack_x * world + shift
    x = np.where(x < window.west_px, x + world, x)
    y = columns.stack_y * world
    inside = (counts > 0) & (x <= window.east_px) & (y >= window.north_px) & (y <= window.south_px)
    stacks = np.flatnonzero(inside)
    x, y, weights = x[stacks], y[stacks], counts[stacks].astype(np.int64)
    precision = columns.stack_precision[stacks]
    radius_px = mercator.px_for_km(
        columns.stack_radius_km[stacks], columns.stack_lat[stacks], window.zoom
    )
    free = _WIDE[precision] & (radius_px >= PILL_FROM_PX)
    extra = np.where(precision == _RELATIVE, NEAR_EXTRA_PX, 0.0)
    leader = np.arange(len(stacks))
    meltable = np.flatnonzero(~free)
    spacing = 1.0
    while len(meltable):
        target = melted(
            x[meltable],
            y[meltable],
            weights[meltable],
            extra[meltable],
            _EXACTNESS[precision[meltable]],
            spacing=spacing,
        )
        leader[meltable] = meltable[target]
        if len(np.unique(target)) <= MOST_MARKERS * _views(window):
            break
        spacing *= 1.4
    return Melting(stacks, stacks[leader])


def _views(window: Window) -> float:
    """How many times a large screen the window is."""
    area = (window.east_px - window.west_px) * (window.south_px - window.north_px)
    return max(1.0, area / (2560 * 1440))


def shown(columns: Columns, found: Melting, box: BoundingBox) -> Melting:
    """Only the markers whose place is inside the box."""
    lat, lon = columns.stack_lat[found.leader], columns.stack_lon[found.leader]
    keep = (lat >= box.south) & (lat <= box.north)
    if box.east - box.west < 360.0:
        keep &= (lon - box.west) % 360.0 <= (box.east - box.west) % 360.0
    return Melting(found.stacks[keep], found.leader[keep])


# ------------------------------------------------------------------------ ids


def stack_id(columns: Columns, stack: int) -> str:
    """'s' and 13 letters or digits from place, position and precision."""
    raw = int(columns.stack_hash[stack]).to_bytes(8, "big")
    return "s" + base64.b32encode(raw).decode("ascii").rstrip("=").lower()


def stack_of_id(columns: Columns, marker_id: str) -> int | None:
    """The stack with this id, None when there is none."""
    padded = marker_id[1:].upper() + "=" * (-len(marker_id[1:]) % 8)
    try:
        raw = base64.b32decode(padded)
    except ValueError:
        return None
    if len(raw) != 8:
        return None
    found = np.flatnonzero(columns.stack_hash == np.uint64(int.from_bytes(raw, "big")))
    return int(found[0]) if len(found) else None


# --------------------------------------------------------------------- values


def markers_of(
    columns: Columns, pins: Bools, counts: Ints, found: Melting, zoom: float
) -> list[Marker]:
    """The markers with their rings, names, dates and events."""
    if not len(found.stacks):
        return []
    order = np.lexsort((-counts[found.stacks], found.stacks != found.leader, found.leader))
    stacks, leader = found.stacks[order], found.leader[order]
    heads, first = np.unique(leader, return_index=True)
    number = np.repeat(np.arange(len(heads)), np.diff([*first, len(leader)]))
    marker, event = _events_of(columns, pins, stacks, number)
    rings = np.bincount(
        marker * len(SHARES) + SHARE_OF[columns.kind[event], columns.modality[event]],
        minlength=len(heads) * len(SHARES),
    ).reshape(len(heads), len(SHARES))
    dates = _date_spans(columns, marker, event, len(heads))
    chosen = _few_events(columns, marker, event, rings.sum(axis=1))
    return [
        _marker(columns, stacks[start:end], ring, span, ids, zoom)
        for start, end, ring, span, ids in zip(
            first, [*first[1:], len(stacks)], rings, dates, chosen, strict=True
        )
    ]


def _events_of(columns: Columns, pins: Bools, stacks: Longs, number: Longs) -> tuple[Longs, Longs]:
    """(marker, event) of every shown pin, an event once for each marker."""
    starts = columns.stack_start[stacks]
    lengths = columns.stack_start[stacks + 1] - starts
    pin = runs(starts, lengths)
    marker = np.repeat(number, lengths)
    visible = pins[pin]
    marker, event = marker[visible], columns.pin_event[pin[visible]].astype(np.int64)
    several = np.diff(columns.first_row)[event] > 1
    pairs = np.unique(marker[several] * columns.event_count + event[several])
    return (
        np.concatenate([marker[~several], pairs // max(1, columns.event_count)]),
        np.concatenate([event[~several], pairs % max(1, columns.event_count)]),
    )


def _date_spans(columns: Columns, marker: Longs, event: Longs, count: int) -> list[tuple[int, int]]:
    """First and last day of each marker's dated events; (UNDATED, 0) when none is dated."""
    first = np.full(count, UNDATED, dtype=np.int32)
    last = np.zeros(count, dtype=np.int32)
    dated = columns.first_day[event] != UNDATED
    np.minimum.at(first, marker[dated], columns.first_day[event[dated]])
    np.maximum.at(last, marker[dated], columns.last_day[event[dated]])
    return list(zip(first.tolist(), last.tolist(), strict=True))


def _few_events(
    columns: Columns, marker: Longs, event: Longs, totals: npt.NDArray[np.int64]
) -> list[list[int]]:
    """The events of each marker in order of date, [] for more than MOST_IDS."""
    small = totals[marker] <= MOST_IDS
    marker, event = marker[small], event[small]
    order = np.lexsort((columns.date_rank[event], marker))
    lengths = np.where(totals <= MOST_IDS, totals, 0)
    return [part.tolist() for part in np.split(event[order], np.cumsum(lengths)[:-1])]


def _marker(
    columns: Columns,
    stacks: Longs,
    ring: npt.NDArray[np.int64],
    span: tuple[int, int],
    events: list[int],
    zoom: float,
) -> Marker:
    head = int(stacks[0])
    row = int(columns.stack_row[head])
    places = list(dict.fromkeys(columns.stack_place[stacks].tolist()))
    count = int(ring.sum())
    name = columns.place_name.values[columns.place_name.codes[row]]
    precision = PRECISIONS[columns.stack_precision[head]]
    is_cluster = len(stacks) > 1
    if precision is Precision.RELATIVE and not is_cluster:
        name = columns.said.values[columns.said.codes[row]]
    if len(places) > 1:
        name = f"{name} +{len(places) - 1}"
    own_id = stack_id(columns, head)
    only = events[0] if count == 1 and events else None
    ids = columns.table["event_id"].take(pa.array(events)).to_pylist() if events else []
    return Marker(
        id=f"c{round(zoom * 2):02d}{own_id}" if is_cluster else own_id,
        lat=float(columns.stack_lat[head]),
        lon=float(columns.stack_lon[head]),
        count=count,
        families=tuple(
            FamilyShare(*share, int(number))
            for share, number in zip(SHARES, ring.tolist(), strict=True)
            if number
        ),
        shape=Shape.CLUSTER if is_cluster else _SHAPE_OF[precision],
        precision=None if is_cluster else precision,
        radius_km=0.0 if is_cluster else float(columns.stack_radius_km[head]),
        name=name,
        label=f"{name} — {count:,} {'event' if count == 1 else 'events'}, {_span_words(span)}",
        place_count=len(places),
        place_ids=tuple(columns.place_id.values[code] for code in places[:MOST_IDS]),
        event_ids=tuple(ids),
        box=_box(columns, stacks),
        modality=None if only is None else MODALITIES[columns.modality[only]],
        kind=None if only is None else KINDS[columns.kind[only]],
    )


def _span_words(span: tuple[int, int]) -> str:
    first, last = span
    if first == UNDATED:
        return NO_DATE
    return span_words(date.fromordinal(first), date.fromordinal(last))


def _box(columns: Columns, stacks: Longs) -> BoundingBox:
    lat, lon = columns.stack_lat[stacks], columns.stack_lon[stacks]
    if lon.max() - lon.min() <= 180.0:
        return BoundingBox(float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max()))
    # Wider than half the world: it is around the other way, outside the widest gap.
    lon = np.unique(lon)
    gaps = np.append(np.diff(lon), lon[0] + 360.0 - lon[-1])
    widest = int(np.argmax(gaps))
    west, east = float(lon[(widest + 1) % len(lon)]), float(lon[widest])
    return BoundingBox(float(lat.min()), west, float(lat.max()), east)
