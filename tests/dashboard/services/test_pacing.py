from __future__ import annotations

from dashboard.services.pacing import LONGEST_S, Pace


def test_a_quiet_collection_shows_a_change_at_once() -> None:
    pace = Pace()
    assert pace.revision("map", 1, now=0.0) == 1
    pace.took("map", 0.1)
    assert pace.revision("map", 1, now=50.0) == 1
    assert pace.revision("map", 2, now=50.1) == 2


def test_a_busy_collection_is_counted_for_a_tenth_of_the_time() -> None:
    pace, counted = Pace(), set()
    for number in range(1000):  # a write every hundredth of a second, for ten seconds
        shown = pace.revision("map", number, now=number / 100)
        if shown not in counted:
            counted.add(shown)
            pace.took("map", 0.05)
    assert 15 <= len(counted) <= 21


def test_however_long_counting_takes_a_change_shows_within_two_seconds() -> None:
    pace = Pace()
    pace.revision("map", 1, now=0.0)
    pace.took("map", 60.0)
    assert pace.revision("map", 2, now=LONGEST_S) == 2


def test_a_restored_collection_with_a_lower_revision_is_shown() -> None:
    pace = Pace()
    pace.revision("map", 9, now=0.0)
    assert pace.revision("map", 3, now=10.0) == 3
