"""What is known of the publishers behind the reports, and whether their pages still answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from geodata.errors import InputError
from geodata.publishing import Grade, PermittedUse, Publisher
from geodata.storage import decision_log, tables
from geodata.storage.decision_log import Decision
from geodata.storage.writing import chunks

LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What came of asking for a page again.

    Attributes:
        is_dead: whether it answers that it is gone, or not at all.
        answer: in words.
    """

    link: str
    checked_at: datetime
    is_dead: bool
    answer: str


@dataclass(frozen=True, slots=True)
class PublisherBook:
    """Comes as ``store.publishers``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def all(self) -> list[Publisher]:
        """Every publisher that a report names or somebody judged, by name."""
        with self.looking() as connection:
            known = read(connection)
            query = sa.select(tables.reports.c.source).distinct()
            names = set(connection.execute(query).scalars()) | known.keys()
        return [known.get(name, Publisher(name)) for name in sorted(names, key=str.casefold)]

    def judged(self) -> dict[str, Publisher]:
        """The publishers somebody judged, by name."""
        with self.looking() as connection:
            return read(connection)

    def publisher(self, name: str) -> Publisher:
        """One publisher; not judged when nobody did."""
        with self.looking() as connection:
            return read(connection, name).get(name, Publisher(name))

    def put(self, publisher: Publisher, *, by: str = "", expected: Publisher | None = None) -> None:
        """Keep what an editor says of a publisher.

        Args:
            publisher: as it is from now on.
            by: who says so.
            expected: what the editor saw; None asks for none.

        Raises:
            InputError: the note is too long.
            ChangedMeanwhileError: somebody said something else of it since; nothing is written.
        """
        note = " ".join(publisher.note.split())
        if len(note) > LONGEST_NOTE:
            raise InputError(f"A note may have {LONGEST_NOTE} characters.")
        now, column = self.clock(), tables.publishers.c
        with self.writing() as connection:
            old = read(connection, publisher.name).get(publisher.name, Publisher(publisher.name))
            new = replace(publisher, note=note)
            if old == new:
                return
            if expected is not None and expected != old:
                raise decision_log.changed_meanwhile(connection, f"source {new.name}")
            connection.execute(sa.delete(tables.publishers).where(column.name == publisher.name))
            connection.execute(
                sa.insert(tables.publishers).values(
                    name=new.name, grade=new.grade.value, permitted=new.use.value, note=note,
                    by=by, changed_at=now,
                )
            )  # fmt: skip
            decision = Decision.of(
                now, by, "grade source", f"source {new.name}", _words(old), _words(new)
            )
            decision_log.write(connection, decision)

    def checks(self, links: Iterable[str]) -> dict[str, LinkCheck]:
        """What came of the latest check of these links, those that were checked."""
        column = tables.link_checks.c
        found: dict[str, LinkCheck] = {}
        with self.looking() as connection:
            for chunk in chunks(links):
                for row in connection.execute(
                    sa.select(tables.link_checks).where(column.link.in_(chunk))
                ):
                    found[row.link] = LinkCheck(row.link, row.checked_at, row.is_dead, row.answer)
        return found

    def note_check(self, link: str, *, is_dead: bool, answer: str) -> None:
        """Keep what came of asking for a page."""
        column = tables.link_checks.c
        with self.writing() as connection:
            connection.execute(sa.delete(tables.link_checks).where(column.link == link))
            connection.execute(
                sa.insert(tables.link_checks).values(
                    link=link, checked_at=self.clock(), is_dead=is_dead, answer=answer[:300]
                )
            )


def read(connection: sa.Connection, name: str | None = None) -> dict[str, Publisher]:
    """The publishers somebody judged, by name; or that one only."""
    query = sa.select(tables.publishers)
    if name is not None:
        query = query.where(tables.publishers.c.name == name)
    return {
        row.name: Publisher(row.name, Grade(row.grade), PermittedUse(row.permitted), row.note)
        for row in connection.execute(query)
    }


def _words(publisher: Publisher) -> dict[str, str]:
    return {
        "grade": publisher.grade.value,
        "use": publisher.use.value,
        "note": publisher.note,
    }
