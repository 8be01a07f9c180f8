"""The store against a dictionary that does the same: whatever the order of the steps."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from geodata import model as m
from geodata.errors import DuplicateReportError, NotFoundError
from geodata.storage import EventStore
from tests.storage.conftest import TEXT, a_reading

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


class StoreAndDictionary(RuleBasedStateMachine):
    reports = Bundle("reports")

    def __init__(self) -> None:
        super().__init__()
        self.store = EventStore.open(":memory:", clock=lambda: NOON)
        self.known: dict[str, m.Reading] = {}
        self.revision = 0

    def teardown(self) -> None:
        self.store.close()

    @rule(target=reports, number=st.integers(0, 5), is_demo=st.booleans())
    def add(self, number: int, is_demo: bool) -> str:
        reading = a_reading(f"{TEXT} Number {number}.", is_demo=is_demo)
        report_id = reading.report.id
        if report_id in self.known:
            with pytest.raises(DuplicateReportError):
                self.store.add_reading(reading)
            return report_id
        self.store.add_reading(reading)
        report = dataclasses.replace(reading.report, added_at=NOON)
        self.known[report_id] = dataclasses.replace(reading, report=report)
        self.revision += 1
        return report_id

    @rule(report_id=reports)
    def remove(self, report_id: str) -> None:
        if report_id not in self.known:
            with pytest.raises(NotFoundError):
                self.store.remove_report(report_id)
            return
        assert self.store.remove_report(report_id) == len(self.known.pop(report_id).events)
        self.revision += 1

    @rule()
    def remove_demo(self) -> None:
        demo = [i for i, reading in self.known.items() if reading.report.is_demo]
        assert self.store.remove_demo() == len(demo)
        for report_id in demo:
            del self.known[report_id]
        self.revision += bool(demo)

    @rule(report_id=reports, status=st.sampled_from(m.Status))
    def set_status(self, report_id: str, status: m.Status) -> None:
        reading = self.known.get(report_id)
        ids = [event.id for event in reading.events] if reading else ["egone"]
        self.store.set_status(ids, status)
        self.revision += 1
        if reading:
            events = tuple(dataclasses.replace(e, status=status) for e in reading.events)
            self.known[report_id] = dataclasses.replace(reading, events=events)

    @rule(report_id=reports, text=st.text(max_size=5))
    def draft(self, report_id: str, text: str) -> None:
        draft = self.store.save_draft(text, {"of": report_id})
        assert self.store.draft(draft.id) == draft

    @invariant()
    def both_hold_the_same(self) -> None:
        assert {report.id for report in self.store.reports()} == self.known.keys()
        assert all(self.store.reading(i) == reading for i, reading in self.known.items())
        assert self.store.revision == self.revision
        assert self.store.has_demo == any(r.report.is_demo for r in self.known.values())
        events = {event.id: event for r in self.known.values() for event in r.events}
        assert {event.id: event for event in self.store.events()} == events
        rows = self.store.event_table()["event_id"].to_pylist()
        assert set(rows) == events.keys()


TestStoreAndDictionary = StoreAndDictionary.TestCase
TestStoreAndDictionary.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


def test_the_sample_reading_says_something_in_every_field() -> None:
    """A field that a noun gains must be stored too: the round trip only shows what is said."""
    reading = a_reading(is_demo=True)
    seen: dict[tuple[type, str], list[Any]] = {}
    _collect(reading, seen)
    silent = [
        f"{noun.__name__}.{field}"
        for (noun, field), values in seen.items()
        if all(value in ("", None, (), False, 0) for value in values)
    ]
    # Set by the store itself.
    assert silent == ["Report.added_at"]


def _collect(value: Any, seen: dict[tuple[type, str], list[Any]]) -> None:
    if isinstance(value, tuple):
        for part in value:
            _collect(part, seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            part = getattr(value, field.name)
            seen.setdefault((type(value), field.name), []).append(part)
            _collect(part, seen)
