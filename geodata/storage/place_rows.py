"""A place of the gazetteer as a row, and what tells its description from every other."""

from __future__ import annotations

import json
from typing import Any

from geodata.model import Place, content_id


def gazetteer_row(place: Place, digest: str) -> dict[str, Any]:
    """The columns of a place."""
    return {
        "content_hash": digest,
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country_code": place.country_code,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.position.lat,
        "lon": place.position.lon,
        "radius_km": place.radius_km,
        "population": place.population,
        "names": list(place.names),
        "source": place.source,
    }


def place_hash(place: Place) -> str:
    """What tells a description of a place from every other."""
    return content_id("p", [json.dumps(gazetteer_row(place, ""), sort_keys=True)])
