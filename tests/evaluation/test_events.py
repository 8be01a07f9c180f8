"""Each field of an event is counted as its golden report says."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.evaluation.events import ExpectedEvent, GoldenReport, score, table

TEXT = "Police arrested Ada Blum in Lima on 3 June 2021."
ARREST = ("arrest", "happened", "2021-06-03", ("Lima: site",))


def scored(*actors: str):
    event = ExpectedEvent(*ARREST, actors)
    return score([GoldenReport("arrest", TEXT, date(2021, 6, 4), (event,))])


@pytest.mark.parametrize(
    ("actors", "right", "found", "expected"),
    [
        (("Police: does", "Ada Blum: undergoes"), 2, 2, 2),
        (("The police: does|Police: does", "*"), 1, 1, 1),
        (("Army: does", "Ada Blum: undergoes"), 1, 2, 2),
        (("Ada Blum: does", "*"), 0, 0, 1),
        (("*",), 0, 0, 0),
        ((), 0, 2, 0),
    ],
)
def test_actors_are_counted_by_name_and_role(actors, right, found, expected) -> None:
    total = scored(*actors)
    assert (total.actors.right, total.actors.found, total.actors.expected) == (
        right,
        found,
        expected,
    )
    is_exact = right == expected and (found == expected or "*" in actors)
    assert bool(total.actor_faults) != is_exact


def test_the_table_has_a_line_for_every_field() -> None:
    lines = table(scored("Police: does", "Ada Blum: undergoes")).splitlines()
    names = [line.split()[0] for line in lines[1:-1]]
    assert names == ["events", "kinds", "modalities", "dates", "places", "actors"]
    assert all(" 1.00    1.00  1.00" in line for line in lines[1:-1])
