"""Invented events for the map harness, answered as the real selection answers."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geodata.browse import FamilyShare, Marker, Shape
from geodata.coordinates import BoundingBox, LatLon, bounding_box
from geodata.gazetteer import Gazetteer
from geodata.model import EventFilter, Family, Modality, Place, Precision

FAMILIES = list(Family)
SHAPES = {
    Precision.EXACT: Shape.PIN,
    Precision.SETTLEMENT: Shape.DISC,
    Precision.DISTRICT: Shape.SQUARE,
    Precision.REGION: Shape.SQUARE,
    Precision.AREA: Shape.PILL,
    Precision.COUNTRY: Shape.PILL,
    Precision.RELATIVE: Shape.NEAR,
}
_BODIES = [
    "window.__xss=1",
    "alert(1)",
    "{{7*191}}",
    "${window.__xss=1}",
    "{% raw %}",
    "{# x #}",
    "map_div2",
    "drawnItems",
    "alert(coords);",
    "C:\\path\\2019",
    "&lt;b&gt;",
    "\u202egnp",
    "javascript:window.__xss=1",
    "' onmouseover='window.__xss=1",
    "Gəncə «Գանձակ» گنجه",
]
_WRAPPERS = [
    "{}",
    "<script>{}</script>",
    "</script><script>{}</script>",
    "<img src=x onerror={}>",
    "<img src=x onerror='{}'>",
    '"><svg onload={}>',
    "<svg><script>{}</script></svg>",
    "<iframe srcdoc='<script>{}</script>'>",
    "`{}`",
    "\\{}",
    "${{{}}}",
    "{{{{{}}}}}",
    "'{}'",
    '"{}"',
    "<style>*{{display:none}}</style>{}",
    "<b onclick={}>x</b>",
    "<a href='{}'>x</a>",
    "<!--{}-->",
    "]]>{}",
    "<math><mtext><img src=x onerror={}>",
    "<details open ontoggle={}>",
    "/*{}*/",
    "<body onload={}>",
    "<input autofocus onfocus={}>",
    "<object data='{}'>",
    "![]({})",
    "<template>{}</template>",
    "\u2028{}",
    "</title>{}",
    "<base href='{}'>",
]
HOSTILE = [wrapper.format(body) for wrapper in _WRAPPERS for body in _BODIES]


@dataclass(frozen=True)
class Site:
    """A place with the families of its events, capitals for soft ones."""

    name: str
    position: LatLon
    precision: Precision
    radius_km: float
    families: str


# b battle, s strikes, p protest, t talks, h humanitarian, m movement, o other
LETTERS = dict(zip("bspthmo", FAMILIES, strict=True))
SITES = [
    Site("Tavush", LatLon(40.93, 45.13), Precision.REGION, 32, "bbbHs"),
    Site("Berd", LatLon(40.8808, 45.3908), Precision.SETTLEMENT, 3, "ssShh"),
    Site("Chinari", LatLon(40.846, 45.57), Precision.EXACT, 1, "sh"),
    Site("N of Berd", LatLon(40.96, 45.39), Precision.RELATIVE, 8, "b"),
    Site("Tovuz", LatLon(40.99, 45.63), Precision.DISTRICT, 24, "SSb"),
    Site("Ganja", LatLon(40.6828, 46.3606), Precision.SETTLEMENT, 8, "pmm"),
    Site("Baku", LatLon(40.3777, 49.892), Precision.SETTLEMENT, 20, "ppmmmo"),
    Site("Nakhichevan", LatLon(39.2089, 45.4122), Precision.SETTLEMENT, 6, "tmm"),
    Site("Armenia", LatLon(40.2, 44.9), Precision.COUNTRY, 160, "mO"),
    Site("Yerevan", LatLon(40.1811, 44.5136), Precision.SETTLEMENT, 15, "tptP"),
    Site("Metsamor", LatLon(40.18, 44.12), Precision.EXACT, 1, "O"),
    Site("Tbilisi", LatLon(41.6941, 44.8337), Precision.SETTLEMENT, 16, "tT"),
    Site("Gyumri", LatLon(40.7894, 43.8475), Precision.SETTLEMENT, 7, "m"),
    Site("Kurdamir", LatLon(40.3453, 48.15), Precision.SETTLEMENT, 5, "m"),
    Site("Ankara", LatLon(39.9199, 32.8543), Precision.SETTLEMENT, 25, "t"),
    Site("Suva", LatLon(-18.1416, 178.4419), Precision.SETTLEMENT, 8, "hh"),
    Site("Taveuni", LatLon(-16.85, -179.97), Precision.AREA, 25, "H"),
]


@dataclass(frozen=True)
class Invented:
    """An event of one place."""

    id: str
    family: Family
    soft: bool
    site: Site

    @property
    def position(self) -> LatLon:
        """Where it lies."""
        return self.site.position


@lru_cache(maxsize=64)
def chosen_events(wanted: EventFilter) -> tuple[Invented, ...]:
    """The events that pass a filter of families."""
    return tuple(
        Invented(
            f"e{''.join(filter(str.isalnum, site.name.lower()))}{number}",
            LETTERS[letter.lower()],
            letter.isupper(),
            site,
        )
        for site in SITES
        for number, letter in enumerate(site.families)
        if not wanted.kinds or LETTERS[letter.lower()] in wanted.kinds
    )


def extent(events: Sequence[Invented]) -> BoundingBox | None:
    """Around the Caucasus, where most of them lie."""
    return bounding_box(event.position for event in events if 43 < event.position.lon < 51)


class InventedSelection:
    """Markers of invented events, as ``Selection.markers`` gives them."""

    def __init__(self, wanted: EventFilter) -> None:
        self.wanted = wanted

    def markers(self, box: BoundingBox, zoom: float) -> list[Marker]:
        """Stacks; places closer than about 30 pixels are joined."""
        if self.wanted.text == "hostile":
            return hostile_markers()
        step = 30 * 360 / (256 * 2**zoom)
        inside = [e for e in chosen_events(self.wanted) if box.contains(e.position)]

        def cell(event: Invented) -> tuple[int, int]:
            return round(event.position.lat / step), round(event.position.lon / step)

        groups = itertools.groupby(sorted(inside, key=cell), key=cell)
        return [self._marker(list(events)) for _, events in groups]

    def _marker(self, events: list[Invented]) -> Marker:
        sites = list(dict.fromkeys(event.site for event in events))
        lead, joined = sites[0], len(sites) > 1
        shares = Counter((event.family, event.soft) for event in events)
        ring = sorted(shares, key=lambda share: (FAMILIES.index(share[0]), share[1]))
        box = bounding_box(site.position for site in sites)
        assert box is not None
        label = f"{lead.name} — {len(events)} events"
        soft = Modality.DENIED if lead.name == "N of Berd" else Modality.CLAIMED
        return Marker(
            id=f"{'c' if joined else 's'}{events[0].id}",
            lat=lead.position.lat,
            lon=lead.position.lon,
            count=len(events),
            families=tuple(FamilyShare(f, soft, shares[f, soft]) for f, soft in ring),
            shape=Shape.CLUSTER if joined else SHAPES[lead.precision],
            precision=None if joined else lead.precision,
            radius_km=0 if joined else lead.radius_km,
            name=f"{lead.name} +{len(sites) - 1}" if joined else lead.name,
            label=label,
            place_count=len(sites),
            place_ids=tuple(f"x:{site.position.lat}" for site in sites),
            event_ids=tuple(event.id for event in events),
            box=box,
            modality=(soft if events[0].soft else Modality.HAPPENED) if len(events) == 1 else None,
        )


def hostile_markers() -> list[Marker]:
    """A marker for every hostile string, as its name and as its label."""
    return [
        Marker(
            id=f"shostile{number}",
            lat=39.0 + 3.0 * (number // 30) / 15,
            lon=43.5 + 7.0 * (number % 30) / 30,
            count=1,
            families=(FamilyShare(FAMILIES[number % 7], soft=False, count=1),),
            shape=Shape.DISC,
            precision=Precision.SETTLEMENT,
            radius_km=1.0,
            name=text,
            label=text,
            place_count=1,
            place_ids=(f"x:{number}",),
            event_ids=(f"ehostile{number}",),
            box=BoundingBox(39.0, 43.5, 42.0, 50.5),
            modality=Modality.HAPPENED,
        )
        for number, text in enumerate(HOSTILE)
    ]


class Views:
    """Tokens for the filters of the harness."""

    def __init__(self) -> None:
        self.known: dict[str, EventFilter] = {}

    def token(self, wanted: EventFilter) -> str:
        """A token that spells the filter out."""
        token = f"v{len(wanted.text)}{''.join(sorted(str(kind)[:2] for kind in wanted.kinds))}"
        self.known[token] = wanted
        return token


VIEWS = Views()


def selection_for(token: str) -> InventedSelection | None:
    """What a token shows."""
    wanted = VIEWS.known.get(token)
    return None if wanted is None else InventedSelection(wanted)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The real gazetteer: names on the map are not invented."""
    return Gazetteer.open()


_opening = threading.Lock()  # a cache alone lets several requests compile at once


def labels(box: BoundingBox, zoom: float, limit: int) -> list[Place]:
    """Places worth naming."""
    with _opening:
        opened = gazetteer()
    return opened.labels(box, int(zoom), limit)
