"""What readers see, what stands against publishing, and what is withheld for safety."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from geodata import model as m
from geodata.coordinates import LatLon, distance_km
from geodata.errors import (
    ChangedMeanwhileError,
    InputError,
    NotFoundError,
    NotPublishableError,
)
from geodata.exchange import csv_chunks, geojson_chunks
from geodata.joins import others_of
from geodata.publishing import (
    Gate,
    Grade,
    Hazard,
    PermittedUse,
    Publisher,
    SafetyRule,
    SafetyScope,
    Verdict,
)
from geodata.storage import EventStore
from geodata.storage.stories import Step

Make = Callable[..., m.Reading]
GANJA_WORDS = ("Ganja", "Gəncə", "Гянджа", "40.68278", "46.36056", "586523", "Kapaz")


@pytest.fixture
def settled(store: EventStore) -> EventStore:
    """A store whose source may be quoted."""
    store.publishers.put(Publisher("Example Times", Grade.B, PermittedUse.QUOTES))
    return store


@pytest.fixture
def published(settled: EventStore, reading: m.Reading) -> EventStore:
    """Both events of the reading, as readers see them."""
    settled.add_reading(reading, status=m.Status.ACCEPTED)
    sign_and_publish(settled)
    return settled


def sign_and_publish(store: EventStore) -> None:
    for one in store.editions.standing().against:
        store.editions.sign_off([one], "asked twice", by="ann")
    store.editions.publish(by="ann")


def everything_for_readers(store: EventStore) -> str:
    """All that the readers' store hands out, in one text."""
    seen = store.for_readers
    events = list(seen.events())
    parts: list[object] = [
        seen.event_table().to_pylist(),
        events,
        seen.reports(),
        [seen.reading(report.id) for report in seen.reports()],
        [seen.report(event.report_id) for event in events],
        [seen.event(event.id) for event in events],
        seen.joins.groups(),
        [seen.joins.group(event.id) for event in events],
        [seen.joins.proposals(event.id) for event in events],
        seen.stories.all(),
        seen.published_corrections(),
        "".join(geojson_chunks(events, seen.report, others_of(seen))),
        "".join(csv_chunks(events, seen.report, others_of(seen))),
    ]
    return "\n".join(map(str, parts))


def test_readers_see_nothing_before_it_is_published(
    settled: EventStore, reading: m.Reading
) -> None:
    settled.add_reading(reading, status=m.Status.ACCEPTED)
    seen = settled.for_readers
    assert list(seen.events()) == []
    assert seen.reports() == []
    assert seen.event_table().num_rows == 0
    assert seen.event_counts() == {}
    with pytest.raises(NotFoundError):
        seen.event(reading.events[0].id)
    with pytest.raises(NotFoundError):
        seen.joins.group(reading.events[0].id)
    with pytest.raises(NotFoundError):
        seen.report(reading.report.id)


def test_what_is_published_reads_as_it_was_accepted(
    published: EventStore, reading: m.Reading
) -> None:
    accepted = [replace(event, status=m.Status.ACCEPTED) for event in reading.events]
    assert list(published.for_readers.events()) == accepted
    assert published.for_readers.event_table().to_pylist() == published.event_table().to_pylist()


def test_an_event_that_is_rejected_or_reopened_goes_from_readers_at_once(
    published: EventStore, reading: m.Reading
) -> None:
    first, second = reading.events
    published.set_status([first.id], m.Status.REJECTED)
    published.set_status([second.id], m.Status.UNREVIEWED)
    assert list(published.for_readers.events()) == []


def test_an_edition_says_who_when_how_many_and_a_hash_of_what_readers_saw(
    published: EventStore, reading: m.Reading
) -> None:
    edition = published.editions.latest()
    assert edition is not None
    assert (edition.number, edition.by, edition.counts["events"], edition.counts["new"]) == (
        1, "ann", 2, 2,
    )  # fmt: skip
    assert edition.hash == published.editions.content_hash()
    published.set_status([reading.events[0].id], m.Status.REJECTED)
    assert edition.hash != published.editions.content_hash()
    with pytest.raises(InputError, match="nothing new"):
        published.editions.publish()


def test_the_gate_names_every_hazard_and_refuses(store: EventStore, reading: m.Reading) -> None:
    killed = m.Count("four pilots", "killed", 4, 4, 0, 4)
    deadly = replace(reading.events[0], counts=(killed,))
    events = (deadly, *reading.events[1:])
    store.add_reading(replace(reading, events=events), status=m.Status.ACCEPTED)
    store.set_status([reading.events[1].id], m.Status.UNREVIEWED)
    store.safety.set_gate(Gate(finest_km=10.0, watched=("zakir  hasanov",)))
    found = {one.hazard for one in store.editions.standing().against}
    assert found == set(Hazard)
    with pytest.raises(NotPublishableError, match="stand against publishing"):
        store.editions.publish()
    assert store.editions.latest() is None
    assert list(store.for_readers.events()) == []


def test_a_signature_needs_a_reason_stands_in_the_log_and_lapses_when_more_is_found(
    settled: EventStore, reading: m.Reading
) -> None:
    settled.safety.set_gate(Gate(watched=("Zakir Hasanov",)))
    settled.add_reading(reading, status=m.Status.ACCEPTED)
    against = settled.editions.standing().against
    assert {one.hazard for one in against} == {Hazard.NAMED, Hazard.SINGLE_SOURCE}
    with pytest.raises(InputError, match="reason"):
        settled.editions.sign_off(against, "  ")
    settled.editions.sign_off(against, "a minister in office", by="ann")
    assert settled.editions.standing().against == ()
    for logged in settled.decisions(against[0].subject_id):
        assert (logged.action, logged.by) == ("sign off", "ann")
        assert logged.why == "a minister in office"
    settled.safety.set_gate(Gate(watched=("Zakir Hasanov", "Jets")))
    assert [one.detail for one in settled.editions.standing().against] == ["Zakir Hasanov, Jets"]


def test_a_blurred_event_tells_readers_neither_point_nor_name_nor_text(
    published: EventStore, reading: m.Reading
) -> None:
    first = reading.events[0]
    published.stories.save("Jets over Ganja", [Step(first.id, "Here, in Gəncə.")], slug=None)
    assert "Ganja" in everything_for_readers(published)
    published.safety.make(SafetyRule(SafetyScope.EVENT, first.id, 25.0), by="ann", why="a shelter")
    told = everything_for_readers(published)
    for words in GANJA_WORDS:
        assert words not in told, words
    place = published.for_readers.event(first.id).places[0]
    assert place.reading == "position blurred for safety to about 25 km"
    assert place.radius_km == 25.0
    assert place.position != first.places[0].position
    assert distance_km(place.position, first.places[0].position) <= 25.0


def test_a_correction_of_a_blurred_event_is_told_without_what_it_was(
    published: EventStore, reading: m.Reading
) -> None:
    first = reading.events[0]
    there = first.places[0].runners_up[0].place
    published.choose_place(first.id, first.places[0].start, there, by="ann", why="Ganja it is not")
    assert "Ganja" in str(published.for_readers.published_corrections())
    published.safety.make(SafetyRule(SafetyScope.ALL, "", 60.0))
    told = str(published.for_readers.published_corrections())
    assert "withheld for safety" in told
    assert "Ganja" not in told
    assert "Gandzak" not in told


@pytest.mark.parametrize(
    "rule",
    [
        SafetyRule(SafetyScope.KIND, m.EventKind.MOVEMENT.value, 25.0),
        SafetyRule(SafetyScope.PLACE, "gn:586523", 25.0),
        SafetyRule(SafetyScope.BOX, "46,40,47,41", 25.0),
        SafetyRule(SafetyScope.ALL, "", 25.0, hides_passage=True),
    ],
    ids=lambda rule: rule.scope.value,
)
def test_every_kind_of_rule_withholds(published: EventStore, rule: SafetyRule) -> None:
    published.safety.make(rule)
    told = everything_for_readers(published)
    assert not [words for words in GANJA_WORDS if words in told]


def test_a_rule_that_ends_shows_the_point_again(published: EventStore) -> None:
    before = everything_for_readers(published)
    rule = published.safety.make(SafetyRule(SafetyScope.ALL, "", 25.0))
    assert everything_for_readers(published) != before
    published.safety.end(rule.id, why="they left")
    assert everything_for_readers(published) == before
    assert [d.action for d in published.decisions(rule.id)] == [
        "end safety rule", "make safety rule",
    ]  # fmt: skip


def test_joined_events_are_blurred_together(published: EventStore, make_reading: Make) -> None:
    first = next(iter(published.events()))
    other = make_reading("It was told again: " + published.report(first.report_id).text)
    published.add_reading(other, status=m.Status.ACCEPTED)
    published.joins.join([first.id, other.events[0].id])
    published.editions.sign_off(published.editions.standing().against, "asked", by="ann")
    published.editions.publish()
    published.safety.make(SafetyRule(SafetyScope.EVENT, first.id, 25.0))
    told = everything_for_readers(published)
    assert not [words for words in GANJA_WORDS if words in told]
    assert published.for_readers.joins.group(first.id) == (first.id, other.events[0].id)


def test_a_grid_of_nothing_and_a_box_of_nowhere_are_refused(store: EventStore) -> None:
    for rule in (
        SafetyRule(SafetyScope.ALL, "", 0.0),
        SafetyRule(SafetyScope.ALL, "", float("nan")),
        SafetyRule(SafetyScope.BOX, "1,2,3", 10.0),
        SafetyRule(SafetyScope.BOX, "1,60,2,50", 10.0),
        SafetyRule(SafetyScope.KIND, "picnic", 10.0),
        SafetyRule(SafetyScope.EVENT, " ", 10.0),
    ):
        with pytest.raises(InputError):
            store.safety.make(rule)
    assert store.safety.rules() == []


def test_readers_get_only_the_passages_of_a_source_that_may_be_quoted(
    published: EventStore, reading: m.Reading
) -> None:
    first = reading.events[0]
    text = published.for_readers.report(reading.report.id).text
    assert text[first.passage.start : first.passage.end] == first.passage.text
    assert "met Defence Minister" not in text
    published.publishers.put(Publisher("Example Times", Grade.B, PermittedUse.FULL))
    assert published.for_readers.report(reading.report.id).text == reading.report.text
    published.publishers.put(Publisher("Example Times", Grade.B, PermittedUse.FACTS))
    assert published.for_readers.report(reading.report.id).text == ""
    assert published.for_readers.event(first.id).passage.text == ""
    assert {row["passage"] for row in published.for_readers.event_table().to_pylist()} == {""}


def test_an_audit_draws_the_same_pins_for_a_seed_and_tells_its_figures(
    published: EventStore,
) -> None:
    audit = published.audits.draw(seed=7, by="ann")
    assert [(p.event_id, p.place_number) for p in published.audits.draw(seed=7).pins] == [
        (p.event_id, p.place_number) for p in audit.pins
    ]
    assert published.audits.latest_done() is None
    for pin in audit.pins:
        published.audits.judge(audit.id, pin.number, Verdict.RIGHT, Verdict.OPEN, by="ann")
    done = published.audits.latest_done()
    assert done is not None
    assert done.places.right == done.places.told == len(audit.pins)
    assert done.dates.told == 0
    assert "date right not judged" in done.words
    with pytest.raises(NotFoundError):
        published.audits.judge(audit.id, 99, Verdict.RIGHT, Verdict.RIGHT)


def test_a_graphic_passage_is_marked_and_can_be_shown_again(
    published: EventStore, reading: m.Reading
) -> None:
    event_id = reading.events[0].id
    published.safety.mark_graphic(event_id, is_graphic=True, by="ann")
    assert published.for_readers.graphic([event_id, "enone"]) == {event_id}
    published.safety.mark_graphic(event_id, is_graphic=False, by="ann")
    assert published.safety.graphic([event_id]) == frozenset()


@pytest.mark.on_a_file
def test_what_was_accepted_before_editions_is_the_first_edition(
    store: EventStore, reading: m.Reading
) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    step = importlib.import_module("geodata.storage.migrations.versions.0007_publishing")
    store.add_reading(reading, status=m.Status.ACCEPTED)
    store.set_status([reading.events[1].id], m.Status.UNREVIEWED)
    new = ("shown_events", "editions", "sign_offs", "safety_rules", "warnings", "publishers",
           "link_checks", "audited_pins", "audits", "desk_settings",
           "writes", "changed")  # fmt: skip
    with store._engine.begin() as connection:
        notes = sa.text(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'note_%'"
        )
        for name in connection.execute(notes).scalars().all():
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        for table in new:
            connection.execute(sa.text(f"DROP TABLE {table}"))
        with Operations.context(MigrationContext.configure(connection)):
            step.upgrade()
    assert [event.id for event in store.for_readers.events()] == [reading.events[0].id]
    edition = store.editions.latest()
    assert edition is not None
    assert (edition.number, json.dumps(dict(edition.counts))) == (1, '{"events": 1, "new": 1}')


def test_a_withdrawn_event_goes_at_once_and_readers_are_told_which_and_why(
    published: EventStore, reading: m.Reading
) -> None:
    first = reading.events[0]
    assert published.withdraw(first.id, "it was another town", by="ann") == 1
    assert first.id not in [event.id for event in published.for_readers.events()]
    (told,) = published.for_readers.published_corrections()
    assert (told.title, told.why, told.is_withdrawn) == (first.title, "it was another town", True)


@pytest.mark.parametrize("is_undone", [True, False])
def test_a_withdrawn_event_that_comes_back_waits_until_it_is_published_again(
    published: EventStore, reading: m.Reading, is_undone: bool
) -> None:
    first = reading.events[0]
    published.withdraw(first.id, "it was another town", by="ann")
    if is_undone:
        published.undo(published.latest_acts(by="ann")[0].act_id, by="ann")
    else:
        published.set_status([first.id], m.Status.ACCEPTED)
    assert published.event(first.id).status is m.Status.ACCEPTED
    assert first.id not in [event.id for event in published.for_readers.events()]
    assert published.editions.waiting() == 1
    sign_and_publish(published)
    assert first.id in [event.id for event in published.for_readers.events()]
    assert published.for_readers.published_corrections() == []


def test_a_silent_withdrawal_a_plain_rejection_and_a_blurred_event_are_not_named(
    published: EventStore, reading: m.Reading
) -> None:
    first, second = reading.events
    published.withdraw(first.id, "they are in danger", told=False)
    published.set_status([second.id], m.Status.REJECTED, why="Baku is wrong")
    told = published.for_readers.published_corrections()
    assert [(one.title, one.why, one.event_id) for one in told] == [("An event", "", "")] * 2
    published.set_status([second.id], m.Status.ACCEPTED)
    sign_and_publish(published)
    published.safety.make(SafetyRule(SafetyScope.ALL, "", 50.0))
    published.withdraw(second.id, "Ganja is wrong")
    assert all("Ganja" not in repr(one) for one in published.for_readers.published_corrections())


def test_a_withdrawal_needs_a_reason_a_published_event_and_the_version_that_was_seen(
    published: EventStore, reading: m.Reading
) -> None:
    first, second = reading.events
    with pytest.raises(InputError, match="Write why"):
        published.withdraw(first.id, "  ")
    published.set_status([second.id], m.Status.UNREVIEWED)
    with pytest.raises(NotFoundError, match="do not see"):
        published.withdraw(second.id, "wrong")
    with pytest.raises(ChangedMeanwhileError):
        published.withdraw(second.id, "wrong", expected=0)


def test_what_was_changed_before_it_was_published_is_no_correction(
    settled: EventStore, reading: m.Reading
) -> None:
    settled.add_reading(reading, status=m.Status.ACCEPTED)
    settled.set_position(
        reading.events[0].id, 0, LatLon(40.7, 46.4), radius_km=1.0, why="seen on a photo"
    )
    assert settled.published_corrections() == []
