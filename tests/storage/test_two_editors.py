"""Two editors at once: whoever comes second is told, and nothing of the first is overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geodata import model as m
from geodata.errors import ChangedMeanwhileError
from geodata.publishing import Gate, Grade, PermittedUse, Publisher
from geodata.storage import EventStore
from geodata.storage.stories import Step

SEEN = Publisher("Wire")
BY_ANN = Publisher("Wire", Grade.B, PermittedUse.QUOTES)
BY_BOB = Publisher("Wire", Grade.E, PermittedUse.FULL)


def source(store: EventStore) -> tuple[Callable[[], object], Callable[[], object], object]:
    def write(one: Publisher, by: str) -> None:
        store.publishers.put(one, by=by, expected=SEEN)

    write(BY_ANN, "ann")
    return lambda: write(BY_BOB, "bob"), lambda: store.publishers.publisher("Wire"), BY_ANN


def gate(store: EventStore) -> tuple[Callable[[], object], Callable[[], object], object]:
    seen = store.safety.gate()
    store.safety.set_gate(Gate(5.0), by="ann", expected=seen)
    return (
        lambda: store.safety.set_gate(Gate(9.0), by="bob", expected=seen),
        store.safety.gate,
        Gate(5.0),
    )


def story(store: EventStore) -> tuple[Callable[[], object], Callable[[], object], object]:
    seen = store.stories.save("Days", [Step("e1")], by="ann")
    store.stories.save("Four days", [Step("e1")], slug=seen.slug, by="ann", expected=seen)
    return (
        lambda: store.stories.save("Mine", seen.steps, slug=seen.slug, by="bob", expected=seen),
        lambda: store.stories.story(seen.slug).title,
        "Four days",
    )


def aliases(store: EventStore) -> tuple[Callable[[], object], Callable[[], object], object]:
    seen = store.joins.aliases()
    store.joins.set_aliases({"UN": "United Nations"}, by="ann", expected=seen)
    return (
        lambda: store.joins.set_aliases({"EU": "European Union"}, by="bob", expected=seen),
        store.joins.aliases,
        {"UN": "United Nations"},
    )


@pytest.mark.parametrize("what", [source, gate, story, aliases])
def test_the_second_is_told_who_was_faster_and_overwrites_nothing(
    what: Callable[..., tuple[Callable[[], object], Callable[[], object], object]],
    store: EventStore,
) -> None:
    second, now, first = what(store)
    with pytest.raises(ChangedMeanwhileError, match=r"^ann changed this while"):
        second()
    assert now() == first


def test_of_a_table_nothing_is_decided_when_one_event_was_changed_meanwhile(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    ids = [event.id for event in reading.events]
    seen = store.versions([*ids, "unknown"])
    assert seen == {**dict.fromkeys(ids, 0), "unknown": 0}
    store.set_status(ids[:1], m.Status.REJECTED, by="ann")
    with pytest.raises(ChangedMeanwhileError):
        store.set_status(ids, m.Status.ACCEPTED, by="bob", expected=seen)
    assert [event.status for event in store.events(ids)] == [
        m.Status.REJECTED, m.Status.UNREVIEWED,
    ]  # fmt: skip
    store.set_status(ids, m.Status.ACCEPTED, by="bob", expected=store.versions(ids))
