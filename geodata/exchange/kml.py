"""Events as KML 2.2 (OGC 07-147r2), for Google Earth, QGIS and phones' map programs.

One Placemark an event. Where a place is known roughly only, the circle that it lies in stands
beside its point, so that no pin looks exacter than the report is. An event without a place is a
Placemark without a geometry: programs list it and draw nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, TextIO

from geodata.coordinates import LatLon, offset_km
from geodata.exchange.attribution import ATTRIBUTION
from geodata.exchange.columns import DECIMALS, event_facts, parts_facts
from geodata.exchange.counting import Counted
from geodata.exchange.geojson import OthersOf, ReportOf, nobody
from geodata.model import Event, EventPlace, Precision, Report

_CORNERS: Final = 36
_POINTLIKE: Final = frozenset({Precision.EXACT, Precision.SETTLEMENT})
_OUTSIDE_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLE: Final = (
    '<Style id="event"><PolyStyle><color>40808080</color></PolyStyle>'
    "<LineStyle><color>c0404040</color><width>1</width></LineStyle></Style>\n"
)


def write_kml(
    file: TextIO, events: Iterable[Event], report_of: ReportOf, others_of: OthersOf = nobody
) -> int:
    """Write a document; how many events went in. Arguments as for `write_geojson`."""
    counted = Counted(events)
    file.writelines(kml_chunks(counted, report_of, others_of))
    return counted.count


def kml_chunks(
    events: Iterable[Event], report_of: ReportOf, others_of: OthersOf = nobody, audit: str = ""
) -> Iterator[str]:
    """The same as pieces of text, one an event and one at either end; as `geojson_chunks`."""
    known = lru_cache(maxsize=256)(report_of)
    about = f"{ATTRIBUTION} Audit of this map: {audit}." if audit else ATTRIBUTION
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
        f"<name>Gazette</name><description>{_rich(about)}</description>\n{_STYLE}"
    )
    for event in events:
        others = [known(other.report_id) for other in others_of(event.id)]
        yield _placemark(event, known(event.report_id), others)
    yield "</Document></kml>\n"


def _placemark(event: Event, report: Report, others: list[Report]) -> str:
    facts = {**event_facts(event, report), "also_told_by": "; ".join(map(_named, others))}
    facts |= {name: json.dumps(part) for name, part in parts_facts(event).items() if part}
    facts["places"] = "; ".join(map(_place_words, event.places))
    shapes = [shape for place in event.places for shape in _shapes(place)]
    shape = "".join(shapes)
    if len(shapes) > 1:
        shape = f"<MultiGeometry>{shape}</MultiGeometry>"
    said = "".join(
        f'<Data name="{name}"><value>{_text(value)}</value></Data>'
        for name, value in facts.items()
        if value not in (None, "")
    )
    return (
        f'<Placemark id="{_text(event.id)}"><name>{_text(event.title)}</name>'
        f"<description>{_rich(*_told(event, report))}</description>{_when(event)}"
        f"<styleUrl>#event</styleUrl><ExtendedData>{said}</ExtendedData>{shape}</Placemark>\n"
    )


def _named(report: Report) -> str:
    return " ".join(filter(None, (report.source or report.title or report.id, report.link)))


def _told(event: Event, report: Report) -> list[str]:
    """What stands in the balloon: passage, place, date and source."""
    where = "; ".join(map(_place_words, event.places)) or "not placed"
    when = f"{event.date.edtf} ({event.date_rule})" if event.date is not None else "no date"
    return [event.passage.text, f"{event.modality.value} · {when} · {where}", _named(report)]


def _place_words(place: EventPlace) -> str:
    near = f", within {place.radius_km:.3g} km" if place.radius_km else ""
    return f"{place.name} ({place.precision.value}{near})"


def _when(event: Event) -> str:
    if event.date is None or not event.is_dated:
        return ""
    first, last = event.date.first_day, event.date.last_day
    begin = f"<begin>{first.isoformat()}</begin>" if first is not None else ""
    end = f"<end>{last.isoformat()}</end>" if last is not None else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>" if begin or end else ""


def _shapes(place: EventPlace) -> list[str]:
    point = f"<Point><coordinates>{_spot(place.position)}</coordinates></Point>"
    if place.precision in _POINTLIKE or not place.radius_km:
        return [point]
    ring = _ring(place.position, place.radius_km)
    return [point, ring] if ring else [point]


def _ring(middle: LatLon, radius_km: float) -> str:
    """The circle as a polygon, anticlockwise; '' where it meets a pole or the 180th meridian."""
    step = 360.0 / _CORNERS
    corners = [
        offset_km(middle, bearing_degrees=360.0 - step * number, distance_km=radius_km)
        for number in range(_CORNERS)
    ]
    if any(abs(corner.lon - middle.lon) > 90.0 for corner in corners):
        return ""
    line = " ".join(map(_spot, [*corners, corners[0]]))
    return (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{line}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    )


def _spot(position: LatLon) -> str:
    return f"{round(position.lon, DECIMALS)},{round(position.lat, DECIMALS)}"


def _text(value: Any) -> str:
    """Text that stays text in XML, without what XML cannot hold."""
    return html.escape(_OUTSIDE_XML.sub("\ufffd", str(value)))


def _rich(*lines: str) -> str:
    """Lines where a program shows HTML: escaped for it too, so that no markup runs there."""
    return _text("<br>".join(html.escape(line) for line in lines if line))
