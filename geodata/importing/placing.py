"""Where a row says it was: a position as given, or a place name that the gazetteer knows.

Tables name few places many times: each is looked up once.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from geodata.coordinates import LatLon, distance_km
from geodata.gazetteer import Gazetteer
from geodata.importing.coordinate_cells import EMPTY, degrees
from geodata.model import Candidate, Mention, Place, PlaceKind, Precision, content_id
from geodata.resolving import resolve

REMEMBERED: Final = 100_000
LONGEST_NAME: Final = 500  # characters of a place with what contains it
_NEAR_KM: Final = 15.0  # within which a place of the same name is the place that is meant
_KIND = {
    Precision.EXACT: PlaceKind.SETTLEMENT,
    Precision.SETTLEMENT: PlaceKind.SETTLEMENT,
    Precision.RELATIVE: PlaceKind.SETTLEMENT,
    Precision.DISTRICT: PlaceKind.DISTRICT,
    Precision.REGION: PlaceKind.REGION,
    Precision.AREA: PlaceKind.AREA,
    Precision.COUNTRY: PlaceKind.COUNTRY,
}
# Where the gazetteer knows no extent; UCDP's codebook gives 25 km for "near".
_RADIUS_KM = {
    Precision.EXACT: 0.5,
    Precision.SETTLEMENT: 5.0,
    Precision.RELATIVE: 25.0,
    Precision.DISTRICT: 25.0,
    Precision.REGION: 100.0,
    Precision.AREA: 100.0,
    Precision.COUNTRY: 300.0,
}
_HALF_ROUND_KM = 20_040.0  # from a point to the far side of the earth
ACLED_PRECISION = {"1": Precision.SETTLEMENT, "2": Precision.DISTRICT, "3": Precision.REGION}
UCDP_PRECISION = {
    "1": Precision.SETTLEMENT, "2": Precision.RELATIVE, "3": Precision.DISTRICT,
    "4": Precision.REGION, "5": Precision.AREA, "6": Precision.COUNTRY, "7": Precision.AREA,
}  # fmt: skip
GDELT_PRECISION = {
    "1": Precision.COUNTRY, "2": Precision.REGION, "3": Precision.SETTLEMENT,
    "4": Precision.SETTLEMENT, "5": Precision.REGION,
}  # fmt: skip
PRECISIONS = {
    "ACLED": ACLED_PRECISION,
    "UCDP GED": UCDP_PRECISION,
    "GDELT": GDELT_PRECISION,
    "columns": {p.value: p for p in Precision},
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the rows of one spelling share it.

    Attributes:
        place: None when it could not be placed.
        reasons: JSON.
        note: '' or what a reader should know: 0, 0 was taken for no position.
    """

    place: Place | None
    name: str
    precision: str
    lat: float
    lon: float
    radius_km: float
    score: float
    reasons: str
    runners_up: tuple[Candidate, ...] = ()
    note: str = ""


class Fault(NamedTuple):
    """A cell that cannot be used; `field` is ours, '' for the whole row."""

    field: str
    value: str
    reason: str


class CellError(ValueError):
    """Cells that cannot be used."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.reason for fault in faults))
        self.faults = faults


class Placer:
    """Places rows of one layout.

    Args:
        layout: its name, for the codes of precision.
        gazetteer: asked when the first name needs it.
        swap: read latitudes as longitudes and the other way round.
        keep: do not refuse positions that lie in their country only when swapped.
    """

    def __init__(
        self, layout: str, gazetteer: Callable[[], Gazetteer], *, swap: bool, keep: bool
    ) -> None:
        self._precisions = PRECISIONS[layout]
        self._is_gdelt = layout == "GDELT"
        self._gazetteer = gazetteer
        self._swap = swap
        self._keep = keep
        self.spot = lru_cache(maxsize=REMEMBERED)(self._spot)
        self._country = lru_cache(maxsize=1000)(self._country_row)
        self._named = lru_cache(maxsize=REMEMBERED)(self._by_name)

    def _spot(
        self, lat: str, lon: str, precision: str, radius: str, name: str, admin2: str,
        admin1: str, country: str,
    ) -> Spot | CellError:  # fmt: skip
        """Where these cells say; an error is a value, so that it is remembered too."""
        if self._is_gdelt and not country:
            name, admin1, country = _gdelt_name(name)
        name = name.strip()
        said = name or admin2.strip() or admin1.strip() or country.strip()
        try:
            position = self._position(lat, lon)
            around_km = _radius_km(radius)
        except CellError as error:
            return error
        if position is not None and (position.lat, position.lon) == (0.0, 0.0):
            found = self._named(said, admin2, admin1, country) if said else _NOWHERE
            note = "its position 0, 0 is taken for none"
            return _noted(found, note)
        if position is None:
            return self._named(said, admin2, admin1, country) if said else _NOWHERE
        if not self._keep and self._fits_only_swapped(position, country):
            reason = f"it lies in {country} only with its two numbers swapped"
            return CellError(Fault("lat", f"{lat}, {lon}", reason))
        exactness = self._precision(precision, name, around_km)
        return self._given(position, exactness, said, admin1, country, around_km)

    def _position(self, lat_cell: str, lon_cell: str) -> LatLon | None:
        cells = (lon_cell, lat_cell) if self._swap else (lat_cell, lon_cell)
        values: list[float | None] = []
        faults: list[Fault] = []
        for axis, cell in zip(("lat", "lon"), cells, strict=True):
            try:
                values.append(degrees(cell, axis))
            except ValueError as error:
                reason = str(error)
                if axis == "lat" and not self._swap and _would_fit(lon_cell, lat_cell):
                    reason += "; are latitude and longitude swapped? Then import it with --swap"
                faults.append(Fault(axis, cell, reason))
        if faults:
            raise CellError(*faults)
        lat, lon = values
        if lat is None and lon is None:
            return None
        if lat is None or lon is None:
            missing = "lat" if lat is None else "lon"
            raise CellError(Fault(missing, "", "one of the two numbers of a position is missing"))
        return LatLon(lat, lon)

    def _precision(self, code: str, name: str, around_km: float | None) -> Precision:
        if (found := self._precisions.get(code.strip())) is not None:
            return found
        if around_km is not None and around_km > _RADIUS_KM[Precision.SETTLEMENT]:
            return Precision.AREA  # whatever its name: a shape is no town
        return Precision.SETTLEMENT if name else Precision.EXACT

    def _given(
        self, position: LatLon, precision: Precision, name: str, admin1: str, country: str,
        around_km: float | None,
    ) -> Spot:  # fmt: skip
        row = self._country(country) if country else -1
        known = self._near(position, precision, name, row) if name else None
        reason = "the file gives the position"
        if known is not None:
            place, radius_km = known, around_km or max(known.radius_km, 0.1)
            if precision is Precision.RELATIVE:
                radius_km = around_km or _RADIUS_KM[precision]
        else:
            gazetteer = self._gazetteer()
            code = gazetteer.country_codes[gazetteer.country[row]] if row >= 0 else ""
            said = gazetteer.name_of(row) if row >= 0 else country.strip()
            radius_km = around_km or _RADIUS_KM[precision]
            lat, lon = position.lat, position.lon
            label = name or f"{lat:.4f}, {lon:.4f}"
            shape = [] if around_km is None else [repr(around_km)]
            place = Place(
                id=content_id("x", [label, admin1, said, repr(lat), repr(lon), *shape]),
                name=label, kind=_KIND[precision], country_code=code, country=said,
                admin1=admin1.strip(), admin2="", position=position, radius_km=radius_km,
                population=0, names=(label,), source="imported",
            )  # fmt: skip
        return Spot(
            place, name or place.name, precision.value, position.lat, position.lon, radius_km, 1.0,
            json.dumps([reason]),
        )  # fmt: skip

    def _near(
        self, position: LatLon, precision: Precision, name: str, country: int
    ) -> Place | None:
        """The gazetteer's place of that name where the file says it is."""
        gazetteer = self._gazetteer()
        kind = _KIND[precision]
        for row in gazetteer.rows(name)[:20]:
            if gazetteer.kinds[gazetteer.kind[row]] is not kind:
                continue
            if country >= 0 and gazetteer.country[row] != gazetteer.country[country]:
                continue
            reach = max(_NEAR_KM, 1.5 * float(gazetteer.radius_km[row]))
            if _about_km(position, float(gazetteer.lat[row]), float(gazetteer.lon[row])) <= reach:
                return gazetteer.place(row)
        return None

    def _country_row(self, country: str) -> int:
        """The gazetteer's row of a country's name or two-letter code, -1 when it has none."""
        gazetteer = self._gazetteer()
        if len(country) == 2 and (number := gazetteer.country_number(country)):
            return int(gazetteer.country_row[number])
        for row in gazetteer.rows(country):
            if gazetteer.kinds[gazetteer.kind[row]] is PlaceKind.COUNTRY:
                return row
        return -1

    def fits(self, position: LatLon, country: str) -> bool | None:
        """Whether a position can lie in a country, None when the country is not known."""
        row = self._country(country) if country.strip() else -1
        if row < 0:
            return None
        gazetteer = self._gazetteer()
        centre = LatLon(float(gazetteer.lat[row]), float(gazetteer.lon[row]))
        return distance_km(position, centre) <= 1.5 * float(gazetteer.radius_km[row]) + 100.0

    def _fits_only_swapped(self, position: LatLon, country: str) -> bool:
        if abs(position.lon) > 90 or self.fits(position, country) is not False:
            return False
        return self.fits(LatLon(position.lon, position.lat), country) is True

    def _by_name(self, name: str, admin2: str, admin1: str, country: str) -> Spot:
        """A proposal of the gazetteer for the first of the names, the others around it."""
        parts = [name, *(part.strip() for part in (admin2, admin1, country))]
        parts = [part for part in dict.fromkeys(parts) if part]
        text = ", ".join(parts)
        if len(text) > LONGEST_NAME:
            return _NOWHERE
        starts = accumulate((len(part) + 2 for part in parts), initial=0)
        mentions = [Mention(n, n + len(part), part) for n, part in zip(starts, parts, strict=False)]
        match = resolve(text, mentions, self._gazetteer())[0]
        found = [*match.runners_up]
        if match.place is not None:
            found.insert(0, Candidate(match.place, match.score, match.reasons))
        row = self._country(country.strip()) if country.strip() else -1
        if row >= 0:  # the row says the country itself: what lies elsewhere is not meant
            code = self._gazetteer().country_codes[self._gazetteer().country[row]]
            found = [one for one in found if one.place.country_code == code]
        if not found or (match.place is None and row < 0):
            return Spot(None, name, "", 0.0, 0.0, 0.0, 0.0, "[]", match.runners_up)
        place, others = found[0].place, tuple(found[1:])
        reasons = ["placed by its name", *found[0].reasons]
        return Spot(
            place, name, _precision_of(place), place.position.lat, place.position.lon,
            place.radius_km, found[0].score, json.dumps(reasons, ensure_ascii=False), others,
        )  # fmt: skip


_NOWHERE = Spot(None, "", "", 0.0, 0.0, 0.0, 0.0, "[]")


def _would_fit(lat_cell: str, lon_cell: str) -> bool:
    """Whether these can be a latitude and a longitude."""
    try:
        return None not in (degrees(lat_cell, "lat"), degrees(lon_cell, "lon"))
    except ValueError:
        return False


def _noted(spot: Spot, note: str) -> Spot:
    return Spot(
        spot.place, spot.name, spot.precision, spot.lat, spot.lon, spot.radius_km, spot.score,
        spot.reasons, spot.runners_up, note,
    )  # fmt: skip


def _precision_of(place: Place) -> str:
    if place.kind in (PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT):
        return Precision.SETTLEMENT.value
    for precision in (Precision.DISTRICT, Precision.REGION, Precision.COUNTRY):
        if _KIND[precision] is place.kind:
            return precision.value
    return Precision.EXACT.value if place.kind is PlaceKind.FACILITY else Precision.AREA.value


def _about_km(position: LatLon, lat: float, lon: float) -> float:
    """On a plane: near enough to tell whether it is near."""
    east = (position.lon - lon + 180.0) % 360.0 - 180.0
    return 111.2 * math.hypot(position.lat - lat, east * math.cos(math.radians(lat)))


def _gdelt_name(name: str) -> tuple[str, str, str]:
    """'Tovuz, Tovuz, Azerbaijan' as place, region and country."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1:
        return name, "", name
    return parts[0], parts[1] if len(parts) > 2 else "", parts[-1]


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing."""
    return cell.strip().casefold() in EMPTY


def _radius_km(cell: str) -> float | None:
    """How far around its position an event may lie, None where the file does not say.

    Raises:
        CellError: it is no length.
    """
    if not cell.strip():
        return None
    try:
        found = float(cell.strip().replace(",", "."))
    except ValueError:
        found = math.nan
    if not 0 <= found <= _HALF_ROUND_KM:
        raise CellError(Fault("radius", cell, f"{cell[:40]!r} is no radius in kilometres"))
    return found or None
