from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geodata.coordinates import LatLon
from geodata.model import EventKind, Family, Place, PlaceKind, content_id, text_hash


def test_every_kind_has_a_family_and_every_family_a_kind() -> None:
    assert {kind.family for kind in EventKind} == set(Family)


def test_a_label_names_each_part_once() -> None:
    place = Place(
        id="gn:1",
        name="Luxembourg",
        kind=PlaceKind.SETTLEMENT,
        country_code="LU",
        country="Luxembourg",
        admin1="Luxembourg",
        admin2="",
        position=LatLon(49.6, 6.1),
        radius_km=5.0,
        population=76_684,
    )
    assert place.label == "Luxembourg"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_an_id_is_sixteen_lower_case_letters_or_digits_behind_its_prefix(parts: list[str]) -> None:
    made = content_id("e", parts)
    assert len(made) == 17
    assert made.isalnum()
    assert made == made.lower()


def test_a_lone_surrogate_can_be_hashed() -> None:
    assert len(text_hash("\ud800")) == 64
