"""Stories: events that somebody put in an order and wrote captions for.

What a story was before each change stands in the log of decisions, so nothing that was written
is lost; a story that is removed is hidden, not deleted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.errors import InputError, NotFoundError
from geodata.model import content_id
from geodata.storage import decision_log, tables
from geodata.storage.decision_log import Decision

MOST_STEPS = 200
LONGEST_TITLE, LONGEST_CAPTION = 200, 2_000  # characters
_LONGEST_SLUG = 48
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a story; '' as its caption where nobody wrote one."""

    event_id: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Events in an order made by hand.

    Attributes:
        slug: what stands in a link; letters, digits and hyphens.
        by: who changed it last, '' when nobody was logged in.
    """

    slug: str
    title: str
    steps: tuple[Step, ...]
    changed_at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class StoryShelf:
    """The stories of a store; comes as ``store.stories``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def all(self) -> list[Story]:
        """Every story that was not removed, by title."""
        table = tables.stories.c
        query = sa.select(tables.stories).where(table.removed_at.is_(None))
        with self.looking() as connection:
            found = [_story(row) for row in connection.execute(query)]
        return sorted(found, key=lambda story: (story.title.casefold(), story.slug))

    def removed(self) -> list[Story]:
        """The stories that were removed and can be brought back, the last one first."""
        column = tables.stories.c.removed_at
        query = sa.select(tables.stories).where(column.is_not(None)).order_by(column.desc())
        with self.looking() as connection:
            return [_story(row) for row in connection.execute(query)]

    def story(self, slug: str) -> Story:
        """One story.

        Raises:
            NotFoundError: no story has this slug (any more).
        """
        with self.looking() as connection:
            row = _row(connection, slug)
        if row is None or row.removed_at is not None:
            raise _no_story(slug)
        return _story(row)

    def save(
        self,
        title: str,
        steps: Sequence[Step],
        *,
        slug: str | None = None,
        by: str = "",
        expected: Story | None = None,
    ) -> Story:
        """Write a story, a new one for no slug; the story as it was written.

        Raises:
            ChangedMeanwhileError: it is not as it was expected; nothing is written.
            InputError: no title, no step, or more or longer ones than a story may have.
            NotFoundError: there is no story with this slug.
        """
        name = " ".join(title.split())
        _check(name, steps)
        now = self.clock()
        values: dict[str, Any] = {
            "title": name,
            "steps": [asdict(step) for step in steps],
            "changed_at": now,
            "by": by,
        }
        with self.writing() as connection:
            before = None
            if slug is None:
                slug = _free_slug(connection, name)
                connection.execute(sa.insert(tables.stories).values(slug=slug, **values))
            else:
                before = _row(connection, slug)
                if before is None:
                    raise _no_story(slug)
                if expected is not None and not _same(expected, _story(before)):
                    raise decision_log.changed_meanwhile(connection, slug)
                # Whoever still has a removed story open and saves it brings it back.
                connection.execute(
                    sa.update(tables.stories)
                    .where(tables.stories.c.slug == slug)
                    .values(removed_at=None, **values)
                )
            decision_log.write(
                connection,
                Decision.of(now, by, "save story", slug, _kept(before), _kept_values(values)),
            )
        return self.story(slug)

    def remove(self, slug: str, *, by: str = "") -> None:
        """Hide a story.

        Raises:
            NotFoundError: no story has this slug (any more).
        """
        now = self.clock()
        with self.writing() as connection:
            before = _row(connection, slug)
            if before is None or before.removed_at is not None:
                raise _no_story(slug)
            connection.execute(
                sa.update(tables.stories)
                .where(tables.stories.c.slug == slug)
                .values(removed_at=now, by=by)
            )
            decision_log.write(
                connection, Decision.of(now, by, "remove story", slug, _kept(before), None)
            )

    def restore(self, slug: str, *, by: str = "") -> Story:
        """Bring a removed story back as it was, under the link it had; the story.

        Raises:
            NotFoundError: no removed story has this slug (any more).
        """
        now = self.clock()
        with self.writing() as connection:
            row = _row(connection, slug)
            if row is None or row.removed_at is None:
                raise NotFoundError(f"There is no removed story {slug!r} (any more).")
            connection.execute(
                sa.update(tables.stories)
                .where(tables.stories.c.slug == slug)
                .values(removed_at=None, by=by)
            )
            decision_log.write(
                connection, Decision.of(now, by, "restore story", slug, None, _kept(row))
            )
        return self.story(slug)


def slug_of(title: str) -> str:
    """A title as it can stand in a link, '' when no Latin letter or digit is in it.

    Example:
        >>> slug_of("Four days in Gəncə & Berd"), slug_of("Три дня")
        ('four-days-in-g-nc-berd', '')
    """
    decomposed = unicodedata.normalize("NFKD", title)
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = _NO_LETTER.sub("-", plain.lower()).strip("-")
    return words[:_LONGEST_SLUG].strip("-")


def _free_slug(connection: sa.Connection, title: str) -> str:
    wanted = slug_of(title) or content_id("s", [title])
    column = tables.stories.c.slug
    taken = set(
        connection.execute(sa.select(column).where(column.startswith(wanted, autoescape=True)))
        .scalars()
        .all()
    )
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _check(title: str, steps: Sequence[Step]) -> None:
    if not title:
        raise InputError("A story needs a name.")
    if len(title) > LONGEST_TITLE:
        raise InputError(f"The name of a story may have {LONGEST_TITLE} characters.")
    if not steps:
        raise InputError("A story needs at least one event.")
    if len(steps) > MOST_STEPS:
        raise InputError(
            f"A story may have {MOST_STEPS} events; these are {len(steps):,}. Filter them first."
        )
    if any(len(step.caption) > LONGEST_CAPTION for step in steps):
        raise InputError(f"A caption may have {LONGEST_CAPTION:,} characters.")


def _row(connection: sa.Connection, slug: str) -> Any:
    query = sa.select(tables.stories).where(tables.stories.c.slug == slug)
    return connection.execute(query).first()


def _story(row: Any) -> Story:
    steps = tuple(Step(step["event_id"], step["caption"]) for step in row.steps)
    return Story(row.slug, row.title, steps, row.changed_at, row.by)


def _same(one: Story, other: Story) -> bool:
    return (one.title, one.steps) == (other.title, other.steps)


def _kept(row: Any) -> Any:
    return None if row is None else {"title": row.title, "steps": row.steps}


def _kept_values(values: dict[str, Any]) -> Any:
    return {"title": values["title"], "steps": values["steps"]}


def _no_story(slug: str) -> NotFoundError:
    return NotFoundError(f"There is no story {slug!r} (any more).")
