"""What a reader is handed: markers, rows, facets and bars. Plain values, no arrays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geodata.coordinates import BoundingBox
from geodata.model import EventKind, Family, Modality, Precision, Status


class Shape(StrEnum):
    """How a marker is drawn, so that its precision is seen."""

    PIN = "pin"  # an exact position
    DISC = "disc"  # a settlement
    SQUARE = "square"  # a district or a first-level region
    PILL = "pill"  # a country or a wide area
    NEAR = "near"  # relative words: a disc in a dashed circle
    CLUSTER = "cluster"  # several places


@dataclass(frozen=True, slots=True)
class FamilyShare:
    """One piece of a marker's ring: so many events of a family, solid or soft."""

    family: Family
    soft: bool  # claimed, denied, planned, threatened or presumed
    count: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbered stack of one place, or a cluster of several places.

    Attributes:
        id: 's…' for the stack of a place, the same in every view and after a restart;
            'c…' for a cluster, the same as long as its zoom and leading place are.
        lat, lon: where it stands, lon in -180..180; a cluster stands on its leading place.
        count: how many events; an event with several places in it counts once.
        families: the ring, in legend order, solid before soft.
        precision: of the place; None for a cluster.
        radius_km: of the true circle; for a cluster 0.
        name: of the (leading) place; a cluster of six places reads "Berd +5".
        label: plain text: 'Ganja — 3 events, 4–11 Oct 2020'.
        place_ids: of its places, leading first; at most 50.
        event_ids: of its events in order of date when they are at most 50, otherwise ().
        box: around its places, for zooming in.
        modality: of the only event, None when there are several.
        kind: of the only event, None when there are several.
    """

    id: str
    lat: float
    lon: float
    count: int
    families: tuple[FamilyShare, ...]
    shape: Shape
    precision: Precision | None
    radius_km: float
    name: str
    label: str
    place_count: int
    place_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    box: BoundingBox
    modality: Modality | None = None
    kind: EventKind | None = None

    @property
    def is_cluster(self) -> bool:
        """Whether several places stand behind it."""
        return self.shape is Shape.CLUSTER


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the list.

    Attributes:
        first_day, last_day: None while the date is open or missing.
        date_label: '16 Jul 2020', 'Jul 2020', '16 Jul, year not said', 'no date'.
        place_label: the first place and ' +2' for further ones; 'not placed' when none.
        place_ids: of all its places.
        place_name: of the first place, '' when not placed.
        lat, lon: of the first place, None when not placed.
        source: of the report that leads, '' when unknown.
        report_count: how many reports tell it.
    """

    id: str
    report_id: str
    title: str
    kind: EventKind
    modality: Modality
    first_day: date | None
    last_day: date | None
    date_label: str
    place_label: str
    place_name: str
    place_ids: tuple[str, ...]
    lat: float | None
    lon: float | None
    actors: tuple[str, ...]
    source: str
    certainty: float
    status: Status
    is_demo: bool
    report_count: int = 1

    @property
    def family(self) -> Family:
        """The family whose colour and sign it carries."""
        return self.kind.family


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value one can filter by and the events it would show with the other filters on.

    Attributes:
        value: what goes into EventFilter: 'Battle', 'claimed', 'iso:AM', 'Example Times'.
        label: what is shown; differs from the value for places and regions only.
        is_chosen: whether the filter has it now.
    """

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """Live counts; each facet is counted with all *other* filters applied.

    Families, kinds, modalities, statuses and precisions list every value in the model's
    order, zeros included. Actors, sources, places and regions list the most frequent ones
    and what is chosen. An event with two places in one region counts there once.
    """

    families: tuple[FacetValue, ...]
    kinds: tuple[FacetValue, ...]
    modalities: tuple[FacetValue, ...]
    statuses: tuple[FacetValue, ...]
    precisions: tuple[FacetValue, ...]
    actors: tuple[FacetValue, ...]
    sources: tuple[FacetValue, ...]
    places: tuple[FacetValue, ...]
    regions: tuple[FacetValue, ...] = ()


class BarUnit(StrEnum):
    """How wide a bar of the timeline is."""

    DAY = "day"
    WEEK = "week"  # Monday to Sunday
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """The events whose first day lies in first_day..last_day, by family.

    Attributes:
        counts: (family, events), in legend order, zeros left out.
        imprecise: how many of them last, or are only known, beyond the bar, or are known
            from one side only ("since 14 July").
    """

    first_day: date
    last_day: date
    counts: tuple[tuple[Family, int], ...]
    imprecise: int

    @property
    def count(self) -> int:
        """All families together."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time, empty ones left out, and what has no place on it.

    Attributes:
        undated: events without a first and last day.
        outside: events that begin before or after the days that were asked for. Bars,
            undated and outside add up to the selection.
    """

    unit: BarUnit
    bars: tuple[TimelineBar, ...]
    undated: int
    outside: int = 0


@dataclass(frozen=True, slots=True)
class Removal:
    """What one part of a filter costs.

    Attributes:
        part: the field of EventFilter: 'text', 'kinds', 'days', 'modalities', 'actors',
            'sources', 'statuses', 'minimum_certainty', 'place_ids', 'precisions', 'regions',
            'box'.
        removed: events that this part alone does not let through.
        would_show: events that would be shown without this part.
    """

    part: str
    removed: int
    would_show: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an event stands in an ordered selection, counted from 1."""

    number: int
    count: int
    previous_id: str | None
    next_id: str | None
