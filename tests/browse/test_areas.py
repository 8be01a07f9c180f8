"""Areas of several countries and divisions as a filter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.browse import EventIndex
from geodata.model import EventFilter
from tests.browse.conftest import ARMENIA, BAKU, GANJA, TAVUSH, event, table_of

PARTS = {
    "gz:caucasus": ("gz:caucasus", "gz:south", "iso:AM", "iso:AZ", "adm1:RU.12"),
    "gz:south": ("gz:south", "iso:AM", "iso:AZ"),
    "gz:far": ("gz:far", "iso:JP"),
    "gz:west": ("gz:west", "adm1:AM.09"),
}
CAUCASUS = ARMENIA | {
    "place_id": "gz:caucasus", "place_name": "Caucasus", "place_said": "Caucasus",
    "place_label": "Caucasus", "place_country": "", "lat": 42.5,
}  # fmt: skip
PLACES: list[dict[str, Any]] = [GANJA, BAKU, TAVUSH, ARMENIA, CAUCASUS]
REGIONS: dict[str, tuple[str, ...]] = {
    "gn:1": ("iso:AZ",), "gn:2": ("iso:AZ",), "adm1:AM.09": ("iso:AM", "adm1:AM.09"),
    "iso:AM": ("iso:AM",),
}  # fmt: skip


class Areas:
    """An atlas of a few areas."""

    def regions_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        return [REGIONS.get(one, ()) for one in place_ids]

    def parts_of(self, region_id: str) -> tuple[str, ...]:
        return PARTS.get(region_id, (region_id,))

    def areas(self) -> tuple[str, ...]:
        return tuple(PARTS)

    def label_of(self, place_id: str) -> str:
        return place_id.upper()

    def names_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        return [()] * len(place_ids)


def is_in(place: dict[str, Any], region: str) -> bool:
    parts = PARTS.get(region, (region,))
    own = place["place_id"]
    return own in parts or not set(REGIONS.get(own, ())).isdisjoint(parts)


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PLACES), max_size=3), min_size=1, max_size=8),
    st.sets(st.sampled_from([*PARTS, "iso:AZ", "adm1:AM.09", "gz:unknown"]), min_size=1),
)
def test_an_area_holds_the_events_with_a_place_in_any_of_its_parts(
    events: list[list[dict[str, Any]]], wanted: set[str]
) -> None:
    rows = [
        event(str(n), "battle", date(2020, 1, n + 1), *places) for n, places in enumerate(events)
    ]
    index = EventIndex.from_table(table_of(*rows), atlas=Areas())
    selection = index.select(EventFilter(regions=frozenset(wanted)))
    assert selection.event_ids() == [
        f"e{n}"
        for n, places in enumerate(events)
        if any(is_in(place, one) for place in places for one in wanted)
    ]
    counts = {value.value: value.count for value in selection.facets().regions}
    for one in wanted & set(PARTS):
        assert counts[one] == sum(any(is_in(p, one) for p in places) for places in events)


def test_only_areas_where_something_happened_are_offered() -> None:
    index = EventIndex.from_table(
        table_of(event("1", "battle", date(2020, 1, 1), GANJA)), atlas=Areas()
    )
    assert index.select().areas == ("gz:caucasus", "gz:south")
    chosen = index.select(EventFilter(regions=frozenset({"gz:south"}))).facets().regions
    assert [(one.label, one.count, one.is_chosen) for one in chosen] == [
        ("GZ:SOUTH", 1, True), ("ISO:AZ", 1, False),
    ]  # fmt: skip
