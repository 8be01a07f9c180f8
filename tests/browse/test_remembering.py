"""What was counted once is not counted again, and never told once it is no longer true."""

from __future__ import annotations

from geodata import model as m
from geodata.browse import EventIndex
from geodata.browse.answers import Answers
from geodata.model import EventFilter
from geodata.publishing import PermittedUse, Publisher
from geodata.storage import EventStore
from tests.storage.conftest import TEXT, a_reading


def test_a_page_that_was_asked_for_before_is_the_same_and_ones_own(index: EventIndex) -> None:
    first, again = index.select().rows(0, 3), index.select().rows(0, 3)
    assert first == again and first is not again
    assert first[0] is again[0]
    first.clear()
    assert len(index.select().rows(0, 3)) == 3


def test_counts_with_other_limits_are_counted_apart(index: EventIndex) -> None:
    everything = index.select()
    assert everything.facets(limit=1) is everything.facets(limit=1)
    assert len(everything.facets(limit=1).places) == 1 < len(everything.facets().places)
    assert everything.timeline() is everything.timeline()
    assert len(everything.timeline(most_bars=2).bars) <= 2


def test_the_oldest_answer_goes_when_there_are_too_many() -> None:
    answers = Answers(most=2)
    for question in ("a", "b", "a", "c"):
        answers.to(question, lambda question=question: f"{question} first")
    assert [answers.to(question, lambda: "anew") for question in ("a", "c", "b")] == [
        "a first", "c first", "anew",
    ]  # fmt: skip


def test_drafts_that_come_leave_what_was_counted_for_readers_alone() -> None:
    with EventStore.open(":memory:") as store:
        store.publishers.put(Publisher("Example Times", use=PermittedUse.FULL))
        store.add_reading(a_reading(), status=m.Status.ACCEPTED)
        store.add_reading(a_reading(f"{TEXT} Also."))
        before = EventIndex.from_store(store.for_readers)
        everything = before.select()
        draft = a_reading(f"{TEXT} More.")
        store.add_reading(draft)
        store.set_status([draft.events[0].id], m.Status.ACCEPTED, by="ann")
        after = before.updated(store.for_readers)
        assert after.revision > before.revision and after.state != before.state
        assert after.events_revision == before.events_revision
        assert after.select() is everything

        for one in store.editions.standing().against:
            store.editions.sign_off([one], "asked twice", by="ann")
        store.editions.publish(by="ann")
        published = after.updated(store.for_readers)
        assert published.events_revision > after.events_revision
        assert published.select().count == 3 > everything.count
        assert everything.count == before.select(EventFilter()).count
