"""Names to places, offline: the compiled gazetteer, its builder, name keys, look-up."""

from __future__ import annotations

from geodata.gazetteer.lookup import Gazetteer
from geodata.gazetteer.names import NameFlag, name_key

__all__ = ["Gazetteer", "NameFlag", "name_key"]
