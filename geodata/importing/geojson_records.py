"""Features of GeoJSON one after the other, as rows with the keys of their properties as columns.

RFC 7946 and the same features one a line (RFC 8142 or plain). A file is never in memory as a
whole: its features are decoded one by one out of a sliding piece of its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, TextIO

from geodata.coordinates import LatLon, bounding_box, distance_km
from geodata.errors import FileFormatError
from geodata.importing.csv_records import Record, Refusal

LAT, LON, RADIUS = "@lat", "@lon", "@radius_km"  # of the geometry; no property begins so
_PIECE: Final = 1 << 18
_LONGEST: Final = 20_000_000  # characters of one feature
_START = re.compile(r'\s*\{.*?"(?:type|features|geometry|properties)"\s*:', re.DOTALL)
_FEATURES = re.compile(r'"features"\s*:\s*\[')
# What GDAL writes before the features; RFC 7946 knows longitude and latitude only.
_SYSTEM = re.compile(r'"crs"\s*:\s*\{[^{}]*\{\s*"name"\s*:\s*"([^"]*)"')
_DEGREES = re.compile(r"CRS:?84|EPSG:(?:[\d.]*:)?4326$|WGS ?84$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,\x1e]*")
# No geometry: it is a part of the feature that is damaged.
_NEXT = re.compile(r'\{\s*"(?:type"\s*:\s*"Feature"|(?:id|geometry|properties|bbox)"\s*:)')


def looks_like_geojson(head: Sequence[str]) -> bool:
    """Whether the first lines of a file are JSON with features."""
    return bool(_START.match("".join(head)[:100_000].lstrip("\ufeff\x1e")))


def feature_values(text: TextIO, name: str) -> Iterator[tuple[int, dict[str, Any]] | Refusal]:
    """Each feature with the line it begins in; damaged ones as refusals.

    Raises:
        FileFormatError: there is no list of features, or they are not in degrees.
    """
    decoder = json.JSONDecoder()
    window = _Window(text)
    if not window.begin():
        raise FileFormatError(
            f"The file {name!r} is JSON without features: GeoJSON events stand in a "
            "FeatureCollection, or one Feature a line."
        )
    if window.system and not _DEGREES.search(window.system):
        raise FileFormatError(
            f"The positions in {name!r} are given in {window.system[:80]}; GeoJSON is read as "
            "longitude and latitude of WGS 84: convert it, with ogr2ogr -t_srs EPSG:4326 perhaps."
        )
    is_damaged = False  # what comes now may be the rest of a feature that was named
    while True:
        window.skip(_BETWEEN)
        if window.at_end or (window.sign() == "]" and not is_damaged):
            return
        if is_damaged and window.sign() != "{":
            if not window.jump(_NEXT):
                return
            continue
        line = window.line
        try:
            value, end = window.decoded(decoder)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", "") or "it is nested too deeply or has too long a number"
            yield Refusal(line, f"it is no valid JSON: {reason}", text=window.shown())
            is_damaged = True
            if not window.jump(_NEXT):
                return
            continue
        window.pass_over(end)
        if isinstance(value, dict) and ("geometry" in value or "properties" in value):
            is_damaged = False
            yield line, value
        elif not is_damaged:
            yield Refusal(line, "it is no feature", text=str(value)[:200])


class _Window:
    """A piece of a text that moves on, and the line where it begins.

    Attributes:
        system: the coordinate system that is named before the features, '' when none is.
    """

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._piece = ""
        self._at = 0
        self._ended = False
        self.line = 1
        self.system = ""

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._piece) and not self._more()

    def sign(self) -> str:
        return self._piece[self._at]

    def shown(self) -> str:
        return self._piece[self._at : self._at + 500]

    def begin(self) -> bool:
        """Move behind '"features": ['; or stay, where the features stand by themselves."""
        self._more()
        while True:
            if (found := _FEATURES.search(self._piece)) is not None:
                system = _SYSTEM.search(self._piece, 0, found.start())
                self.system = system[1] if system else ""
                self.pass_over(found.end())
                return True
            if len(self._piece) > _LONGEST or not self._more():
                break
        return bool(re.match(r'[\ufeff\x1e\s]*\{.*?"(?:geometry|properties)"', self._piece, re.S))

    def skip(self, pattern: re.Pattern[str]) -> None:
        while True:
            found = pattern.match(self._piece, self._at)
            assert found is not None  # noqa: S101 - the pattern fits nothing too
            self.pass_over(found.end())
            if self._at < len(self._piece) or not self._more():
                return

    def decoded(self, decoder: json.JSONDecoder) -> tuple[Any, int]:
        """The value here and where it ends; more text is fetched while it is cut off.

        Raises:
            ValueError: it is no JSON.
        """
        while True:
            try:
                return decoder.raw_decode(self._piece, self._at)
            except ValueError:
                # Each time twice as much: a damaged feature is not read a thousand times.
                wanted = 2 * (len(self._piece) - self._at) + _PIECE
                if len(self._piece) - self._at > _LONGEST or not self._more(wanted):
                    raise

    def jump(self, pattern: re.Pattern[str]) -> bool:
        """Move to the next thing that looks like a feature."""
        while True:
            found = pattern.search(self._piece, self._at + 1)
            if found is not None:
                self.pass_over(found.start())
                return True
            self.pass_over(max(self._at, len(self._piece) - 200))
            if not self._more():
                return False

    def pass_over(self, end: int) -> None:
        self.line += self._piece.count("\n", self._at, end)
        self._at = end

    def _more(self, wanted: int = _PIECE) -> bool:
        if self._ended:
            return False
        new = self._text.read(wanted)
        self._ended = not new
        self._piece = self._piece[self._at :] + new
        self._at = 0
        return bool(new)


def property_columns(text: TextIO, name: str, looked_at: int = 500) -> tuple[str, ...]:
    """The columns of the first features."""
    columns: dict[str, None] = {LAT: None, LON: None, RADIUS: None}
    for number, value in enumerate(feature_values(text, name)):
        if number >= looked_at:
            break
        if not isinstance(value, Refusal):
            if "id" in value[1]:
                columns["id"] = None
            # A name that no text can hold is a cell of its row, which is then named.
            columns.update(dict.fromkeys(filter(_fits, _properties(value[1]))))
    return tuple(columns)


def features(text: TextIO, columns: Sequence[str], name: str) -> Iterator[Record | Refusal]:
    """The features as rows of these columns."""
    number = {column: n for n, column in enumerate(columns)}
    for found in feature_values(text, name):
        if isinstance(found, Refusal):
            yield found
            continue
        line, feature = found
        cells = [""] * len(columns)
        try:
            cells[:3] = _position(feature.get("geometry"))
        except (ValueError, TypeError, RecursionError) as error:
            shown = json.dumps(feature.get("geometry"), default=str)[:80]
            reason = str(error) if isinstance(error, ValueError) else "its geometry is none"
            yield Refusal(line, reason, "geometry", shown, json.dumps(feature)[:2000])
            continue
        rest: dict[str, Any] = {}
        if "id" in feature and "id" in number:
            cells[number["id"]] = _cell(feature["id"])
        for key, value in _properties(feature).items():
            if key in number:
                cells[number[key]] = _cell(value)
            elif value is not None:
                rest[key] = value
        if rest:  # a property that no feature at the beginning has is kept in the last column
            cells[-1] = f"{cells[-1]} {_cell(rest)}".strip()
        if not all(map(_fits, cells)):
            yield Refusal(line, "it has signs that no text can hold", text=str(cells)[:2000])
            continue
        yield Record(line, cells)


def _fits(cell: str) -> bool:
    if "\x00" in cell:
        return False
    if cell.isascii():
        return True
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def _position(geometry: Any) -> tuple[str, str, str]:
    """Latitude, longitude and, for what is no point, the radius around it.

    Raises:
        ValueError: it is no geometry on WGS 84.
    """
    if geometry is None:
        return "", "", ""
    if not isinstance(geometry, dict):
        raise ValueError("its geometry is no object")
    points = [*_points(geometry, 0)]
    if not points:
        return "", "", ""
    if len(points) == 1:
        lon, lat = points[0]
        return repr(lat), repr(lon), ""
    positions = []
    for lon, lat in points:
        if not (-90 <= lat <= 90 and -360 <= lon <= 360):
            raise ValueError(f"its position {lon}, {lat} lies outside longitude and latitude")
        positions.append(LatLon(lat, lon))
    box = bounding_box(positions)
    assert box is not None  # noqa: S101 - there are positions
    centre = box.centre
    radius_km = max(distance_km(centre, position) for position in positions)
    return repr(round(centre.lat, 6)), repr(round(centre.lon, 6)), repr(round(radius_km, 3))


def _points(geometry: dict[str, Any], depth: int) -> Iterator[tuple[float, float]]:
    if depth > 20:
        raise ValueError("its geometry is nested too deeply")
    if geometry.get("type") == "GeometryCollection":
        parts = geometry.get("geometries")
        for part in parts if isinstance(parts, list) else []:
            if isinstance(part, dict):
                yield from _points(part, depth + 1)
        return
    yield from _pairs(geometry.get("coordinates"), depth)


def _pairs(value: Any, depth: int) -> Iterator[tuple[float, float]]:
    if value is None or value == []:
        return
    if not isinstance(value, list) or depth > 20:
        raise ValueError("its geometry has no coordinates")
    if len(value) >= 2 and all(_is_number(part) for part in value[:2]):
        yield float(value[0]), float(value[1])
        return
    for part in value:
        yield from _pairs(part, depth + 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
