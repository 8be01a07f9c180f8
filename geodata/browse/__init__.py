"""Events as a reader wants them: filter, stacks and clusters, list, timeline, facets."""

from geodata.browse.columns import SOFT
from geodata.browse.index import EventIndex
from geodata.browse.living import LiveIndex
from geodata.browse.markers import SHAPE_OF
from geodata.browse.regions import Atlas
from geodata.browse.search import hits
from geodata.browse.selection import Selection
from geodata.browse.values import (
    BarUnit,
    EventRow,
    Facets,
    FacetValue,
    FamilyShare,
    Marker,
    Neighbours,
    Removal,
    Shape,
    Timeline,
    TimelineBar,
)

__all__ = [
    "SHAPE_OF",
    "SOFT",
    "Atlas",
    "BarUnit",
    "EventIndex",
    "EventRow",
    "FacetValue",
    "Facets",
    "FamilyShare",
    "LiveIndex",
    "Marker",
    "Neighbours",
    "Removal",
    "Selection",
    "Shape",
    "Timeline",
    "TimelineBar",
    "hits",
]
