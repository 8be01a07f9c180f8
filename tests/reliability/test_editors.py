from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.model import Status
from geodata.storage import EventStore
from tests.reliability.editing import Said
from tests.reliability.editors import edit, faults
from tests.storage.conftest import a_reading


@pytest.mark.slow
def test_eight_editors_at_one_queue_lose_no_decision_and_see_each_others(tmp_path: Path) -> None:
    told, wrong = edit(tmp_path, editors=8, for_s=120.0, most=6, pause_s=0.02, seed=8)
    answers = Counter(one.answer for one in told)
    assert wrong == []
    assert len({one.by for one in told}) == 8
    assert answers["kept"] > 8
    assert answers["conflict"] >= 6  # all but one of each server, at the first card


def test_a_decision_that_was_lost_or_made_blind_is_found() -> None:
    with EventStore.open(":memory:") as store:
        reading = a_reading()
        store.add_reading(reading)
        event_id = reading.events[0].id
        seen = store.version(event_id)
        store.set_status([event_id], Status.ACCEPTED, by="ann", expected={event_id: seen})
        said = Said("ann", "set status", event_id, seen, "kept")
        assert faults(store, [said]) == []
        (lost, _) = faults(store, [said, replace(said, by="ben")])
        assert "'ben'" in lost and "told 1 times" in lost and "the log has 0" in lost
        assert "the log has 1" in faults(store, [])[0]
        (blind,) = faults(store, [replace(said, version=seen + 99)])
        assert "after the version that was seen" in blind
        (silent,) = faults(store, [said, Said("ben", "edit", event_id, 0, "conflict")])
        assert "without a word" in silent
