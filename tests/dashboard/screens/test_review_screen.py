"""The screens of the desk, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, deciding, desk, rights
from dashboard.services.rights import Visitor
from geodata.coordinates import LatLon
from geodata.correcting import Change, Support
from geodata.model import Event, Reading, Status
from tests.dashboard.conftest import MAIN

REVIEW = "dashboard.screens.review_screen"


@pytest.fixture
def waiting(data_folder: object, no_demo: None, summer: Reading) -> Iterator[Reading]:
    collection.close()
    collection.store().add_reading(summer, status=Status.UNREVIEWED, by="command line")
    yield summer
    collection.close()


def shown(screen: str) -> AppTest:
    page = AppTest.from_string(
        f"from dashboard.screens import {screen}\n{screen}.show()\n", default_timeout=40
    )
    page.run()
    assert not page.exception, page.exception[0].value
    return page


def button(page: AppTest, key: str) -> object:
    return next(one for one in page.button if one.key == key)


def test_a_reader_is_told_why_there_is_nothing_to_review(
    waiting: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: Visitor(False, "", "Read only."))
    page = shown("review_screen")
    assert [one.value for one in page.info] == ["Read only."]
    assert not page.button


def test_accept_shows_the_next_card_and_undo_the_one_before(waiting: Reading, editor: None) -> None:
    store = collection.store()
    first = store.review.page(1)[0].id
    page = shown("review_screen")
    button(page, "accept").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.ACCEPTED
    assert store.review.count() == len(waiting.events) - 1
    button(page, "undo").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.UNREVIEWED
    assert not page.exception


def test_the_second_editor_sees_what_the_first_one_did_and_chooses(
    waiting: Reading, editor: None
) -> None:
    store = collection.store()
    first = store.review.page(1)[0].id
    page = shown("review_screen")
    store.edit(first, Change(title="By Ada"), Support(reason="so it was"), by="Ada")
    button(page, "reject").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.UNREVIEWED
    assert "Ada changed this event" in page.warning[0].value.replace("&#32;", " ")
    button(page, "do-mine").click().run()  # type: ignore[attr-defined]
    assert store.event(first).status is Status.REJECTED
    assert store.event(first).title == "By Ada"


def dragged(page: AppTest, where: LatLon) -> tuple[Event, str]:
    """The first card after its pin was dragged, and the beginning of the keys of its fields."""
    store = collection.store()
    event = store.event(store.review.page(1)[0].id)
    page.session_state["reviewing"].dragged = where
    page.run()
    return event, f"pin-{event.id}-{store.version(event.id)}"


def fill_in(page: AppTest, key: str) -> None:
    page.number_input(key=f"{key}-radius").set_value(7.5)
    page.selectbox(key=f"{key}-precision").set_value(deciding.PRECISIONS[-1])
    page.text_input(key=f"{key}-why").input("seen on the ground")


def test_a_dragged_pin_takes_what_was_typed_together_with_the_click(
    waiting: Reading, editor: None
) -> None:
    page = shown("review_screen")
    event, key = dragged(page, LatLon(40.5, 46.5))
    fill_in(page, key)
    button(page, f"{key}-save").click().run()  # type: ignore[attr-defined]
    place = collection.store().event(event.id).places[0]
    assert (place.position, place.radius_km) == (LatLon(40.5, 46.5), 7.5)
    assert place.precision is deciding.PRECISIONS[-1]
    assert "seen on the ground" in str(place.reasons)


def test_a_dragged_pin_that_is_put_all_the_same_keeps_its_reason_and_radius(
    waiting: Reading, editor: None
) -> None:
    page = shown("review_screen")
    event, key = dragged(page, LatLon(40.5, 46.5))
    store = collection.store()
    store.edit(event.id, Change(title="By Ada"), Support(reason="so it was"), by="Ada")
    fill_in(page, key)
    button(page, f"{key}-save").click().run()  # type: ignore[attr-defined]
    assert store.event(event.id).places[0].position == event.places[0].position
    button(page, "do-mine").click().run()  # type: ignore[attr-defined]
    place = store.event(event.id).places[0]
    assert (place.position, place.radius_km) == (LatLon(40.5, 46.5), 7.5)
    assert "seen on the ground" in str(place.reasons)


def on_my_word(page: AppTest) -> tuple[Event, str]:
    """The first card whose change stands on a reason, and the beginning of its fields' keys."""
    store = collection.store()
    event = store.event(store.review.page(1)[0].id)
    key = f"edit-{event.id}-{store.version(event.id)}"
    page.session_state["edit-event"] = True  # unfolded
    page.run()
    page.segmented_control(key=f"{key}-behind").set_value("I say so").run()
    page.text_input(key=f"{key}-reason").input("I was there")
    return event, key


def test_places_taken_away_together_with_the_click_are_gone(waiting: Reading, editor: None) -> None:
    page = shown("review_screen")
    event, key = on_my_word(page)
    page.multiselect(key=f"{key}-gone").set_value([0])
    button(page, f"{key}-save").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert len(collection.store().event(event.id).places) == len(event.places) - 1


def test_a_place_whose_name_was_just_typed_is_looked_at_before_it_is_added(
    waiting: Reading, editor: None
) -> None:
    store = collection.store()
    page = shown("review_screen")
    event, key = on_my_word(page)
    page.text_input(key=f"{key}-name").input("Baku")
    button(page, f"{key}-save").click().run()  # type: ignore[attr-defined]
    assert "Look which place" in page.toast[0].value
    assert store.event(event.id) == event
    button(page, f"{key}-save").click().run()  # type: ignore[attr-defined]
    assert [one.place.name for one in store.event(event.id).places][-1] == "Baku"


def test_readers_see_corrections_without_names(stored: Reading, editor: None) -> None:
    event = stored.events[0]
    change = Change(title="After <b>&\x01")
    collection.store().edit(event.id, change, Support(reason="a slip"), by="ann@example.org")
    page = shown("corrections_screen")
    assert not page.exception
    for text in ("".join(desk.atom()), "".join(desk.json_feed())):
        assert "a slip" in text and "ann@" not in text and "\x01" not in text
    assert "After &lt;b&gt;&amp;" in "".join(desk.atom())


def test_the_details_of_an_event_can_be_edited_by_editors(
    stored: Reading, editor: None, open_map: Callable[..., AppTest]
) -> None:
    page = open_map(event=stored.events[0].id)
    assert not any(one.label == "Save the change" for one in page.button)
    page.session_state["edit-event"] = True
    page.run()
    assert any(one.label == "Save the change" for one in page.button)
    assert MAIN.exists()
