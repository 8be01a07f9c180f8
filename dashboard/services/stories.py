"""Walking through events one by one: those of a filter, or those of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.services import collection, joined
from dashboard.services.rights import require_editor
from geodata.browse import Selection
from geodata.errors import NotFoundError
from geodata.model import Status
from geodata.partial_date import date_words
from geodata.storage.stories import Step, Story

Line = tuple[str, str]  # date and title of an event, as they are shown


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody stands who steps through events.

    Attributes:
        story: None when the events of the filter are walked through.
        number: of the open event, from 1; 0 when it is none of them.
        previous_id, next_id: None at the ends.
        caption: what was written for this step, '' when nothing was.
        missing: steps of the story whose events are not there (any more).
    """

    story: Story | None
    number: int
    count: int
    previous_id: str | None
    next_id: str | None
    caption: str = ""
    missing: int = 0


def all_stories() -> list[Story]:
    """Every story, by title."""
    return collection.shelf().stories.all()


def find(slug: str) -> Story | None:
    """A story, None when there is none of this name (any more)."""
    try:
        return collection.shelf().stories.story(slug)
    except NotFoundError:
        return None


def walk_of_story(story: Story, event_id: str | None, seen: frozenset[Status]) -> Walk:
    """Where an event stands in a story."""
    steps = present_steps(story, seen)
    ids = [step.event_id for step in steps]
    at = ids.index(event_id) if event_id in ids else -1
    return Walk(
        story,
        at + 1,
        len(ids),
        ids[at - 1] if at > 0 else None,
        ids[at + 1] if at + 1 < len(ids) else None,
        steps[at].caption if at >= 0 else "",
        len(story.steps) - len(steps),
    )


def walk_of_filter(shown: Selection, event_id: str | None) -> Walk:
    """Where an event stands among those of a filter, in order of date."""
    found = shown.neighbours(event_id) if event_id else None
    if found is not None:
        return Walk(None, found.number, found.count, found.previous_id, found.next_id)
    first = shown.rows(0, 1)
    return Walk(None, 0, shown.count, None, first[0].id if first else None)


def present_steps(story: Story, seen: frozenset[Status]) -> list[Step]:
    """The steps whose events may be seen; of joined events the one that stands for all."""
    leads: dict[str, str] = {}
    for step in story.steps:
        try:
            leads.setdefault(joined.lead_of(step.event_id), step.caption)
        except NotFoundError:
            continue
    visible = {event.id for event in collection.shelf().events(list(leads)) if event.status in seen}
    return [Step(event_id, caption) for event_id, caption in leads.items() if event_id in visible]


def first_step(story: Story, seen: frozenset[Status]) -> str | None:
    """The event a story begins with, None when none of them is there (any more)."""
    steps: Sequence[Step] = present_steps(story, seen)
    return steps[0].event_id if steps else None


def lines_of(story: Story) -> dict[str, Line]:
    """Date and title of a story's events by their ids, those that are there."""
    events = collection.shelf().events([step.event_id for step in story.steps])
    return {event.id: (date_words(event.date), event.title) for event in events}


def lines_told(slug: str) -> str:
    """A story in one line, as it is now: its name, and how many events it has."""
    story = collection.shelf().stories.story(slug)
    return f"“{story.title}” with {len(story.steps)} events"


def save(
    title: str, steps: Sequence[Step], slug: str | None, expected: Story | None = None
) -> Story:
    """Keep a story, a new one for no slug.

    Raises:
        ChangedMeanwhileError: it is not as this editor saw it.
        InputError: it has no name or no event, or more than a story may have.
        NotAllowedError: this visitor may only read.
    """
    name = require_editor()
    shelf = collection.store().stories
    return shelf.save(title, steps, slug=slug, by=name, expected=expected)


def write_caption(slug: str, event_id: str, caption: str, seen: str) -> None:
    """Say something at a step of a story; an empty caption says nothing there.

    Args:
        slug: of the story.
        event_id: that is shown at the step.
        caption: what it says from now on.
        seen: what it said when this editor began.

    Raises:
        ChangedMeanwhileError: somebody wrote something else there since.
        NotFoundError: the story is not there (any more).
        NotAllowedError: this visitor may only read.
    """
    name = require_editor()
    shelf = collection.store().stories
    story = shelf.story(slug)
    here = {step.event_id for step in story.steps if _stands_for(step.event_id) == event_id}

    def saying(words: str) -> tuple[Step, ...]:
        return tuple(
            replace(step, caption=words) if step.event_id in here else step for step in story.steps
        )

    if saying(caption) != story.steps:
        expected = replace(story, steps=saying(seen))
        shelf.save(story.title, saying(caption), slug=slug, by=name, expected=expected)


def _stands_for(event_id: str) -> str | None:
    """The event that is shown for a step, None when it is not there (any more)."""
    try:
        return joined.lead_of(event_id)
    except NotFoundError:
        return None


def remove(slug: str) -> None:
    """Take a story away; it can be brought back.

    Raises:
        NotAllowedError: this visitor may only read.
    """
    name = require_editor()
    collection.store().stories.remove(slug, by=name)


def removed() -> list[Story]:
    """The stories that can be brought back, the last one removed first.

    Raises:
        NotAllowedError: this visitor may only read.
    """
    require_editor()
    return collection.store().stories.removed()


def restore(slug: str) -> Story:
    """Bring a removed story back as it was.

    Raises:
        NotFoundError: it is there already, or was never.
        NotAllowedError: this visitor may only read.
    """
    name = require_editor()
    return collection.store().stories.restore(slug, by=name)
