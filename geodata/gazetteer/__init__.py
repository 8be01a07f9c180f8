"""Names to places, offline: the compiled gazetteer, its builder, name keys, look-up."""

from __future__ import annotations

from geodata.gazetteer.area_parts import areas_with_parts, parts_of
from geodata.gazetteer.lookup import Gazetteer
from geodata.gazetteer.names import NameFlag, name_key

__all__ = ["Gazetteer", "NameFlag", "areas_with_parts", "name_key", "parts_of"]
