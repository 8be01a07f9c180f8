"""The desk: what is decided stands in the log, can be taken back, and nobody's change is lost."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from geodata import model as m
from geodata.coordinates import LatLon
from geodata.correcting import Change, Rule, Scope, Support
from geodata.errors import ChangedMeanwhileError, InputError, NotFoundError, StoreError
from geodata.storage import EventStore
from geodata.storage.engine import writing
from tests.storage.conftest import BAKU, GANDZAK, GANJA, TEXT, a_reading

MakeReading = Callable[..., m.Reading]
OTHER = TEXT.replace("Jets", "Planes")


def all_of(store: EventStore, *report_ids: str) -> list[m.Reading]:
    return [store.reading(one) for one in report_ids]


# ------------------------------------------------------------------------ undo


def test_undo_puts_every_kind_of_change_back_exactly(store: EventStore) -> None:
    report = store.add_reading(a_reading())
    before = store.reading(report.id)
    event = before.events[0]
    ganja = event.places[0]
    changes: list[Callable[[], object]] = [
        lambda: store.choose_place(event.id, ganja.start, GANDZAK, by="Ada"),
        lambda: store.choose_place(event.id, ganja.start, None, by="Ada"),
        lambda: store.set_position(event.id, 0, LatLon(40.9, 46.1), radius_km=0.5, by="Ada"),
        lambda: store.set_status([event.id], m.Status.REJECTED, by="Ada"),
        lambda: store.edit(
            event.id, Change(kind=m.EventKind.BATTLE, title="Other", drop_date=True, counts=()),
            Support(reason="so it was"), by="Ada",
        ),
    ]  # fmt: skip
    for change in changes:
        change()
        changed = store.reading(report.id)
        assert changed != before
        act = store.latest_acts()[0]
        undone = store.undo(act.act_id, by="Bob")
        assert store.reading(report.id) == before
        again = store.undo(undone.act_id, by="Bob")
        assert store.reading(report.id) == changed
        store.undo(again.act_id, by="Bob")
        assert store.reading(report.id) == before


def test_an_undo_is_a_new_entry_and_works_once(store: EventStore, reading: m.Reading) -> None:
    store.add_reading(reading)
    event = reading.events[0]
    store.set_status([event.id], m.Status.ACCEPTED, by="Ada", why="seen")
    act = store.latest_acts()[0]
    store.undo(act.act_id, by="Bob", why="not seen")
    log = store.decisions(event.id)
    assert [(one.by, one.action, one.why) for one in log] == [
        ("Bob", "undo", "not seen"),
        ("Ada", "set status", "seen"),
    ]
    assert log[0].undoes == log[1].act_id
    with pytest.raises(InputError, match="taken back already"):
        store.undo(act.act_id)
    with pytest.raises(NotFoundError):
        store.undo("a0000000000000000")
    with pytest.raises(NotFoundError):
        store.undo("")


def test_undo_leaves_alone_what_somebody_changed_since(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    event = reading.events[0]
    store.edit(event.id, Change(title="First"), Support(reason="a"), by="Ada")
    first = store.latest_acts()[0]
    store.edit(event.id, Change(title="Second"), Support(reason="b"), by="Bob")
    with pytest.raises(ChangedMeanwhileError, match="changed again since"):
        store.undo(first.act_id, by="Ada")
    assert store.event(event.id).title == "Second"


# ----------------------------------------------------------------- two editors


def test_the_second_of_two_editors_is_shown_the_change_of_the_first(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    event = reading.events[0]
    seen = store.version(event.id)
    store.edit(event.id, Change(title="By Ada"), Support(reason="a"), by="Ada", expected=seen)
    attempts: list[Callable[[], object]] = [
        lambda: store.edit(
            event.id, Change(title="By Bob"), Support(reason="b"), by="Bob", expected=seen
        ),
        lambda: store.choose_place(event.id, event.places[0].start, GANDZAK, expected=seen),
        lambda: store.set_position(
            event.id, 0, LatLon(1.0, 1.0), radius_km=1.0, expected=seen, by="Bob"
        ),
        lambda: store.set_status([event.id], m.Status.ACCEPTED, expected={event.id: seen}),
    ]
    revision = store.revision
    for attempt in attempts:
        with pytest.raises(ChangedMeanwhileError, match="Ada changed this event") as refused:
            attempt()
        (newer,) = refused.value.decisions
        assert newer.why == "a"  # type: ignore[attr-defined]
    assert (store.event(event.id).title, store.revision) == ("By Ada", revision)
    again = store.version(event.id)
    store.edit(event.id, Change(title="By Bob"), Support(reason="b"), by="Bob", expected=again)
    assert store.event(event.id).title == "By Bob"


def test_of_eight_editors_who_saw_the_same_version_one_writes(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    event = reading.events[0]
    seen = store.version(event.id)
    written: list[str] = []
    refused: list[str] = []

    def edit(name: str) -> None:
        try:
            store.edit(event.id, Change(title=name), Support(reason=name), by=name, expected=seen)
        except ChangedMeanwhileError:
            refused.append(name)
        else:
            written.append(name)

    threads = [threading.Thread(target=edit, args=(f"Editor {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(written), len(refused)) == (1, 7)
    assert store.event(event.id).title == written[0]


# ----------------------------------------------------------------- corrections


def test_a_correction_shows_its_moves_applies_them_and_takes_them_back_exactly(
    store: EventStore, make_reading: MakeReading
) -> None:
    first = store.add_reading(make_reading())
    second = store.add_reading(make_reading(OTHER, title="Planes"))
    before = all_of(store, first.id, second.id)
    rule = Rule("ganja", GANDZAK, Scope.COLLECTION)
    moves = store.rules.preview(rule)
    assert all_of(store, first.id, second.id) == before
    assert [(one.before, one.after) for one in moves.pins] == [(GANJA.label, GANDZAK.label)] * 2
    assert (moves.names, moves.kept) == (2, 0)
    assert moves.pins[0].away_km == pytest.approx(114, abs=3)

    made, moved = store.rules.make(rule, by="Ada", why="the village is meant")
    assert moved == 2
    for report in (first, second):
        place = store.reading(report.id).events[0].places[0]
        assert (place.place, place.runners_up[0].place) == (GANDZAK, GANJA)
        assert "“ganja” means Gandzak" in place.reasons[0]
        assert store.reading(report.id).matches[0].place == GANDZAK
    assert store.rules.in_force() == [made]
    assert store.rules.preview(rule).pins == ()

    undone = store.rules.take_back(made.id, by="Bob")
    assert (undone.events, undone.kept) == (2, ())
    assert all_of(store, first.id, second.id) == before
    assert store.rules.in_force() == []
    with pytest.raises(InputError):
        store.rules.take_back(made.id)


def test_a_correction_speaks_about_reports_that_come_later_and_lets_go_of_them_too(
    store: EventStore, make_reading: MakeReading
) -> None:
    store.add_reading(make_reading())
    made, _ = store.rules.make(Rule("Ganja", GANDZAK, Scope.PUBLISHER, "example times"), by="Ada")
    later = store.add_reading(make_reading(OTHER))
    assert store.reading(later.id).events[0].places[0].place == GANDZAK
    store.rules.take_back(made.id, by="Ada")
    read = replace(make_reading(OTHER), report=later)
    assert store.reading(later.id) == read


def test_a_correction_holds_as_far_as_it_says(store: EventStore, make_reading: MakeReading) -> None:
    first = store.add_reading(make_reading())
    second = store.add_reading(make_reading(OTHER))
    store.rules.make(Rule("Ganja", GANDZAK, Scope.REPORT, first.id), by="Ada")
    assert store.reading(first.id).matches[0].place == GANDZAK
    assert store.reading(second.id).matches[0].place == GANJA
    # The wider one leaves the report alone that has its own.
    assert [one.after for one in store.rules.preview(Rule("Ganja", BAKU, Scope.COLLECTION)).pins] \
        == [BAKU.label]  # fmt: skip
    store.rules.make(Rule("Ganja", BAKU, Scope.COLLECTION), by="Ada")
    assert store.reading(first.id).matches[0].place == GANDZAK
    assert store.reading(second.id).matches[0].place == BAKU


def test_what_a_person_chose_for_one_pin_stands_above_any_correction(
    store: EventStore, make_reading: MakeReading
) -> None:
    first = store.add_reading(make_reading())
    second = store.add_reading(make_reading(OTHER))
    event = store.reading(first.id).events[0]
    store.choose_place(event.id, event.places[0].start, BAKU, by="Ada")
    rule = Rule("Ganja", GANDZAK, Scope.COLLECTION)
    moves = store.rules.preview(rule)
    assert (len(moves.pins), moves.kept) == (1, 1)
    store.rules.make(rule)
    assert store.event(event.id).places[0].place == BAKU
    assert store.reading(second.id).events[0].places[0].place == GANDZAK


def test_a_name_that_is_no_place_takes_its_pins_away_until_it_is_taken_back(
    store: EventStore, reading: m.Reading
) -> None:
    report = store.add_reading(reading)
    before = store.reading(report.id)
    made, _ = store.rules.make(Rule("Ganja", None, Scope.COLLECTION), by="Ada")
    assert [p.place for p in store.reading(report.id).events[0].places] == [BAKU]
    store.rules.take_back(made.id)
    assert store.reading(report.id) == before


def test_taking_a_correction_back_keeps_what_was_changed_since(
    store: EventStore, make_reading: MakeReading
) -> None:
    first = store.add_reading(make_reading())
    second = store.add_reading(make_reading(OTHER))
    made, _ = store.rules.make(Rule("Ganja", GANDZAK, Scope.COLLECTION))
    event = store.reading(first.id).events[0]
    store.choose_place(event.id, event.places[0].start, BAKU, by="Ada")
    undone = store.rules.take_back(made.id)
    assert (undone.events, undone.kept) == (1, (event.id,))
    assert store.event(event.id).places[0].place == BAKU
    assert store.reading(second.id).events[0].places[0].place == GANJA


# ----------------------------------------------------------------------- queue


def test_the_queue_begins_with_the_most_urgent_and_ends_with_what_was_left_for_later(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    queue = store.review.page(10)
    assert store.review.count() == len(queue) == 2
    assert queue == sorted(queue, key=lambda one: -one.urgency)
    assert store.review.page(10, without=[queue[0].id]) == queue[1:]
    assert store.review.page(1, skip=1) == queue[1:]
    store.set_status([queue[0].id], m.Status.ACCEPTED)
    assert store.review.page(10) == queue[1:]


@pytest.mark.on_a_file
def test_the_queue_is_read_from_an_index(store: EventStore) -> None:
    query = (
        "EXPLAIN QUERY PLAN SELECT id FROM events WHERE status = 'unreviewed' "
        "ORDER BY urgency DESC, key DESC LIMIT 20"
    )
    with store._engine.connect() as connection:
        plan = " ".join(str(row) for row in connection.exec_driver_sql(query))
    assert "ix_events_status_urgency" in plan and "TEMP B-TREE" not in plan, plan


def certain(reading: m.Reading) -> m.Reading:
    event = reading.events[0]
    places = tuple(replace(p, score=0.97, inherited=False) for p in event.places)
    sure = replace(event, places=places, counts=(), certainty=0.95)
    return replace(reading, events=(sure, reading.events[1]))


def test_accepting_all_that_are_certain_is_one_act_and_one_undo(
    store: EventStore, make_reading: MakeReading
) -> None:
    for text in (TEXT, OTHER):
        store.add_reading(certain(make_reading(text)))
    assert (store.review.count(), store.review.certain_count()) == (4, 2)
    act_id, accepted = store.review.accept_certain(by="Ada")
    assert (accepted, store.review.count(), store.review.certain_count()) == (2, 2, 0)
    assert store.undo(act_id, by="Ada").events == 2
    assert (store.review.count(), store.review.certain_count()) == (4, 2)


def test_the_first_pin_in_a_country_stands_further_up(
    store: EventStore, make_reading: MakeReading
) -> None:
    store.add_reading(make_reading())
    store.add_reading(make_reading(OTHER))
    first, second = (
        next(one.urgency for one in store.review.page(9) if one.id == make_reading(t).events[0].id)
        for t in (TEXT, OTHER)
    )
    assert first == pytest.approx(2 * second)
    assert store.review.first_in(make_reading().events[0].id) == []


# ------------------------------------------------------------------------- log


@pytest.mark.on_a_file
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET why = 'x'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions",
        "REPLACE INTO decisions (key, id, made_at, by, action, subject_id, before, after) "
        "VALUES (1, 'n1', '2020-01-01', '', '', '', '0', '0')",
    ],
)
def test_no_statement_changes_what_stands_in_the_log(
    store: EventStore, path: Path, reading: m.Reading, statement: str
) -> None:
    store.add_reading(reading)
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.DatabaseError, match="only"):
        connection.execute(statement)
    connection.close()
    assert [one.action for one in store.all_decisions()] == ["add report"]


def test_the_whole_log_comes_out_as_json_oldest_first(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    store.set_position(reading.events[0].id, 0, LatLon(40.0, 46.0), radius_km=2.0, by="Ada")
    log = list(store.all_decisions())
    assert [one.action for one in log] == ["add report", "set position"]
    assert json.loads(json.dumps(log[1].after))["parts"]["places"][0]["lat"] == 40.0


def test_readers_are_told_corrections_of_published_events_only(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    seen, draft = reading.events
    store.edit(seen.id, Change(title="Before"), Support(reason="a"), by="Ada")
    store.edit(draft.id, Change(title="Draft"), Support(reason="b"), by="Ada")
    assert store.published_corrections() == []
    store.set_status([seen.id], m.Status.ACCEPTED, by="Ada")
    store.edit(seen.id, Change(title="Accepted"), Support(reason="c"), by="Ada")
    assert store.published_corrections() == []
    store.editions.sign_off(store.editions.standing().against, "asked", by="Ada")
    store.editions.publish(by="Ada")
    store.edit(seen.id, Change(title="After"), Support(reason="a slip"), by="Ada")
    (told,) = store.published_corrections()
    assert (told.title, told.why) == ("After", "a slip")
    assert [(d.field, d.before, d.after) for d in told.differences] == [
        ("title", "Accepted", "After")
    ]
    store.set_status([seen.id], m.Status.REJECTED, by="Ada")
    assert store.published_corrections() == []


@pytest.mark.on_a_file
def test_a_full_or_foreign_log_is_a_store_error_and_nothing_is_written(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    with writing(store._engine) as connection:
        connection.execute(sa.text(
            "CREATE TRIGGER full BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'no'); END"
        ))  # fmt: skip
    before = store.reading(reading.report.id)
    with pytest.raises(StoreError):
        store.rules.make(Rule("Ganja", GANDZAK, Scope.COLLECTION))
    with pytest.raises(StoreError):
        store.set_status([reading.events[0].id], m.Status.ACCEPTED)
    assert store.reading(reading.report.id) == before
    assert store.rules.all() == []


def test_undoing_what_was_changed_again_since_is_refused_even_where_its_words_moved(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    event = store.event(reading.events[0].id)
    start = event.places[0].start
    store.choose_place(event.id, start, BAKU)
    (first,) = [one for one in store.latest_acts() if one.action == "choose place"]
    store.choose_place(event.id, start, GANDZAK)
    before = store.event(event.id)
    with pytest.raises(ChangedMeanwhileError, match="undo the later change first"):
        store.undo(first.act_id)
    assert store.event(event.id) == before
