"""The geopy side: the gazetteer as a geopy Geocoder, online services, their cache."""

from __future__ import annotations

from geodata.geocoding.gazetteer_geocoder import GazetteerGeocoder
from geodata.geocoding.online import OnlineLookup

__all__ = ["GazetteerGeocoder", "OnlineLookup"]
