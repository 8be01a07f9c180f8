"""Stories in a store of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from geodata.errors import InputError, NotFoundError
from geodata.storage import EventStore
from geodata.storage.stories import MOST_STEPS, Step

ONE, TWO = Step("e1", "It began at dawn."), Step("e2")


@pytest.fixture
def store() -> Iterator[EventStore]:
    start, ticks = datetime(2026, 1, 1, tzinfo=UTC), itertools.count()
    with EventStore.open(
        ":memory:", clock=lambda: start + timedelta(minutes=next(ticks))
    ) as opened:
        yield opened


def test_a_story_is_read_as_it_was_written_in_its_order(store: EventStore) -> None:
    saved = store.stories.save("Four  days\non the border", [TWO, ONE], by="me")
    assert saved.slug == "four-days-on-the-border"
    assert saved.title == "Four days on the border"
    assert saved.steps == (TWO, ONE)
    assert store.stories.story(saved.slug) == saved
    assert store.stories.all() == [saved]


def test_two_stories_of_one_name_are_told_apart(store: EventStore) -> None:
    slugs = [store.stories.save("Berd", [ONE]).slug for _ in range(3)]
    assert slugs == ["berd", "berd-2", "berd-3"]
    assert store.stories.save("Три дня", [ONE]).slug.isalnum()


def test_what_a_story_was_before_stays_in_the_log(store: EventStore) -> None:
    story = store.stories.save("Berd", [ONE, TWO])
    store.stories.save("Berd, again", [TWO], slug=story.slug)
    store.stories.remove(story.slug, by="me")
    changes = [one for one in store.decisions() if one.subject_id == story.slug]
    befores = {one.action: one.before for one in changes if one.before}
    assert befores["save story"]["steps"][0]["caption"] == "It began at dawn."
    assert befores["remove story"]["title"] == "Berd, again"


def test_a_removed_story_is_gone_until_somebody_saves_it(store: EventStore) -> None:
    story = store.stories.save("Berd", [ONE])
    store.stories.remove(story.slug)
    assert store.stories.all() == []
    with pytest.raises(NotFoundError):
        store.stories.story(story.slug)
    with pytest.raises(NotFoundError):
        store.stories.remove(story.slug)
    store.stories.save("Berd", [ONE], slug=story.slug)
    assert len(store.stories.all()) == 1


def test_a_removed_story_comes_back_as_it_was_under_its_link(store: EventStore) -> None:
    story = store.stories.save("Berd", [TWO, ONE])
    other = store.stories.save("Ganja", [ONE])
    store.stories.remove(story.slug, by="me")
    store.stories.remove(other.slug, by="me")
    assert [one.slug for one in store.stories.removed()] == [other.slug, story.slug]
    back = store.stories.restore(story.slug, by="you")
    assert (back.slug, back.title, back.steps) == (story.slug, story.title, story.steps)
    assert [one.slug for one in store.stories.all()] == [story.slug]
    assert [one.slug for one in store.stories.removed()] == [other.slug]
    last = [one for one in store.decisions() if one.action == "restore story"]
    assert [(one.subject_id, one.by) for one in last] == [(story.slug, "you")]


def test_a_story_that_was_not_removed_cannot_come_back(store: EventStore) -> None:
    story = store.stories.save("Berd", [ONE])
    for slug in (story.slug, "never-was"):
        with pytest.raises(NotFoundError, match="no removed story"):
            store.stories.restore(slug)


def test_a_story_changes_no_event(store: EventStore) -> None:
    before = store.revision
    store.stories.save("Berd", [ONE])
    assert store.revision == before


@pytest.mark.parametrize(
    ("title", "steps"),
    [
        ("  ", [ONE]),
        ("x" * 201, [ONE]),
        ("Berd", []),
        ("Berd", [ONE] * (MOST_STEPS + 1)),
        ("Berd", [Step("e1", "x" * 2001)]),
    ],
)
def test_what_is_no_story_is_refused_with_a_sentence(
    store: EventStore, title: str, steps: list[Step]
) -> None:
    with pytest.raises(InputError, match=r"story|caption"):
        store.stories.save(title, steps)
    assert store.stories.all() == []
