"""Mentions to matches: candidates, clues, choice, reasons."""

from geodata.resolving.gazetteer_names import GazetteerNames
from geodata.resolving.resolver import find_places, resolve

__all__ = ["GazetteerNames", "find_places", "resolve"]
