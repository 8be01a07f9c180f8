"""Countries, regions and districts of the gazetteer, also those where nothing happened."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.services import collection
from dashboard.services.atlas import GazetteerAtlas
from geodata.errors import GazetteerError
from geodata.model import EventFilter


def named(name: str) -> list[str]:
    """The ids of the regions of a name in any spelling and script, most prominent first.

    [] for a name that no country, region or district has, and where there is no gazetteer.
    """
    atlas = _atlas()
    return [] if atlas is None else atlas.regions_named(name)


def areas() -> tuple[str, ...]:
    """The ids of the areas of several countries or divisions that any event lies in."""
    return collection.select(EventFilter()).areas


def labels(place_ids: Iterable[str]) -> dict[str, str]:
    """What places are called, by id; those that are not known are left out."""
    atlas = _atlas()
    found = {} if atlas is None else {one: atlas.label_of(one) for one in place_ids}
    return {one: label for one, label in found.items() if label}


def _atlas() -> GazetteerAtlas | None:
    try:
        return GazetteerAtlas(collection.gazetteer())
    except GazetteerError:
        return None
