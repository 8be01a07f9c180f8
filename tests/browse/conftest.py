"""A small collection whose every number can be counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from geodata.browse import EventIndex
from geodata.storage.event_table import SCHEMA

GANJA: dict[str, Any] = {
    "lat": 40.68, "lon": 46.36, "radius_km": 9.0, "precision": "settlement",
    "place_role": "site", "place_said": "Ganja", "place_id": "gn:1", "place_name": "Ganja",
    "place_label": "Ganja, Azerbaijan", "place_country": "AZ",
}  # fmt: skip
BAKU = GANJA | {
    "lat": 40.38, "lon": 49.89, "place_id": "gn:2", "place_name": "Baku", "place_said": "Baku",
    "place_label": "Baku, Azerbaijan",
}  # fmt: skip
NEAR_BAKU = BAKU | {
    "lat": 40.5, "lon": 49.7, "precision": "relative", "place_said": "near Baku",
    "place_role": "near", "radius_km": 25.0,
}  # fmt: skip
TAVUSH = GANJA | {
    "lat": 40.9, "lon": 45.1, "radius_km": 40.0, "precision": "region", "place_id": "adm1:AM.09",
    "place_name": "Tavush", "place_said": "Tavush", "place_label": "Tavush, Armenia",
    "place_country": "AM",
}  # fmt: skip
ARMENIA = TAVUSH | {
    "lat": 40.2, "lon": 45.0, "radius_km": 150.0, "precision": "country", "place_id": "iso:AM",
    "place_name": "Armenia", "place_said": "Armenia", "place_label": "Armenia",
}  # fmt: skip
FAMILY = {
    "battle": "Battle", "shelling or strike": "Strikes", "protest": "Protest", "talks": "Talks",
    "statement": "Other", "exercise": "Movement",
}  # fmt: skip


def event(
    number: str, kind: str, when: date | tuple[date, date] | None, *places: dict[str, Any],
    **more: Any,
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows of one event."""
    first, last = when if isinstance(when, tuple) else (when, when)
    base = {
        "event_id": f"e{number}", "report_id": "r1", "kind": kind, "family": FAMILY[kind],
        "modality": "happened", "status": "accepted",
        "first_day": first and first.toordinal(), "last_day": last and last.toordinal(),
        "date_precision": "day" if first == last else "days", "approximate": False,
        "bound": "on", "certainty": 0.8, "title": f"Title {number}", "passage": "", "speaker": "",
        "actors": "", "source": "Example Times", "is_demo": False,
    }  # fmt: skip
    if first is None:
        base["date_precision"] = None
    rows = [base | more | place | {"place_number": n} for n, place in enumerate(places)]
    return rows or [base | more]


def table_of(*events: list[dict[str, Any]]) -> pa.Table:
    rows = [row for one in events for row in one]
    return pa.table(
        {field.name: pa.array([row.get(field.name) for row in rows], field.type.value_type)
         .dictionary_encode() if pa.types.is_dictionary(field.type)
         else pa.array([row.get(field.name) for row in rows], field.type) for field in SCHEMA},
        schema=SCHEMA,
    )  # fmt: skip


def the_events() -> list[list[dict[str, Any]]]:
    return [
        event("1", "shelling or strike", date(2020, 10, 4), GANJA, actors="Azerbaijan",
              passage="Rockets hit Gəncə at dawn", certainty=0.9),
        event("2", "shelling or strike", date(2020, 10, 11), GANJA, modality="claimed",
              actors="Azerbaijan\x1fArmenia", source="Other Post"),
        event("3", "talks", date(2020, 10, 10), GANJA, status="unreviewed", certainty=0.5),
        event("4", "exercise", (date(2020, 7, 29), date(2020, 8, 10)), GANJA, NEAR_BAKU),
        event("5", "battle", date(2020, 7, 16), TAVUSH, actors="Armenia"),
        event("6", "statement", None, modality="planned", year=None, month=9, day=None,
              date_precision="open"),
        event("7", "protest", date(2020, 7, 14), BAKU),
        event("8", "statement", None, ARMENIA, modality="threatened"),
    ]  # fmt: skip


@pytest.fixture
def index() -> EventIndex:
    return EventIndex.from_table(table_of(*the_events()), revision=7)


@pytest.fixture
def index_of() -> Callable[..., EventIndex]:
    return lambda *events: EventIndex.from_table(table_of(*events))
