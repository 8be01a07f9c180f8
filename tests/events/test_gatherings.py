"""Who gathers at a spot to object protests; clouds and evidence gather otherwise."""

from __future__ import annotations

import pytest

from geodata.model import EventKind
from geodata.pipeline import read_report


@pytest.mark.parametrize(
    "sentence",
    [
        "Parents gathered at a school in Arequipa on 2 June 2021 to demand clean water.",
        "Fishermen gathered near the harbour in Galway on 2 June 2021 to oppose the quotas.",
    ],
)
def test_people_who_gather_to_object_protest(sentence: str) -> None:
    assert [event.kind for event in read_report(sentence).events] == [EventKind.PROTEST]


@pytest.mark.parametrize(
    "sentence",
    [
        "Police gathered evidence in Galway on 2 June 2021 to oppose bail.",
        "Clouds gathered over Arequipa on 2 June 2021.",
    ],
)
def test_what_else_is_gathered_is_no_protest(sentence: str) -> None:
    assert EventKind.PROTEST not in [event.kind for event in read_report(sentence).events]
