"""Dates in French, Spanish, Portuguese, German and Arabic; never in English words like theirs."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.dating import find_dates

DAY = date(2021, 5, 12)  # a Wednesday


def _found(text: str) -> list[tuple[str, str]]:
    return [(d.text, str(d.first_day)) for d in find_dates(text, published=DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Les tirs ont cessé le 3 mars et ont repris la semaine dernière dans la ville.",
            [("le 3 mars", "2021-03-03"), ("la semaine dernière", "2021-05-03")],
        ),
        (
            "La policía de la ciudad detuvo el 4 de abril de 2020 a un hombre, y ayer a otro.",
            [("el 4 de abril de 2020", "2020-04-04"), ("ayer", "2021-05-11")],
        ),
        (
            "Os moradores da cidade bloquearam a estrada na segunda-feira e não saíram até hoje.",
            [("segunda-feira", "2021-05-10"), ("hoje", "2021-05-12")],
        ),
        (
            "Das Dorf wurde am 2. März 2020 zerstört, und vor drei Tagen kam der Regen mit Sturm.",
            [("2. März 2020", "2020-03-02"), ("vor drei Tagen", "2021-05-09")],
        ),
        ("وقع الهجوم في 12 أبريل 2021 قرب القرية.", [("12 أبريل 2021", "2021-04-12")]),
    ],
)
def test_dates_of_other_languages_are_read_in_their_own_texts(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mars rover and the dim light of the moon were on show for an hour or so.",
        "He had a mai tai at the bar and said the juli in the note was a slip of the pen.",
        "The sept chiefs of the clan met and on the hill the marches of old were told.",
    ],
)
def test_english_words_like_months_of_others_are_no_dates(text: str) -> None:
    assert _found(text) == []


def test_a_full_stop_behind_a_number_ends_an_english_sentence_as_before() -> None:
    assert _found("The score was 12. July was wet.") == [("July", "2020-07-01")]
