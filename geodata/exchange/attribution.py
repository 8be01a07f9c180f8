"""Whose data stands in every export."""

from __future__ import annotations

SCHEMA_VERSION = "1.0"  # grows in front when a reader of the old form would break
ATTRIBUTION = (
    "Place data: GeoNames (geonames.org), CC BY 4.0. "
    "Passages: quoted from the reports named with them."
)
