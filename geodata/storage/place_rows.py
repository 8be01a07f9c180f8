"""A place of the gazetteer as a row, and what tells its description from every other."""

from __future__ import annotations

import json
from typing import Any

from geodata.model import Place, content_id


def gazetteer_row(place: Place, digest: str) -> dict[str, Any]:
    """The columns of a place."""
    return {"content_hash": digest, **place.fields()}


def place_hash(place: Place) -> str:
    """What tells a description of a place from every other."""
    return content_id("p", [json.dumps(gazetteer_row(place, ""), sort_keys=True)])
