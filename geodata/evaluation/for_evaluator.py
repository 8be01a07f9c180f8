"""The geoparser in the form that outside evaluators call: offsets, words, position."""

from __future__ import annotations

from geodata.resolving import find_places


def for_evaluator(text: str) -> list[tuple[int, int, str, float | None, float | None]]:
    """(start, end, text, latitude, longitude) of every place name; None when not placed."""
    return [(m.start, m.end, m.text, m.lat, m.lon) for m in find_places(text)]
