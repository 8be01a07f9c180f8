"""The markers of a view: numbered stacks of one place, clusters of several."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
import numpy.typing as npt

from geodata.browse import mercator
from geodata.browse.clustering import LARGEST_PX, Longs, melted, runs
from geodata.browse.columns import (
    PRECISIONS,
    SHARE_OF_CELL,
    SHARES,
    UNDATED,
    Bools,
    Columns,
    Ints,
)
from geodata.browse.filtering import Masks
from geodata.browse.gathering import taken
from geodata.browse.values import FamilyShare, Marker, Shape
from geodata.coordinates import BoundingBox
from geodata.model import Precision
from geodata.partial_date import NO_DATE, span_words

Counts = npt.NDArray[np.int64]

MOST_MARKERS = 2000
MOST_IDS = 50
BLOCK_PX = 1024.0  # windows snap to blocks, so that a small pan changes no cluster
SEAM = 11 / 360  # the whole world is cut at 169° W, where hardly anybody lives
NEAR_EXTRA_PX = 6.0
PILL_FROM_PX = 60.0  # a country whose radius is wider on screen has room of its own

SHAPE_OF = {
    Precision.EXACT: Shape.PIN,
    Precision.SETTLEMENT: Shape.DISC,
    Precision.DISTRICT: Shape.SQUARE,
    Precision.REGION: Shape.SQUARE,
    Precision.AREA: Shape.PILL,
    Precision.COUNTRY: Shape.PILL,
    Precision.RELATIVE: Shape.NEAR,
}
_WIDE = np.array([SHAPE_OF[p] is Shape.PILL for p in PRECISIONS])
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
            west_px, east_px = SEAM * world, (1 + SEAM) * world
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
        if np.count_nonzero(target == np.arange(len(target))) <= MOST_MARKERS * _views(window):
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


def markers_of(columns: Columns, masks: Masks, found: Melting, zoom: float) -> list[Marker]:
    """The markers with their rings, names, dates and events.

    Args:
        columns: of the index.
        masks: what is shown of them.
        found: which stacks make which marker.
        zoom: of the view, for the ids of clusters.
    """
    if not len(found.stacks):
        return []
    strength = masks.stack_counts[found.stacks]
    order = np.lexsort((-strength, found.stacks != found.leader, found.leader))
    stacks, leader = found.stacks[order], found.leader[order]
    first = np.flatnonzero(np.diff(leader, prepend=-1))
    number = np.repeat(np.arange(len(first)), np.diff(first, append=len(stacks)))
    rings = _rings(columns, masks, stacks, number)
    events = _few_events(columns, masks.pins, stacks, number, rings.sum(axis=1))
    names = iter(columns.pages.column("event_id", [number for some in events for number in some]))
    return [
        _marker(columns, one, ring, some, tuple(islice(names, len(some))), zoom)
        for one, ring, some in zip(
            _clusters(columns, masks, stacks, first, number), rings.tolist(), events, strict=True
        )
    ]


def _rings(columns: Columns, masks: Masks, stacks: Longs, number: Longs) -> Counts:
    """For each marker its events by share."""
    marker_of = np.full(columns.stack_count, -1, dtype=np.int32)
    marker_of[stacks] = number
    width, markers = len(SHARES), int(number[-1]) + 1
    piece = (taken(marker_of, columns.piece_stack) + 1) * width + columns.piece_share
    counts = np.bincount(piece, masks.piece_counts, minlength=(markers + 1) * width)
    twice = _counted_twice(columns, masks.pins, marker_of, markers)
    rings: Counts = counts[width:].reshape(markers, width).astype(np.int64) - twice
    return rings


def _counted_twice(columns: Columns, pins: Bools, marker_of: Ints, markers: int) -> Counts:
    """For each marker and share, how often an event stands in it once more than once."""
    pin, rank = columns.several_pin, columns.several_rank
    marker = np.where(taken(pins, pin), taken(marker_of, columns.several_stack), -1)
    again = np.zeros(len(pin), dtype=bool)
    again[1:] = (rank[1:] > 0) & (marker[1:] >= 0) & (marker[1:] == marker[:-1])
    later = np.flatnonzero((rank > 1) & (marker >= 0))
    back = 2
    while len(later):
        again[later] |= marker[later] == marker[later - back]
        back += 1
        later = later[rank[later] >= back]
    place = np.flatnonzero(again)
    share = SHARE_OF_CELL.take(columns.cell.take(columns.pin_event.take(pin[place])))
    length = markers * len(SHARES)
    return np.bincount(marker[place] * len(SHARES) + share, minlength=length).reshape(markers, -1)


def _few_events(
    columns: Columns, pins: Bools, stacks: Longs, number: Longs, totals: Counts
) -> list[list[int]]:
    """The events of each marker in order of date, [] for more than MOST_IDS."""
    small = totals[number] <= MOST_IDS
    starts = columns.stack_start[stacks[small]]
    lengths = columns.stack_start[stacks[small] + 1] - starts
    pin = runs(starts, lengths)
    shown = pins[pin]
    marker = np.repeat(number[small], lengths)[shown]
    pairs = np.unique(marker * columns.event_count + columns.pin_event[pin[shown]])
    event = pairs % columns.event_count
    cuts = np.cumsum(np.where(totals <= MOST_IDS, totals, 0))[:-1]
    return [part.tolist() for part in np.split(event, cuts)]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The stacks of a marker, the leading one first, and what is known of all together."""

    stacks: Longs
    places: int
    days: tuple[int, int]
    edges: tuple[float, float, float, float]  # south, west, north, east


def _clusters(
    columns: Columns, masks: Masks, stacks: Longs, first: Longs, number: Longs
) -> Iterator[_Cluster]:
    lat, lon = columns.stack_lat[stacks], columns.stack_lon[stacks]
    different = np.unique(number * len(columns.place_id.values) + columns.stack_place[stacks])
    places = np.bincount(different // max(1, len(columns.place_id.values)))
    first_days, last_days = masks.stack_days
    facts = zip(
        np.append(first[1:], len(stacks)).tolist(),
        places.tolist(),
        np.minimum.reduceat(first_days[stacks], first).tolist(),
        np.maximum.reduceat(last_days[stacks], first).tolist(),
        *(np.minimum.reduceat(values, first).tolist() for values in (lat, lon)),
        *(np.maximum.reduceat(values, first).tolist() for values in (lat, lon)),
        strict=True,
    )
    for start, (end, count, begins, ends, *edges) in zip(first.tolist(), facts, strict=True):
        yield _Cluster(stacks[start:end], count, (begins, ends), tuple(edges))


def _marker(
    columns: Columns,
    one: _Cluster,
    ring: list[int],
    events: list[int],
    ids: tuple[str, ...],
    zoom: float,
) -> Marker:
    head = int(one.stacks[0])
    row = int(columns.stack_row[head])
    count = sum(ring)
    name = columns.place_name.values[columns.place_name.codes[row]]
    precision = PRECISIONS[columns.stack_precision[head]]
    is_cluster = len(one.stacks) > 1
    if precision is Precision.RELATIVE and not is_cluster:
        name = columns.said.values[columns.said.codes[row]]
    if one.places > 1:
        name = f"{name} +{one.places - 1}"
    own_id = stack_id(columns, head)
    only = events[0] if count == 1 and events else None
    return Marker(
        id=f"c{round(zoom * 2):02d}{own_id}" if is_cluster else own_id,
        lat=float(columns.stack_lat[head]),
        lon=float(columns.stack_lon[head]),
        count=count,
        families=tuple(
            FamilyShare(*share, number)
            for share, number in zip(SHARES, ring, strict=True)
            if number
        ),
        shape=Shape.CLUSTER if is_cluster else SHAPE_OF[precision],
        precision=None if is_cluster else precision,
        radius_km=0.0 if is_cluster else float(columns.stack_radius_km[head]),
        name=name,
        label=f"{name} — {count:,} {'event' if count == 1 else 'events'}, {_span_words(one.days)}",
        place_count=one.places,
        place_ids=_place_ids(columns, one),
        event_ids=ids,
        box=_box(columns, one),
        modality=None if only is None else columns.modality_of(only),
        kind=None if only is None else columns.kind_of(only),
    )


def _place_ids(columns: Columns, one: _Cluster) -> tuple[str, ...]:
    """The first MOST_IDS different places of a marker."""
    wanted, looked_at = min(one.places, MOST_IDS), 4 * MOST_IDS
    places = dict.fromkeys(columns.stack_place[one.stacks[:looked_at]].tolist())
    if len(places) < wanted:
        places = dict.fromkeys(columns.stack_place[one.stacks].tolist())
    return tuple(columns.place_id.values[code] for code in islice(places, wanted))


def _span_words(span: tuple[int, int]) -> str:
    first, last = span
    if first == UNDATED:
        return NO_DATE
    return span_words(date.fromordinal(first), date.fromordinal(last))


def _box(columns: Columns, one: _Cluster) -> BoundingBox:
    south, west, north, east = one.edges
    if east - west > 180.0:
        # Wider than half the world: it is around the other way, outside the widest gap.
        lon = np.unique(columns.stack_lon[one.stacks])
        gaps = np.append(np.diff(lon), lon[0] + 360.0 - lon[-1])
        widest = int(np.argmax(gaps))
        west, east = float(lon[(widest + 1) % len(lon)]), float(lon[widest])
    return BoundingBox(south, west, north, east)
