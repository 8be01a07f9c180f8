"""The address of what a reader sees: read, checked and written here and nowhere else.

``/?q=&kind=Battle&when=2020-07-01&when=2020-07-31&actor=&src=&certainty=likely&status=accepted
&precision=settlement&region=iso:AM&place=gn:586523&box=38.4,43.4,42.0,50.4&view=list&event=e…&c=40.68,46.36&z=7``

A part that is absent means the default. A value that is not understood is left out and named in
``refused``; whatever passes is only ever used as a value to compare with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from geodata.coordinates import BoundingBox, LatLon
from geodata.errors import InvalidLinkError, InvalidPositionError
from geodata.model import EventFilter, EventKind, Family, Modality, Precision, Status
from geodata.web_link import checked_link

CERTAINTY = {"likely": 0.5, "certain": 0.8}  # least certainty of an event, 0..1
LONGEST_VALUE = 200  # characters of a search, an actor or a source in an address
MOST_VALUES = 50  # values of one name
ZOOM = (1.0, 18.0)
COUNTRY_ZOOM = 6.0  # shows a country and its neighbours
EMBED_HEIGHT_PX = 620
_EVENT = re.compile(r"e[a-z2-7]{16}")
_SLUG = re.compile(r"[a-z0-9-]{1,60}")
_YES = re.compile("yes")
_PLACE = re.compile(r"[\w:.\-]{2,80}")

Word = TypeVar("Word", bound=StrEnum)
Parameters = Mapping[str, Sequence[str]]


class Pane(StrEnum):
    """What a narrow screen shows."""

    MAP = "map"
    LIST = "list"
    TIMELINE = "timeline"


class Base(StrEnum):
    """The base map; absent from an address: as the page's theme."""

    LIGHT = "light"
    DARK = "dark"
    RELIEF = "relief"
    ONLINE = "online"


class Order(StrEnum):
    """What the list begins with."""

    DATE = "date"
    NEWEST = "newest"
    CERTAINTY = "certainty"


@dataclass(frozen=True, slots=True)
class Address:
    """What an address asks for.

    Attributes:
        centre, zoom: where the map stands; None lets it fit the events.
        is_walking: whether the events of the filter are walked through.
        story: the slug of the story that is walked through, '' for none.
        playing: the days at which playing through time stands.
        base: the base map that was chosen, '' for the one of the page's theme.
        refused: the names of parameters that held something unusable.
    """

    filter: EventFilter = field(default_factory=EventFilter)
    event_id: str | None = None
    pane: Pane = Pane.MAP
    centre: LatLon | None = None
    zoom: float | None = None
    order: Order = Order.DATE
    playing: tuple[date, date] | None = None
    is_walking: bool = False
    story: str = ""
    base: str = ""
    refused: tuple[str, ...] = ()


def read(parameters: Parameters) -> Address:
    """The address as values; unusable parts are left out and named in ``refused``.

    Example:
        >>> read({"kind": ["Battle", "Picnic"], "z": ["7"]}).refused
        ('kind',)
        >>> read({"q": ["Ganja"]}).filter.text
        'Ganja'
    """
    refused: list[str] = []
    first_day, last_day = _days(parameters, "when", refused)
    first_played, last_played = _days(parameters, "play", refused)
    event_filter = EventFilter(
        text=_first(_texts(parameters, "q", refused)),
        kinds=frozenset(_kinds(parameters, refused)),
        modalities=frozenset(_words(parameters, "claim", Modality, refused)),
        actors=frozenset(_texts(parameters, "actor", refused)),
        sources=frozenset(_texts(parameters, "src", refused)),
        statuses=frozenset(_words(parameters, "status", Status, refused)),
        minimum_certainty=_certainty(parameters, refused),
        precisions=frozenset(_words(parameters, "precision", Precision, refused)),
        place_ids=frozenset(_matching(parameters, "place", _PLACE, refused)),
        regions=frozenset(_matching(parameters, "region", _PLACE, refused)),
        box=_box(parameters, refused),
        first_day=first_day,
        last_day=last_day,
    )
    return Address(
        filter=event_filter,
        event_id=_first(_matching(parameters, "event", _EVENT, refused)) or None,
        pane=next(iter(_words(parameters, "view", Pane, refused)), Pane.MAP),
        centre=_centre(parameters, refused),
        zoom=_zoom(parameters, refused),
        order=next(iter(_words(parameters, "order", Order, refused)), Order.DATE),
        playing=(first_played, last_played) if first_played and last_played else None,
        is_walking=bool(_matching(parameters, "walk", _YES, refused)),
        story=_first(_matching(parameters, "story", _SLUG, refused)),
        base=next(iter(_words(parameters, "base", Base, refused)), ""),
        refused=tuple(dict.fromkeys(refused)),
    )


def write(address: Address) -> dict[str, list[str]]:
    """The parameters that give this address back when read; defaults are left out.

    Example:
        >>> write(Address(EventFilter(text="Ganja"), event_id="e" + "a" * 16))
        {'q': ['Ganja'], 'event': ['eaaaaaaaaaaaaaaaa']}
        >>> write(Address())
        {}
    """
    wanted = address.filter
    values: dict[str, list[str]] = {
        "q": [wanted.text] if wanted.text else [],
        "kind": sorted(kind.value for kind in wanted.kinds),
        "claim": sorted(modality.value for modality in wanted.modalities),
        "when": [_iso(day) for day in (wanted.first_day, wanted.last_day) if day],
        "actor": sorted(wanted.actors),
        "src": sorted(wanted.sources),
        "certainty": [
            word for word, least in CERTAINTY.items() if least == wanted.minimum_certainty
        ],
        "status": sorted(status.value for status in wanted.statuses),
        "precision": sorted(precision.value for precision in wanted.precisions),
        "place": sorted(wanted.place_ids),
        "region": sorted(wanted.regions),
        "box": [_box_words(wanted.box)] if wanted.box else [],
        "view": [address.pane.value] if address.pane is not Pane.MAP else [],
        "order": [address.order.value] if address.order is not Order.DATE else [],
        "walk": ["yes"] if address.is_walking else [],
        "story": [address.story] if address.story else [],
        "play": [_iso(day) for day in address.playing or ()],
        "event": [address.event_id] if address.event_id else [],
        "base": [str(address.base)] if address.base else [],
    }
    if address.centre is not None:
        values["c"] = [f"{address.centre.lat:.4f},{address.centre.lon:.4f}"]
    if address.zoom is not None:
        values["z"] = [f"{address.zoom:g}"]
    return {name: texts for name, texts in values.items() if texts}


def opening_view(centre: LatLon | None, zoom: float | None) -> tuple[float, float, float] | None:
    """Latitude, longitude and zoom at which an address opens the map; None when it names none.

    Example:
        >>> opening_view(LatLon(40.5, 46.0), None)
        (40.5, 46.0, 6.0)
    """
    if centre is None:
        return None
    return centre.lat, centre.lon, COUNTRY_ZOOM if zoom is None else zoom


def full(page: str, address: Address, *, embedded: bool = False) -> str:
    """The address as one line, on the page it stands on (its own query is replaced).

    Example:
        >>> full("http://host:8501/?x=1", Address(EventFilter(text="a b")))
        'http://host:8501/?q=a+b'
        >>> full("http://host:8501", Address())
        'http://host:8501/'
    """
    base = page.split("?")[0].split("#")[0]
    base = base if urlsplit(base).path else f"{base}/"
    pairs = [(name, text) for name, texts in write(address).items() for text in texts]
    if embedded:
        pairs.append(("embed", "true"))
    return f"{base}?{urlencode(pairs)}" if pairs else base


def embed_code(page: str, address: Address, title: str) -> str:
    """The lines that put the map into another page."""
    source = full(page, address, embedded=True).replace("&", "&amp;").replace('"', "%22")
    name = "".join(sign for sign in title if sign not in '<>"&')
    return (
        f'<iframe src="{source}" title="{name}" loading="lazy"\n'
        f'  style="width:100%;height:{EMBED_HEIGHT_PX}px;border:0"\n'
        '  allow="clipboard-write; fullscreen"></iframe>'
    )


def is_web_link(link: str) -> bool:
    """Whether it may stand behind a link.

    Example:
        >>> is_web_link("https://example.org/a"), is_web_link("javascript:alert(1)")
        (True, False)
    """
    try:
        return bool(checked_link(link))
    except InvalidLinkError:
        return False


def is_this_machine(page: str) -> bool:
    """Whether the address only works on the machine that serves it.

    Example:
        >>> is_this_machine("http://localhost:8501/"), is_this_machine("https://maps.example")
        (True, False)
    """
    host = (urlsplit(page).hostname or "").lower()
    return host in {"localhost", "::1", ""} or host.startswith("127.")


def box_of(edges: object) -> BoundingBox | None:
    """The box of south, west, north and east as a browser sends them, None when they are none.

    Example:
        >>> box_of(["38.4", "43.4", "42", "50.4"])
        BoundingBox(south=38.4, west=43.4, north=42.0, east=50.4)
        >>> box_of([1, 2]), box_of(["a", "b", "c", "d"]), box_of([50, 0, 40, 1])
        (None, None, None)
    """
    if not isinstance(edges, Sequence) or isinstance(edges, str) or len(edges) != 4:
        return None
    try:
        south, west, north, east = (round(float(edge), 3) for edge in edges)
    except (TypeError, ValueError):
        return None
    is_box = -90.0 <= south <= north <= 90.0 and all(-180.0 <= lon <= 180.0 for lon in (west, east))
    return BoundingBox(south, west, north, east) if is_box else None


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _texts(parameters: Parameters, name: str, refused: list[str]) -> list[str]:
    given = [text for text in parameters.get(name, ()) if text]
    kept = [text for text in given if len(text) <= LONGEST_VALUE][:MOST_VALUES]
    if len(kept) < len(given):
        refused.append(name)
    return kept


def _matching(
    parameters: Parameters, name: str, pattern: re.Pattern[str], refused: list[str]
) -> list[str]:
    given = _texts(parameters, name, refused)
    kept = [text for text in given if pattern.fullmatch(text)]
    if len(kept) < len(given):
        refused.append(name)
    return kept


def _words(
    parameters: Parameters, name: str, words: type[Word], refused: list[str]
) -> Iterable[Word]:
    known = {word.value: word for word in words}
    given = _texts(parameters, name, refused)
    if any(text not in known for text in given):
        refused.append(name)
    return [known[text] for text in given if text in known]


def _kinds(parameters: Parameters, refused: list[str]) -> list[Family | EventKind]:
    families: dict[str, Family | EventKind] = {family.value: family for family in Family}
    known = families | {kind.value: kind for kind in EventKind}
    given = _texts(parameters, "kind", refused)
    if any(text not in known for text in given):
        refused.append("kind")
    return [known[text] for text in given if text in known]


def _certainty(parameters: Parameters, refused: list[str]) -> float:
    given = _first(_texts(parameters, "certainty", refused))
    if given and given not in CERTAINTY:
        refused.append("certainty")
    return CERTAINTY.get(given, 0.0)


def _iso(day: date) -> str:
    return day.isoformat()


def _days(parameters: Parameters, name: str, refused: list[str]) -> tuple[date | None, date | None]:
    given = _texts(parameters, name, refused)
    if not given:
        return None, None
    try:
        days = sorted(date.fromisoformat(text) for text in given)
    except ValueError:
        days = []
    if not 1 <= len(days) <= 2:
        refused.append(name)
        return None, None
    return days[0], days[-1]


def _centre(parameters: Parameters, refused: list[str]) -> LatLon | None:
    given = _first(_texts(parameters, "c", refused))
    if not given:
        return None
    try:
        lat, lon = (float(part) for part in given.split(","))
        return LatLon(lat, lon)
    except (ValueError, InvalidPositionError):
        refused.append("c")
        return None


def _box(parameters: Parameters, refused: list[str]) -> BoundingBox | None:
    given = _first(_texts(parameters, "box", refused))
    if not given:
        return None
    box = box_of(given.split(","))
    if box is None:
        refused.append("box")
    return box


def _box_words(box: BoundingBox) -> str:
    return ",".join(f"{edge:.3f}" for edge in (box.south, box.west, box.north, box.east))


def _zoom(parameters: Parameters, refused: list[str]) -> float | None:
    given = _first(_texts(parameters, "z", refused))
    if not given:
        return None
    try:
        zoom = float(given)
    except ValueError:
        zoom = float("nan")
    if not ZOOM[0] <= zoom <= ZOOM[1]:
        refused.append("z")
        return None
    return zoom
