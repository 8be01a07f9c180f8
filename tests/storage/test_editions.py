"""What readers were shown in an edition comes out again, and what is withheld since does not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from geodata import model as m
from geodata.correcting import Change, Support
from geodata.errors import NotFoundError
from geodata.publishing import Grade, PermittedUse, Publisher, SafetyRule, SafetyScope
from geodata.storage import EventStore, edition_copies
from tests.storage.conftest import TEXT, a_reading


def other_reading(number: int) -> m.Reading:
    """The same news in other words, with events of its own."""
    made = a_reading(f"{TEXT} It was the visit number {number}.", title=f"Report {number}")
    return replace(
        made,
        events=tuple(replace(e, id=f"e{number:04d}{k:012d}") for k, e in enumerate(made.events)),
    )


def publish(store: EventStore) -> None:
    against = store.editions.standing().against
    if against:
        store.editions.sign_off(against, "asked twice", by="ann")
    store.editions.publish(by="ann")


def lines(store: EventStore, number: int) -> list[str]:
    return [line for line, _ in store.editions.lines(number)]


def hash_of(found: list[str]) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in found).encode()).hexdigest()


@pytest.fixture
def two_editions(store: EventStore) -> EventStore:
    store.publishers.put(Publisher("Example Times", Grade.B, PermittedUse.QUOTES))
    store.add_reading(other_reading(1), status=m.Status.ACCEPTED)
    publish(store)
    store.edit("e0001000000000000", Change(title="Corrected"), Support(reason="a slip"))
    store.add_reading(other_reading(2), status=m.Status.ACCEPTED)
    publish(store)
    return store


def test_an_edition_comes_out_byte_for_byte_whatever_was_corrected_rejected_or_removed_since(
    two_editions: EventStore,
) -> None:
    store = two_editions
    first, second = lines(store, 1), lines(store, 2)
    titles = {json.loads(line)["id"]: json.loads(line)["properties"]["title"] for line in first}
    assert titles["e0001000000000000"] == "Jets landed in Ganja"
    assert len(second) == 4 and any("Corrected" in line for line in second)
    for number, found in ((1, first), (2, second)):
        assert hash_of(found) == store.editions.edition(number).hash
    store.withdraw("e0001000000000000", "wrong")
    store.remove_report(other_reading(2).report.id)
    store.add_reading(other_reading(3), status=m.Status.ACCEPTED)
    publish(store)
    assert (lines(store, 1), lines(store, 2)) == (first, second)
    assert {json.loads(line)["id"][:5] for line in lines(store, 3)} == {"e0001", "e0003"}
    assert hash_of(lines(store, 3)) == store.editions.edition(3).hash


def test_only_what_changed_is_kept_of_an_edition(two_editions: EventStore) -> None:
    with two_editions._looking() as connection:
        assert len(list(edition_copies._block(connection, 1, 0))) == 2
        changed = [key.split()[1] for key, _ in edition_copies._block(connection, 2, 0)]
    assert sorted(changed) == ["e0001000000000000", "e0002000000000000", "e0002000000000001"]


@pytest.mark.parametrize(
    "rule",
    [
        SafetyRule(SafetyScope.EVENT, "e0001000000000000", 30.0),
        SafetyRule(SafetyScope.PLACE, "gn:586523", 30.0, hides_passage=True),
        SafetyRule(SafetyScope.ALL, "", 30.0),
    ],
    ids=["of one event", "of a place", "of everything"],
)
@pytest.mark.parametrize("is_gone", [False, True], ids=["still there", "removed since"])
def test_a_later_blur_holds_for_earlier_editions_too(
    two_editions: EventStore, rule: SafetyRule, is_gone: bool
) -> None:
    store, before = two_editions, lines(two_editions, 1)
    if is_gone:
        store.remove_report(other_reading(1).report.id)
    store.safety.make(rule)
    for number in (1, 2):
        found = [line for line in lines(store, number) if "e0001" in line]
        assert found
        for secret in ("Ganja", "40.68278", "46.36056", "586523", "Kapaz"):
            assert secret not in "".join(found)
    assert not all(was for _, was in store.editions.lines(1))
    (in_force,) = store.safety.rules()
    store.safety.end(in_force.id)
    assert lines(store, 1) == before


def test_a_rule_on_another_report_leaves_the_lines_as_they_were(two_editions: EventStore) -> None:
    before = lines(two_editions, 1)
    two_editions.safety.make(SafetyRule(SafetyScope.EVENT, "e0002000000000000", 30.0))
    assert lines(two_editions, 1) == before


def test_what_is_withheld_of_an_event_is_withheld_of_those_it_is_one_with(
    two_editions: EventStore,
) -> None:
    two_editions.joins.join(["e0001000000000000", "e0002000000000000"])
    two_editions.safety.make(SafetyRule(SafetyScope.EVENT, "e0002000000000000", 30.0))
    assert "Ganja" not in "".join(lines(two_editions, 1))


def test_a_report_that_is_erased_is_in_no_copy(two_editions: EventStore) -> None:
    with two_editions._writing() as connection:
        edition_copies.erase(connection, other_reading(1).report.id)
    assert lines(two_editions, 1) == []
    assert all("e0002" in line for line in lines(two_editions, 2))


def test_words_that_may_not_be_shown_any_more_go_from_earlier_editions(
    two_editions: EventStore,
) -> None:
    two_editions.publishers.put(Publisher("Example Times", Grade.B, PermittedUse.FACTS))
    assert all(json.loads(line)["properties"]["passage"] == "" for line in lines(two_editions, 1))


def test_earlier_copies_are_let_go_and_later_ones_stay_whole(two_editions: EventStore) -> None:
    second = lines(two_editions, 2)
    two_editions.editions.forget_before(2, by="ann")
    assert two_editions.editions.first_kept() == 2
    assert lines(two_editions, 2) == second
    with pytest.raises(NotFoundError, match="No copy of edition 1"):
        lines(two_editions, 1)
    with pytest.raises(NotFoundError, match="no edition 7"):
        lines(two_editions, 7)
    two_editions.add_reading(other_reading(4), status=m.Status.ACCEPTED)
    publish(two_editions)
    assert hash_of(lines(two_editions, 3)) == two_editions.editions.edition(3).hash
