from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, rights
from geodata.model import Reading, Status
from geodata.publishing import (
    Gate,
    Hazard,
    Objection,
    PermittedUse,
    SafetyRule,
    SafetyScope,
    Verdict,
)

OpenScreen = Callable[[str], AppTest]


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> None:
    who = rights.Visitor(True, rights.HERE, is_owner=True)
    monkeypatch.setattr(rights, "current", lambda: who)


@pytest.fixture
def waiting(stored: Reading, made: object) -> Reading:
    """One event is taken out of what readers see, and waits to be published again."""
    store = collection.store()
    store.remove_report(stored.report.id)
    store.add_reading(stored, status=Status.ACCEPTED, by="test")
    return stored


def texts(page: AppTest) -> str:
    return "\n".join(
        str(one.value) for kind in ("markdown", "caption", "info", "html")
        for one in getattr(page, kind, [])
    )  # fmt: skip


def test_a_reader_is_told_that_this_page_is_for_editors(
    stored: Reading, open_screen: OpenScreen
) -> None:
    page = open_screen("publish_screen")
    assert [one.label for one in page.button] == []


def test_signing_needs_a_reason_and_then_publishing_shows_readers_the_events(
    waiting: Reading, owner: None, open_screen: OpenScreen
) -> None:
    for against in {one.hazard for one in collection.store().editions.standing().against}:
        page = open_screen("publish_screen")
        assert page.button(key="publish").disabled
        page.button(key=f"sign-{against.name}").click().run()
        assert collection.store().editions.standing().against
        page.text_input(key=f"sign-why-{against.name}").set_value("asked twice")
        page.button(key=f"sign-{against.name}").click().run()
    page = open_screen("publish_screen")
    page.button(key="publish").click().run()
    assert len(list(collection.shelf(for_readers=True).events())) == len(waiting.events)
    assert "Readers see everything that was accepted" in texts(page)


def test_with_nothing_accepted_the_page_leads_to_the_review_and_no_button_is_dead(
    stored: Reading, made: object, owner: None, open_screen: OpenScreen
) -> None:
    store = collection.store()
    store.set_status([stored.events[0].id], Status.UNREVIEWED)
    page = open_screen("publish_screen")
    assert "1 event" in texts(page) and "waits for a review" in texts(page)
    assert page.button(key="to-review").label == "Review 1 event"
    assert not [one.label for one in page.button if one.disabled]


def test_a_source_is_settled_and_a_fine_point_blurred_where_they_stand_against_publishing(
    waiting: Reading, owner: None, open_screen: OpenScreen
) -> None:
    store = collection.store()
    store.remove_report(waiting.report.id)
    other = replace(waiting, report=replace(waiting.report, source="Another Wire"))
    store.add_reading(other, status=Status.ACCEPTED)
    store.safety.set_gate(Gate(finest_km=30.0))
    page = open_screen("publish_screen")
    page.selectbox(key="use-no_permission-0").set_value(PermittedUse.QUOTES)
    page.button(key="settle-no_permission-0").click().run()
    assert store.publisher("Another Wire").use is PermittedUse.QUOTES

    def fine() -> list[Objection]:
        found = store.editions.standing().against
        return [one for one in found if one.hazard is Hazard.TOO_FINE]

    assert fine()
    while found := fine():  # what is blurred of one is blurred of its neighbours
        page.button(key=f"blur-{found[0].id}").click().run()
    left = {one.hazard for one in store.editions.standing().against}
    assert not left & {Hazard.TOO_FINE, Hazard.NO_PERMISSION}


def test_a_rule_is_ended_with_a_reason_only(
    stored: Reading, owner: None, open_screen: OpenScreen
) -> None:
    safety = collection.store().safety
    rule = safety.make(SafetyRule(SafetyScope.EVENT, stored.events[0].id, 30.0))
    page = open_screen("publish_screen")
    page.button(key=f"end-{rule.id}").click().run()
    assert safety.rules() == [rule]
    page.text_input(key=f"end-why-{rule.id}").set_value("they are safe")
    page.button(key=f"end-{rule.id}").click().run()
    assert safety.rules() == []


def test_pins_are_drawn_and_judged_one_by_one(
    stored: Reading, owner: None, open_screen: OpenScreen
) -> None:
    page = open_screen("publish_screen")
    page.button(key="draw-audit").click().run()
    audit = collection.store().audits.latest()
    assert audit is not None
    for _ in audit.pins:
        page.button(key="judge-2").click().run()
    done = collection.store().audits.latest_done()
    assert done is not None
    assert {pin.place for pin in done.pins} == {Verdict.WRONG}
    assert f"Place right 0 of {len(audit.pins)}" in texts(page)
    assert done.words in collection.audit_words()
