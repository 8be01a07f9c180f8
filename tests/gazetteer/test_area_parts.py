"""What areas consist of is all in the gazetteer, and nothing is part of itself."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer, areas_with_parts, parts_of


def test_every_area_and_every_part_is_a_place_of_the_gazetteer() -> None:
    gazetteer = Gazetteer.open()
    ids = {*areas_with_parts(), *(part for parts in areas_with_parts().values() for part in parts)}
    assert not [one for one in ids if gazetteer.row_of(one) < 0]


def test_no_area_is_part_of_itself() -> None:
    for area, parts in areas_with_parts().items():
        assert parts and len(set(parts)) == len(parts)
        assert all(area not in parts_of(part) for part in parts)


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        ("gz:caucasus", "adm1:RU.12", "iso:RU"),
        ("gz:donbas", "adm1:UA.05", "iso:UA"),
        ("gz:nagorno-karabakh", "adm1:AZ.55", "iso:AZ"),
        ("gz:sahel", "iso:ML", "iso:DZ"),
        ("gz:west-bank", "adm1:PS.WE", "adm1:PS.GZ"),
        ("gz:middle-east", "iso:SY", "iso:AM"),
        ("gz:balkans", "iso:XK", "iso:TR"),
        ("gz:sub-saharan-africa", "iso:NG", "iso:EG"),
    ],
)
def test_an_area_has_its_parts_and_not_its_neighbours(area: str, inside: str, outside: str) -> None:
    assert inside in parts_of(area)
    assert outside not in parts_of(area)
