from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from geodata import model as m
from geodata.errors import DuplicateReportError, NotFoundError
from geodata.storage import EventStore
from geodata.storage.event_table import SCHEMA

Make = Callable[..., m.Reading]


def test_a_reading_comes_back_exactly_as_it_went_in(
    store: EventStore, reading: m.Reading, as_stored: Callable[[m.Reading], m.Reading]
) -> None:
    report = store.add_reading(reading)
    assert store.reading(report.id) == as_stored(reading)
    assert store.report(report.id) == as_stored(reading).report
    assert store.reports() == [as_stored(reading).report]
    assert tuple(store.events()) == reading.events
    assert tuple(store.events(report_id=report.id)) == reading.events
    assert store.event(reading.events[1].id) == reading.events[1]


def test_it_is_still_there_after_opening_again(
    store: EventStore, reading: m.Reading, as_stored: Callable[[m.Reading], m.Reading]
) -> None:
    store.add_reading(reading)
    revision = store.revision
    store.close()
    with EventStore.open(store.where) as again:
        assert again.reading(reading.report.id) == as_stored(reading)
        assert again.revision == revision


def test_the_same_text_twice_says_when_it_was_added(store: EventStore, reading: m.Reading) -> None:
    store.add_reading(reading)
    revision = store.revision
    same_text = replace(reading, report=replace(reading.report, title="Another title"))
    with pytest.raises(DuplicateReportError, match=r"You added this report on 3 Nov 2026\.") as e:
        store.add_reading(same_text)
    assert e.value.report_id == reading.report.id
    assert store.revision == revision
    assert len(store.reports()) == 1


def test_events_come_in_the_order_asked_without_unknown_ones(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    first, second = reading.events
    assert tuple(store.events([second.id, "enobody", first.id])) == (second, first)


def test_an_unknown_id_is_said_to_be_unknown(store: EventStore) -> None:
    for ask in (store.report, store.reading, store.event, store.draft, store.remove_report):
        with pytest.raises(NotFoundError, match="'x1'"):
            ask("x1")


def test_removing_a_report_takes_its_events_along(store: EventStore, reading: m.Reading) -> None:
    store.add_reading(reading)
    assert store.remove_report(reading.report.id, by="Ada") == 2
    assert store.reports() == []
    assert list(store.events()) == []
    assert store.event_table().num_rows == 0
    assert store.decisions()[0].before == {"title": "Jets", "events": 2}
    store.add_reading(reading)  # and it may be added again
    assert len(store.reports()) == 1


def test_the_demo_collection_can_be_removed_alone(
    store: EventStore, reading: m.Reading, make_reading: Make
) -> None:
    demo = make_reading("Demo. " + reading.report.text, is_demo=True)
    store.add_reading(reading)
    assert (store.has_demo, store.is_demo_only, store.report_count) == (False, False, 1)
    store.add_reading(demo)
    assert (store.has_demo, store.is_demo_only, store.report_count) == (True, False, 2)
    store.remove_report(reading.report.id)
    assert (store.has_demo, store.is_demo_only, store.report_count) == (True, True, 1)
    store.add_reading(reading)
    assert store.remove_demo() == 1
    assert not store.has_demo
    assert [report.id for report in store.reports()] == [reading.report.id]
    revision = store.revision
    assert store.remove_demo() == 0
    assert store.revision == revision


def test_the_revision_grows_with_every_visible_write_only(
    store: EventStore, reading: m.Reading
) -> None:
    assert store.revision == 0
    store.add_reading(reading)
    store.set_status([reading.events[0].id], m.Status.ACCEPTED)
    assert store.revision == 2
    store.save_draft("text", {})
    assert store.revision == 2


def test_a_status_is_changed_and_logged(store: EventStore, reading: m.Reading) -> None:
    store.add_reading(reading)
    first, second = (event.id for event in reading.events)
    assert store.set_status([first, second, "enobody"], m.Status.REJECTED, by="Ada") == 2
    assert store.set_status([first], m.Status.REJECTED, by="Ada") == 0
    assert store.event(first).status is m.Status.REJECTED
    (decision,) = store.decisions(first)
    assert (decision.by, decision.action, decision.before, decision.after) == (
        "Ada", "set status", "unreviewed", "rejected",
    )  # fmt: skip


def test_choosing_a_runner_up_moves_the_event_and_keeps_the_old_place(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    old = reading.events[0].places[0]
    other = old.runners_up[0].place
    event = store.choose_place(reading.events[0].id, old.start, other, by="Ada")
    new = event.places[0]
    assert (new.place, new.position, new.score) == (other, other.position, 1.0)
    assert new.reasons == ("chosen by Ada",)
    assert new.runners_up == (m.Candidate(old.place, old.score, old.reasons),)
    assert event.places[1] == reading.events[0].places[1]
    match = store.reading(reading.report.id).matches[0]
    assert (match.place, match.runners_up) == (other, new.runners_up)
    (decision,) = store.decisions(event.id)
    assert decision.before["place"] == "gn:586523"
    assert decision.after["place"] == "gn:616800"
    # and back again: nothing of the first reading is lost
    back = store.choose_place(event.id, old.start, old.place, by="")
    assert back.places[0].place == old.place
    assert back.places[0].reasons == ("chosen by a reader",)
    assert [c.place for c in back.places[0].runners_up] == [other]


def test_a_relative_place_moves_with_what_it_is_measured_from(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    near_baku = reading.events[0].places[1]
    ganja = reading.events[0].places[0].place
    event = store.choose_place(reading.events[0].id, near_baku.start, ganja, by="Ada")
    moved = event.places[1]
    assert moved.precision is m.Precision.RELATIVE
    assert moved.radius_km == near_baku.radius_km
    assert moved.position.lat == pytest.approx(40.68278 + (40.4 - 40.37767))
    assert moved.position.lon == pytest.approx(46.36056 - 0.0924, abs=0.001)


def test_an_event_can_be_taken_off_a_place(store: EventStore, reading: m.Reading) -> None:
    store.add_reading(reading)
    old = reading.events[0].places[0]
    event = store.choose_place(reading.events[0].id, old.start, None, by="Ada")
    assert [place.name for place in event.places] == ["near Baku"]
    match = store.reading(reading.report.id).matches[0]
    assert match.place is None
    assert match.runners_up[0].place == old.place
    with pytest.raises(NotFoundError, match="reload"):
        store.choose_place(event.id, old.start, old.place, by="Ada")


def test_the_event_table_has_a_row_for_each_place_and_each_unplaced_event(
    store: EventStore, reading: m.Reading
) -> None:
    store.add_reading(reading)
    table = store.event_table()
    assert table.schema == SCHEMA
    rows = table.to_pylist()
    assert [row["place_name"] for row in rows] == ["Ganja", "Baku", None]
    assert rows[0] == {
        "event_id": reading.events[0].id, "report_id": reading.report.id,
        "kind": "movement of forces", "family": "Movement", "modality": "happened",
        "status": "unreviewed", "first_day": 737637, "last_day": 737637,
        "date_precision": "day", "approximate": False, "year": None, "month": None,
        "day": None, "bound": "on", "certainty": pytest.approx(0.3),
        "title": "Jets landed in Ganja",
        "passage": "Jets landed in Ganja on 31 July", "speaker": "", "actors": "Zakir Hasanov",
        "source": "Example Times", "is_demo": False, "stored": 1, "place_number": 0,
        "lat": 40.68278,
        "lon": 46.36056, "radius_km": 9.5, "precision": "settlement",
        "place_role": "destination", "place_said": "Ganja", "place_id": "gn:586523",
        "place_name": "Ganja", "place_label": "Ganja, Ganja City, Azerbaijan",
        "place_country": "AZ",
    }  # fmt: skip
    assert rows[2]["lat"] is None
    assert rows[2]["first_day"] is None
    assert rows[2]["month"] == 9


def test_an_empty_store_gives_an_empty_event_table(store: EventStore) -> None:
    assert store.event_table() == pa.table({f.name: pa.array([], f.type) for f in SCHEMA}, SCHEMA)


def test_a_draft_keeps_whatever_was_pasted(store: EventStore) -> None:
    text = "NUL \x00, half a pair \ud83d, bidi \u202e, {{7*191}}"
    fields = {"title": "</script>", "ticks": [True, False], "published": None}
    draft = store.save_draft(text, fields)
    assert store.save_draft(text, fields) == draft
    assert store.draft(draft.id) == draft
    changed = store.save_draft(text + "!", fields, draft_id=draft.id)
    assert store.drafts() == [changed]
    assert (changed.id, changed.text) == (draft.id, text + "!")
    store.remove_draft(draft.id)
    store.remove_draft(draft.id)
    assert store.drafts() == []
