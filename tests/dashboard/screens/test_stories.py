"""Walking through events and stories, on events made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels.story_panel import chosen_steps, step_table
from dashboard.panels.walk_panel import offers
from dashboard.services import collection, rights, stories
from geodata.errors import NotAllowedError
from geodata.model import Reading
from geodata.storage.stories import Step
from tests.dashboard.listed import listed

OpenMap = Callable[..., AppTest]


def everything(page: AppTest) -> str:
    """All text of the page as it was sent."""
    return "\n".join(
        str(one.value) for k in ("markdown", "caption", "html") for one in getattr(page, k)
    )


def walked(page: AppTest) -> str:
    """The event that is open."""
    found = page.query_params["event"]
    return found if isinstance(found, str) else found[0]


def test_the_events_of_a_filter_are_walked_through_in_order_of_date(
    open_map: OpenMap, stored: Reading
) -> None:
    page = open_map(kind=["Movement", "Protest"], walk="yes")
    assert walked(page) == stored.events[1].id
    assert "**1 of 2**" in everything(page)
    page.button(key="walk-On").click().run()
    assert walked(page) == stored.events[0].id
    assert page.button(key="walk-On").disabled
    page.button(key="walk-end").click().run()
    assert "event" not in page.query_params
    assert len(listed(page)) == 2


def test_a_link_to_a_story_opens_its_first_event_with_its_caption(
    open_map: OpenMap, stored: Reading, editor: None
) -> None:
    ids = [event.id for event in stored.events]
    steps = [Step(ids[3], "It ended here."), Step("e" + "a" * 16, "gone"), Step(ids[1])]
    saved = collection.store().stories.save("Backwards", steps)
    page = open_map(story=saved.slug)
    assert walked(page) == ids[3]
    text = everything(page)
    assert "It ended here." in text
    assert "**1 of 2**" in text
    assert "1 step of this story is no longer there." in text
    page.button(key="walk-On").click().run()
    assert walked(page) == ids[1]
    assert page.query_params["story"] == ["backwards"] or page.query_params["story"] == "backwards"


def test_a_story_that_is_gone_is_said_and_everything_is_shown(open_map: OpenMap) -> None:
    page = open_map(story="never-was")
    assert page.toast[0].value == "This story is no longer in the collection."
    assert len(listed(page)) == 5
    assert "story" not in page.query_params


def test_readers_find_the_stories_and_cannot_make_one(
    open_map: OpenMap, stored: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.store().stories.save("Backwards", [Step(stored.events[3].id)])
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(False, "", "Read only."))
    offered = offers(stories.all_stories(), rights.current(), 5)
    assert list(offered) == ["of the filter", "backwards"]
    page = open_map(story="backwards")
    assert walked(page) == stored.events[3].id
    assert not [one for one in page.button if one.key == "edit-story"]
    with pytest.raises(NotAllowedError):
        stories.save("Mine", [Step(stored.events[3].id)], None)
    with pytest.raises(NotAllowedError):
        stories.remove("backwards")


def test_a_hostile_caption_stays_text(open_map: OpenMap, stored: Reading) -> None:
    caption = "<img src=x onerror=alert(1)> {{ 7*7 }}"
    collection.store().stories.save("<b>x</b>", [Step(stored.events[0].id, caption)])
    text = everything(open_map(story="b-x-b"))
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }}" in text
    assert "<img" not in text


def test_a_caption_is_written_at_the_step_it_belongs_to(
    open_map: OpenMap, stored: Reading, editor: None
) -> None:
    ids = [event.id for event in stored.events]
    collection.store().stories.save("Backwards", [Step(ids[3], "It ended here."), Step(ids[1])])
    page = open_map(story="backwards", event=ids[1])
    page.text_area(key=f"caption-backwards-{ids[1]}").set_value("It began here. ").run()
    assert page.toast[0].value == "Kept the caption."
    found = collection.store().stories.story("backwards")
    assert list(found.steps) == [Step(ids[3], "It ended here."), Step(ids[1], "It began here.")]
    assert "It began here." in everything(page)


def test_steps_are_kept_in_the_order_of_their_numbers() -> None:
    steps = [Step("e1", "one"), Step("e2", "two"), Step("e3", "three")]
    table = step_table(steps, {"e1": ("1 Jul 2020", "First")})
    assert list(table["Event"]) == ["First", "no longer there", "no longer there"]
    table["No."] = [3, None, 1]
    table["Keep"] = [True, True, True]
    assert [step.event_id for step in chosen_steps(table, steps)] == ["e3", "e1", "e2"]
    table["Keep"] = [False, True, True]
    assert [step.event_id for step in chosen_steps(table, steps)] == ["e3", "e2"]


def test_two_stories_of_one_name_are_both_offered(open_map: OpenMap, stored: Reading) -> None:
    shelf = collection.store().stories
    for _ in range(2):
        shelf.save("Berd", [Step(stored.events[0].id)])
    labels = offers(stories.all_stories(), rights.Visitor(False, ""), 5)
    assert len(set(labels.values())) == 3
    assert walked(open_map(story="berd-2")) == stored.events[0].id


def test_a_removed_story_is_offered_to_editors_and_comes_back(
    open_map: OpenMap, stored: Reading, editor: None
) -> None:
    shelf = collection.store().stories
    shelf.save("Backwards", [Step(stored.events[3].id, "It ended here.")])
    stories.remove("backwards")
    page = open_map()
    page.session_state["story-sheet"] = (None, (), {})
    page.run()
    page.button(key="restore-backwards").click().run()
    assert not page.exception
    assert walked(page) == stored.events[3].id
    assert "It ended here." in everything(page)
    assert not shelf.removed()


def test_removed_stories_are_not_offered_to_readers() -> None:
    reader, editor = rights.Visitor(False, ""), rights.Visitor(True, "ann")
    assert "removed stories" not in offers([], reader, 5, removed=2)
    assert offers([], editor, 5, removed=2)["removed stories"] == "Removed stories (2) …"
    assert "removed stories" not in offers([], editor, 5)


def test_a_caption_is_not_written_over_one_that_somebody_else_wrote_meanwhile(
    open_map: OpenMap, stored: Reading, editor: None
) -> None:
    shelf, event_id = collection.store().stories, stored.events[0].id
    slug = shelf.save("One", [Step(event_id, "first")]).slug
    page = open_map(story=slug)
    shelf.save("One", [Step(event_id, "Ada's")], slug=slug, by="Ada")
    page.text_area(key=f"caption-{slug}-{event_id}").set_value("mine").run()
    assert shelf.story(slug).steps[0].caption == "Ada's"
    said = page.toast[0].value.replace("&#58;", ":")
    assert "Ada changed this" in said
    assert "You had typed: mine" in said
    page.text_area(key=f"caption-{slug}-{event_id}").set_value("mine").run()
    assert shelf.story(slug).steps[0].caption == "mine"
