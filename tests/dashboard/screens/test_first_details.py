from __future__ import annotations

import pytest

from dashboard.screens.first_details import first_details
from dashboard.services import collection
from dashboard.services.views import View
from geodata.model import EventFilter, Reading, Status
from geodata.publishing import SafetyRule, SafetyScope

READERS = frozenset({Status.ACCEPTED})


def token(*, for_readers: bool) -> str:
    """Of a view without a filter."""
    visible = READERS if for_readers else frozenset(Status)
    return collection.views().token(View(EventFilter(), visible, for_readers=for_readers))


def test_the_details_begin_with_title_facts_and_the_words_that_say_so(stored: Reading) -> None:
    event = stored.events[2]
    found = first_details(token(for_readers=True), event.id)
    assert found is not None
    assert f'data-event="{event.id}"' in found
    assert event.title in found
    assert event.places[0].place.name in found
    assert '<blockquote class="gz-passage"' in found


def test_a_view_that_nobody_was_given_and_an_event_that_is_not_there_show_nothing(
    stored: Reading,
) -> None:
    assert first_details("vforged", stored.events[0].id) is None
    assert first_details(token(for_readers=True), "enothing") is None


def test_readers_get_no_draft_and_editors_do(
    stored: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = stored.events[0]
    collection.store().set_status([event.id], Status.UNREVIEWED, by="test")
    assert first_details(token(for_readers=False), event.id) is not None
    seen = collection.views().token(View(EventFilter(), READERS, for_readers=False))
    assert first_details(seen, event.id) is None


def test_a_graphic_passage_stays_folded(stored: Reading) -> None:
    event = stored.events[0]
    collection.store().safety.mark_graphic(event.id, is_graphic=True, by="test")
    found = first_details(token(for_readers=False), event.id)
    assert found is not None
    assert "blockquote" not in found


def test_a_blurred_place_and_a_withheld_passage_are_not_in_it(stored: Reading) -> None:
    event = stored.events[0]
    place = event.places[0].place.name
    assert place in (first_details(token(for_readers=True), event.id) or "")
    rule = SafetyRule(SafetyScope.EVENT, event.id, 30.0, True, True)
    collection.store().safety.make(rule, by="test")
    found = first_details(token(for_readers=True), event.id)
    assert found is not None
    assert event.passage.text not in found
    assert f"<b>{place}" not in found
