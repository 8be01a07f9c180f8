"""A town of the report's own country comes before a country that only shares its short name."""

from __future__ import annotations

import pytest

from geodata.resolving import find_places


def country_of(text: str, name: str) -> str:
    match = next(m for m in find_places(text) if m.text == name)
    return match.place.country_code if match.place else ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Floods in Trinidad forced 400 families from their homes, the Bolivian civil defence "
            "said. Roads to Santa Cruz were cut and the Mamore river rose again.",
            "BO",
        ),
        ("The Cuban coast guard met a ferry from Trinidad near Cienfuegos.", "CU"),
        ("Police in Trinidad held two men in Port of Spain, the Venezuelan consul said.", "TT"),
        ("Venezuela sent a ship to Trinidad, Caracas said.", "TT"),
    ],
)
def test_the_country_of_the_rest_of_the_report_outweighs_fame(text: str, code: str) -> None:
    assert country_of(text, "Trinidad") == code


def test_a_country_that_is_called_by_its_whole_name_stays_itself() -> None:
    assert country_of("French troops left Niger, Paris said.", "Niger") == "NE"
    assert country_of("The Russian fleet sailed to Cuba, Moscow said.", "Cuba") == "CU"
