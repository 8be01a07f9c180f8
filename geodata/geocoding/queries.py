"""What somebody asks a geocoder, taken apart: a name and what it shall lie in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geopy.exc import GeocoderQueryError

from geodata.model import PlaceKind

_PARTS = ("city", "county", "state", "country")  # as Nominatim calls them, narrowest first
_UNKNOWN_HERE = ("street", "postalcode")
_FEATURE_TYPES = {
    "country": frozenset({PlaceKind.COUNTRY}),
    "state": frozenset({PlaceKind.REGION}),
    "county": frozenset({PlaceKind.DISTRICT}),
    "city": frozenset({PlaceKind.SETTLEMENT}),
    "settlement": frozenset({PlaceKind.SETTLEMENT, PlaceKind.CITY_DISTRICT}),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A name, and the names of what contains it, narrowest first."""

    name: str
    inside: tuple[str, ...] = ()


def questions(query: str | Mapping[str, str]) -> Iterator[Question]:
    """The ways to read a query, the most literal first.

    Raises:
        GeocoderQueryError: a structured query with parts that no gazetteer answers.

    Example:
        >>> list(questions("Springfield, Illinois"))[1]
        Question(name='Springfield', inside=('Illinois',))
        >>> list(questions({"city": "Ganja", "country": "Azerbaijan"}))
        [Question(name='Ganja', inside=('Azerbaijan',))]
        >>> list(questions(" "))
        []
    """
    if not isinstance(query, str):
        yield from _structured(query)
        return
    text = " ".join(query.split())
    if not text:
        return
    yield Question(text)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1:
        yield Question(parts[0], tuple(parts[1:]))
        return
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):  # "Paris Texas"
        yield Question(" ".join(words[:count]), (" ".join(words[count:]),))


def _structured(query: Mapping[str, str]) -> Iterator[Question]:
    wrong = sorted(set(query) - set(_PARTS))
    if wrong:
        hint = "streets and postal codes are" if set(wrong) & set(_UNKNOWN_HERE) else "those are"
        raise GeocoderQueryError(
            f"The gazetteer cannot look for {', '.join(wrong)}: {hint} not in it. "
            f"Ask for {', '.join(_PARTS)}."
        )
    given = [query[part].strip() for part in _PARTS if query.get(part, "").strip()]
    if given:
        yield Question(given[0], tuple(given[1:]))


def kinds_of(featuretype: str | None) -> frozenset[PlaceKind] | None:
    """The kinds of place that a feature type means, None when every kind is welcome.

    Args:
        featuretype: country, state, county, city or settlement as for Nominatim, or the
            name of a PlaceKind ("water").

    Raises:
        GeocoderQueryError: it is neither.

    Example:
        >>> kinds_of("state"), kinds_of(None)
        (frozenset({<PlaceKind.REGION: 'region'>}), None)
    """
    if featuretype is None:
        return None
    if featuretype in _FEATURE_TYPES:
        return _FEATURE_TYPES[featuretype]
    try:
        return frozenset({PlaceKind(featuretype)})
    except ValueError as problem:
        known = ", ".join([*_FEATURE_TYPES, *(kind.value for kind in PlaceKind)])
        raise GeocoderQueryError(
            f"The feature type {featuretype!r} is not known; it can be one of {known}."
        ) from problem
