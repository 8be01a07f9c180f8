from __future__ import annotations

from geodata.gazetteer.airports import airport_entries
from geodata.gazetteer.names import name_key
from geodata.model import PlaceKind


def test_an_airport_is_a_facility_with_its_short_name_and_its_city() -> None:
    (entry,) = (entry for entry in airport_entries(set()) if entry.id == "icao:OSDI")
    assert (entry.kind, entry.country_code) == (PlaceKind.FACILITY, "SY")
    assert [name for name, _ in entry.names] == [
        "Damascus International Airport",
        "Damascus Airport",
        "Damascus Airport",
    ]


def test_every_name_says_that_it_is_an_airport() -> None:
    words = ("airport", "air base", "airbase", "air force base", "air station", "aerodrome")
    for entry in airport_entries(set()):
        assert any(word in entry.names[0][0].lower() for word in words), entry.names


def test_an_airport_of_our_own_table_is_not_entered_twice() -> None:
    key = name_key("Heydar Aliyev International Airport")
    ids = {entry.id for entry in airport_entries({key})}
    assert "icao:UBBB" not in ids
    assert "icao:OSDI" in ids
