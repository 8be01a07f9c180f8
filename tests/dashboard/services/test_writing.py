from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.notices import sentence
from dashboard.services import collection, writing
from geodata.errors import GeodataError, InputError
from geodata.model import Reading, Status

TEXT = "Something happened."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no text to read"),
        ({"text": "\n\t "}, "no text to read"),
        ({"text": "a" * 5_000_000}, "5,000,000 characters"),
        ({"text": TEXT, "published": "9999-12-31"}, "9999"),
        ({"text": TEXT, "published": "0001-01-01"}, "year 1;"),
        ({"text": TEXT, "published": "yesterday"}, "not a date"),
        ({"text": TEXT, "link": "javascript:alert(1)"}, "http:// or https://"),
        ({"text": TEXT, "link": "https://user:secret@example.org"}, "name or password"),
    ],
)
def test_what_no_report_can_be_made_of_is_refused_with_a_sentence(
    fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(InputError) as refused:
        writing.check(fields)
    assert words in sentence(refused.value)


def test_a_report_without_link_and_date_is_fine() -> None:
    writing.check({"text": TEXT, "link": "", "published": None})


@pytest.fixture
def empty(data_folder: object, no_demo: None, editor: None) -> Iterator[None]:
    collection.close()
    yield
    collection.close()


def test_what_a_person_added_counts_as_accepted_and_names_who(empty: None, summer: Reading) -> None:
    report = writing.add(summer, without={summer.events[0].id})
    events = list(collection.store().events(report_id=report.id))
    assert {event.status for event in events} == {Status.ACCEPTED}
    assert summer.events[0].id not in {event.id for event in events}
    assert {decision.by for decision in collection.store().decisions()} == {"this machine"}


def test_removing_says_how_much_went(empty: None, summer: Reading) -> None:
    report = writing.add(summer)
    assert writing.remove_report(report.id) == 5
    with pytest.raises(GeodataError):
        writing.remove_report(report.id)
