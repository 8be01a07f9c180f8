"""Online geocoding services through geopy, asked politely and only when somebody wants it."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderNotFound,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeopyError,
)
from geopy.geocoders import get_geocoder_for_service
from geopy.location import Location
from geopy.point import Point

from geodata.coordinates import LatLon
from geodata.errors import InputError, LookupUnavailableError
from geodata.geocoding.answer_cache import AnswerCache
from geodata.geocoding.one_request import OneRequestAdapter
from geodata.geocoding.pace import Pace, pace_of

_SHORTEST_PAUSE_S = 60.0
_REFUSED_PAUSE_S = 24 * 3600.0
_CACHE_FILE = "online-answers.sqlite"


class OnlineLookup:
    """One online service with timeout, contact, pace and a cache on disk.

    Three outcomes: found gives the locations, looked and absent gives [] or None, could not
    look raises LookupUnavailableError. A question is asked once; nothing is repeated. After
    "too many requests" the whole process asks nothing for as long as the service said (a
    minute at least), after a refusal for a day.

    Args:
        service: a name of geopy's: nominatim, photon, pelias, opencage, ...
        contact: an e-mail or web address of whoever runs this; Nominatim's policy wants it.
        cache_folder: where answers are kept.
        options: what else that geocoder takes (api_key, domain, ...).
        timeout_s: seconds to wait for an answer.
        pace: by default the one that everybody in this process shares for the service.
        adapter_factory: the HTTP side, as for any geopy geocoder.

    Raises:
        InputError: no such service, no contact, or options it does not take.
    """

    def __init__(
        self,
        service: str = "nominatim",
        *,
        contact: str,
        cache_folder: Path,
        options: Mapping[str, Any] | None = None,
        timeout_s: float = 10.0,
        pace: Pace | None = None,
        adapter_factory: Any = OneRequestAdapter,
    ) -> None:
        if not contact.strip():
            raise InputError(
                "Online look-up needs a contact: the e-mail or web address of whoever runs this."
            )
        try:
            geocoder = get_geocoder_for_service(service)
            self._geocoder = geocoder(
                user_agent=f"Gazette/0.1 ({contact.strip()})",
                timeout=timeout_s,
                adapter_factory=adapter_factory,
                **dict(options or {}),
            )
        except GeocoderNotFound as problem:
            raise InputError(f"There is no online service named {service!r} in geopy.") from problem
        except (ConfigurationError, TypeError) as problem:
            raise InputError(f"{service} cannot be set up so: {problem}") from problem
        self.service = service.lower()
        self._pace = pace or pace_of(self.service)
        self._cache = AnswerCache(cache_folder / _CACHE_FILE)

    def geocode(
        self, query: str, *, limit: int = 5, country_codes: Sequence[str] = ()
    ) -> list[Location]:
        """Places that the service finds for a query, [] when it finds none.

        Raises:
            LookupUnavailableError: it could not answer; that says nothing about the place.
        """
        wished = {"limit": limit, "country_codes": list(country_codes) or None}
        return self._asked("geocode", query, wished)[:limit]

    def reverse(self, position: LatLon) -> Location | None:
        """The address of a position, None when the service knows none.

        Raises:
            LookupUnavailableError: it could not answer.
        """
        found = self._asked("reverse", f"{position.lat:.5f}, {position.lon:.5f}", {})
        return found[0] if found else None

    def _asked(self, call: str, query: str, wished: dict[str, Any]) -> list[Location]:
        question = {"service": self.service, "call": call, "query": query} | wished
        kept = self._cache.get(question)
        if kept is None:
            self._pace.wait_for_turn()
            kept = [_written(location) for location in self._fetched(call, query, wished)]
            self._cache.put(question, kept)
        return [Location(row["address"], Point(row["lat"], row["lon"]), row["raw"]) for row in kept]

    def _fetched(self, call: str, query: str, wished: dict[str, Any]) -> list[Location]:
        method = getattr(self._geocoder, call)
        taken = inspect.signature(method).parameters
        arguments = {name: value for name, value in wished.items() if name in taken and value}
        if "exactly_one" in taken:
            arguments["exactly_one"] = False
        try:
            found = method(query, **arguments)
            return _checked(found)
        except GeocoderQueryError as problem:
            raise LookupUnavailableError(
                f"{self.service} did not understand {query!r}: {problem}"
            ) from problem
        except (GeopyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as problem:
            raise self._unavailable(problem) from problem  # geopy lets raw parse errors through

    def _unavailable(self, problem: Exception) -> LookupUnavailableError:
        if isinstance(problem, GeocoderQuotaExceeded):
            pause = max(getattr(problem, "retry_after", None) or 0.0, _SHORTEST_PAUSE_S)
            why = f"{self.service} asked for a pause: too many requests."
        elif isinstance(problem, GeocoderInsufficientPrivileges | GeocoderAuthenticationFailure):
            pause = _REFUSED_PAUSE_S
            why = f"{self.service} refuses to answer: check the contact and the key."
        else:
            return LookupUnavailableError(f"{self.service} could not answer: {problem}")
        self._pace.close(pause, why)
        return LookupUnavailableError(why, pause)


def _checked(found: Any) -> list[Location]:
    """What a geocoder gave as a list, with positions that are positions."""
    locations = [] if found is None else found if isinstance(found, list) else [found]
    for location in locations:
        if not (math.isfinite(location.latitude) and math.isfinite(location.longitude)):
            raise ValueError("The service gave a position that is not a number.")
        if location.latitude == 0.0 and location.longitude == 0.0:
            # geopy makes 0, 0 of a missing position; no geocoder has an address there
            raise ValueError("The service gave no position.")
    return locations


def _written(location: Location) -> dict[str, Any]:
    return {
        "address": location.address,
        "lat": location.latitude,
        "lon": location.longitude,
        "raw": location.raw,
    }
