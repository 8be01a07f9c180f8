"""What came in before: texts by their fingerprint, files by their hash, addresses by answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import sqlalchemy as sa

from geodata.model import Reading, Report, content_id, text_hash
from geodata.storage import EventStore, tables

LONG = (
    "Shelling hit the village of Movses in the night of Sunday, the ministry said. Nobody was "
    "hurt, but two houses burned down. The minister visited the people on Monday and promised "
    "that the road would be open again within a week. A school was closed until further notice. "
    "The mayor asked for help from the capital, where the government met in the evening. "
) * 2


def reading(text: str, **about: object) -> Reading:
    report = Report(id=content_id("r", [text]), text=text, text_hash=text_hash(text))
    return Reading(replace(report, **about), (), (), (), ())  # type: ignore[arg-type]


def test_what_is_known_of_a_report_comes_back(store: EventStore) -> None:
    moment = datetime(2020, 11, 3, 8, 30, tzinfo=UTC)
    about = {
        "author": "Ann Berg", "file_name": "a.pdf", "file_hash": "ab" * 32, "accessed_at": moment,
    }  # fmt: skip
    stored = store.add_reading(reading(LONG, **about))
    assert {name: getattr(stored, name) for name in about} == about
    assert store.report(stored.id) == stored


def test_the_same_text_is_known(store: EventStore) -> None:
    stored = store.add_reading(reading(LONG))
    known = store.intake.known(LONG)
    assert known is not None
    assert (known.report, known.likeness, known.differing) == (stored, 1.0, 0)


def test_nearly_the_same_text_is_known_with_what_differs(store: EventStore) -> None:
    stored = store.add_reading(reading(LONG))
    store.add_reading(reading("Rain fell in Quito for three days, and a bridge was closed there."))
    known = store.intake.known(LONG.upper().replace("TWO HOUSES", "THREE HOUSES", 1) + " The end.")
    assert known is not None
    assert known.report == stored
    assert 0.6 < known.likeness < 1
    assert known.differing == 2


def test_another_text_on_the_same_things_is_not_known(store: EventStore) -> None:
    store.add_reading(reading(LONG))
    other = "The ministry said that the village of Movses was hit again on Tuesday. Three fell."
    assert store.intake.known(other) is None
    assert store.intake.known("...") is None


def test_a_removed_report_takes_its_fingerprint_along(store: EventStore) -> None:
    stored = store.add_reading(reading(LONG))
    store.remove_report(stored.id)
    assert store.intake.known(LONG + " More.") is None
    with store._engine.connect() as connection:
        count = sa.select(sa.func.count()).select_from(tables.text_bands)
        assert connection.execute(count).scalar_one() == 0


def test_a_file_is_seen_once_and_its_latest_outcome_kept(store: EventStore) -> None:
    assert not store.intake.has_seen_file("ab")
    for outcome in ("refused", "added"):
        store.intake.saw_file("ab", "a.pdf", outcome)
    assert store.intake.has_seen_file("ab")
    assert not store.intake.has_seen_file("cd")


def test_an_address_is_remembered_with_its_answer(store: EventStore) -> None:
    address = "https://example.org/feed"
    assert store.intake.visit(address) is None
    store.intake.visited(address, etag='"1"')
    store.intake.visited(address, etag='"2"', last_modified="Mon")
    visit = store.intake.visit(address)
    assert visit is not None
    assert (visit.etag, visit.last_modified) == ('"2"', "Mon")


def test_links_that_are_there_are_told(store: EventStore) -> None:
    store.add_reading(reading(LONG, link="https://example.org/a"))
    asked = [f"https://example.org/{name}" for name in "ab"]
    assert store.intake.links(asked) == {"https://example.org/a"}
