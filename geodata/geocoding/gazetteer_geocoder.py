"""The gazetteer as a geopy geocoder: the same calls as for any service, without a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.coordinates import LatLon, distance_km
from geodata.gazetteer import Gazetteer
from geodata.geocoding.queries import Question, kinds_of, questions
from geodata.model import Place, PlaceKind

_MOST = 50
_AROUND = 1.5  # how many radii of an area still count as inside it: areas are no circles


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that cannot leave the machine."""

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> Any:
        raise GeocoderServiceError("The gazetteer answers without a network.")

    get_text = get_json


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """Geocode with the embedded gazetteer; a drop-in for geopy's services.

    Location.raw is a dict of the place: id, name, kind, country_code, country, admin1, admin2,
    lat, lon, radius_km, population, names, source; after ``reverse`` also distance_km.

    Args:
        gazetteer: the gazetteer to ask; opened at the first question when None.
        reverse_within_km: how far from a settlement a position may lie in ``reverse``.

    Example:
        >>> geocoder = GazetteerGeocoder()
        >>> geocoder.geocode("Ganja, Azerbaijan").raw["id"]
        'gn:586523'
        >>> geocoder.geocode("Springfield, Illinois, US").address
        'Springfield, Illinois, United States'
        >>> geocoder.geocode("Nowhere at all") is None
        True
    """

    def __init__(
        self, gazetteer: Gazetteer | None = None, *, reverse_within_km: float = 100.0
    ) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._gazetteer = gazetteer
        self._reverse_within_km = reverse_within_km

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer that answers."""
        if self._gazetteer is None:
            self._gazetteer = Gazetteer.open()
        return self._gazetteer

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
        language: str | None = None,
        featuretype: str | None = None,
    ) -> Location | list[Location] | None:
        """The place of a name, None when the gazetteer has none.

        Args:
            query: "Ganja", "Ganja, Azerbaijan", "Springfield, Illinois, US", or a mapping with
                city, county, state, country.
            exactly_one: the most prominent place only; otherwise a list.
            timeout: taken as by every geopy geocoder; nothing here waits.
            limit: at most so many, when not exactly one.
            country_codes: ISO 3166-1 alpha-2, one or several: only places there.
            language: taken as by geopy's others; addresses are in English.
            featuretype: country, state, county, city, settlement, or a PlaceKind's name.

        Raises:
            geopy.exc.GeocoderQueryError: a query that cannot be understood.
        """
        del timeout, language
        wanted = kinds_of(featuretype)
        codes = [country_codes] if isinstance(country_codes, str) else country_codes
        most = 1 if exactly_one else min(limit or _MOST, _MOST)
        for question in questions(query):
            rows = self._rows(question, list(codes) if codes is not None else None, wanted)
            if rows:
                locations = [_location(self.gazetteer.place(row)) for row in rows[:most]]
                return locations[0] if exactly_one else locations
        return None

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: str | None = None,
    ) -> Location | list[Location] | None:
        """The settlement nearest to a position, None when none is near.

        Args:
            query: a geopy Point, a (latitude, longitude) pair or a string "40.7, 46.4".
            exactly_one: the nearest only; otherwise a list, nearest first.
            timeout: taken as by every geopy geocoder; nothing here waits.
            limit: at most so many, when not exactly one (10 when not given).
            language: taken as by geopy's others; addresses are in English.
        """
        del timeout, language
        point = query if isinstance(query, Point) else Point(query)
        found = self.gazetteer.nearest(
            LatLon(point.latitude, point.longitude),
            limit=1 if exactly_one else min(limit or 10, _MOST),
            within_km=self._reverse_within_km,
        )
        locations = [_location(place, distance) for place, distance in found]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _rows(
        self, question: Question, codes: list[str] | None, kinds: frozenset[PlaceKind] | None
    ) -> list[int]:
        gazetteer = self.gazetteer
        rows = gazetteer.rows(question.name)
        if codes is not None:
            wanted = {gazetteer.country_number(code) for code in codes} - {0}
            rows = [row for row in rows if int(gazetteer.country[row]) in wanted]
        if kinds is not None:
            rows = [row for row in rows if gazetteer.kinds[gazetteer.kind[row]] in kinds]
        for name in question.inside:
            containers = set(gazetteer.rows(name))
            rows = [row for row in rows if self._lies_in(row, containers)]
        return rows

    def _lies_in(self, row: int, containers: set[int]) -> bool:
        gazetteer = self.gazetteer
        country = int(gazetteer.country_row[gazetteer.country[row]])
        above = {country, int(gazetteer.admin1[row]), int(gazetteer.admin2[row])} - {row}
        return bool(above & containers) or any(self._lies_near(row, area) for area in containers)

    def _lies_near(self, row: int, area: int) -> bool:
        """Whether it lies in an area that is no administrative unit: Karabakh, the Balkans."""
        gazetteer = self.gazetteer
        if area == row or gazetteer.kinds[gazetteer.kind[area]] not in _UNBOUNDED:
            return False
        here = LatLon(float(gazetteer.lat[row]), float(gazetteer.lon[row]))
        there = LatLon(float(gazetteer.lat[area]), float(gazetteer.lon[area]))
        return distance_km(here, there) <= _AROUND * float(gazetteer.radius_km[area])


_UNBOUNDED = frozenset(
    {PlaceKind.AREA, PlaceKind.WORLD_REGION, PlaceKind.CONTINENT, PlaceKind.ISLAND}
)


def _location(place: Place, distance: float | None = None) -> Location:
    raw = place.fields()
    if distance is not None:
        raw["distance_km"] = round(distance, 3)
    return Location(place.label, Point(place.position.lat, place.position.lon), raw)
