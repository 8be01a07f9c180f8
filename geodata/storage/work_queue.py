"""Long work that was asked for: what is left of it stands in the store until it is done.

A step and what comes of it are written in one transaction, so that a process that is killed
loses none and does none twice.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from geodata.errors import ChangedMeanwhileError, NotFoundError
from geodata.storage import draft_shelf, tables
from geodata.storage.draft_shelf import Draft

KEPT_FOR = timedelta(days=7)  # since it began, once it is over
MOST_PROBLEMS = 100
_WORK, _STEP = tables.work, tables.work_steps


@dataclass(frozen=True, slots=True)
class Work:
    """Something somebody asked for.

    Attributes:
        id: 'w' and 16 random letters or digits.
        kind: how its steps are done.
        total, done: steps.
        problems: a sentence for each step that failed.
        results: ids of what came out.
        was_stopped: whether somebody asked to stop it, from when that is kept.
        holder: the process that does it.
    """

    id: str
    owner: str
    what: str
    kind: str
    total: int
    done: int
    problems: tuple[str, ...]
    results: tuple[str, ...]
    begun_at: datetime
    is_over: bool
    was_stopped: bool
    holder: str


@dataclass(frozen=True, slots=True)
class WorkStep:
    """A step that is not done; was_begun: whether a process may have died at it."""

    number: int
    name: str
    was_begun: bool


@dataclass(frozen=True, slots=True)
class WorkBook:
    """Comes as ``store.work``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def put(
        self, kind: str, owner: str, what: str, steps: Iterable[tuple[str, bytes]], *, holder: str
    ) -> Work:
        """Keep work to be done: names of the steps, and what each needs."""
        row: dict[str, Any] = {
            "id": f"w{secrets.token_hex(8)}", "owner": owner, "what": what, "kind": kind,
            "total": 0, "done": 0, "problems": [], "results": [], "begun_at": self.clock(),
            "is_over": False, "was_stopped": False, "holder": holder,
        }  # fmt: skip
        with self.writing() as connection:
            expired = _WORK.c.is_over & (_WORK.c.begun_at <= self.clock() - KEPT_FOR)
            connection.execute(sa.delete(_WORK).where(expired))
            connection.execute(sa.insert(_WORK).values(row))
            for number, (name, content) in enumerate(steps):
                connection.execute(
                    sa.insert(_STEP).values(
                        work_id=row["id"], number=number, name=name, content=content,
                        was_begun=False,
                    )
                )  # fmt: skip
                row["total"] = number + 1
            here = _WORK.c.id == row["id"]
            connection.execute(sa.update(_WORK).where(here).values(total=row["total"]))
        return self.work(row["id"])

    def all(self) -> list[Work]:
        """All that is known, the earliest first."""
        with self.looking() as connection:
            return _read(connection)

    def work(self, work_id: str) -> Work:
        """One of them.

        Raises:
            NotFoundError: it was dismissed.
        """
        with self.looking() as connection:
            found = _read(connection, _WORK.c.id == work_id)
        if not found:
            raise NotFoundError("This work is not there (any more).")
        return found[0]

    def take_over(self, holder: str, is_dead: Callable[[str], bool]) -> list[Work]:
        """Hold what processes left undone that are dead; the earliest first."""
        with self.writing() as connection:
            left = [one for one in _read(connection, ~_WORK.c.is_over) if is_dead(one.holder)]
            for one in left:
                here = _WORK.c.id == one.id
                connection.execute(sa.update(_WORK).where(here).values(holder=holder))
        return left

    def steps(self, work_id: str) -> list[WorkStep]:
        """What is not done, in order."""
        query = (
            sa.select(_STEP.c.number, _STEP.c.name, _STEP.c.was_begun)
            .where(_STEP.c.work_id == work_id)
            .order_by(_STEP.c.number)
        )
        with self.looking() as connection:
            return [WorkStep(*row) for row in connection.execute(query)]

    def begin(self, work_id: str, number: int) -> bytes:
        """What a step needs.

        Raises:
            NotFoundError: it is done, or the work was stopped.
        """
        here = (_STEP.c.work_id == work_id) & (_STEP.c.number == number)
        with self.writing() as connection:
            content = connection.execute(sa.select(_STEP.c.content).where(here)).scalar()
            if content is None:
                raise NotFoundError("This step is done already, or the work was stopped.")
            connection.execute(sa.update(_STEP).where(here).values(was_begun=True))
        return bytes(content)

    def finish(
        self,
        work_id: str,
        number: int,
        *,
        drafts: Sequence[tuple[str, Mapping[str, Any]]] = (),
        without_drafts: Sequence[Draft] = (),
        results: Sequence[str] = (),
        problems: Sequence[str] = (),
    ) -> list[str]:
        """Write what came of a step, once; the ids of what came out.

        Args:
            work_id: of the work.
            number: of the step; when it is done already nothing is written.
            drafts: texts with fields that are kept as drafts.
            without_drafts: drafts that go, each unless somebody changed it meanwhile.
            results: ids of what came out besides the drafts.
            problems: sentences about what failed.
        """
        here = (_STEP.c.work_id == work_id) & (_STEP.c.number == number)
        with self.writing() as connection:
            if not connection.execute(sa.delete(_STEP).where(here)).rowcount:
                return []
            made = [
                draft_shelf.put_new(connection, Draft.of(text, fields, self.clock(), None))
                for text, fields in drafts
            ]
            for draft in without_drafts:
                with contextlib.suppress(ChangedMeanwhileError):
                    draft_shelf.remove(connection, draft.id, draft)
            came = [*(draft.id for draft in made), *results]
            (now,) = _read(connection, _WORK.c.id == work_id)
            connection.execute(
                sa.update(_WORK)
                .where(_WORK.c.id == work_id)
                .values(
                    done=now.done + 1,
                    results=[*now.results, *came],
                    problems=[*now.problems, *problems][:MOST_PROBLEMS],
                )
            )
        return came

    def stop(self, work_id: str) -> None:
        """Keep that somebody asked to stop; the step under way may still end."""
        with self.writing() as connection:
            here = (_WORK.c.id == work_id) & ~_WORK.c.is_over
            connection.execute(sa.update(_WORK).where(here).values(was_stopped=True))

    def end(self, work_id: str, *, was_stopped: bool) -> None:
        """Note that nothing more will happen; what was not done is let go."""
        with self.writing() as connection:
            connection.execute(sa.delete(_STEP).where(_STEP.c.work_id == work_id))
            here = _WORK.c.id == work_id
            connection.execute(
                sa.update(_WORK).where(here).values(is_over=True, was_stopped=was_stopped)
            )

    def dismiss(self, work_id: str) -> None:
        """Forget work that is over; nothing happens when it is not."""
        with self.writing() as connection:
            here = (_WORK.c.id == work_id) & _WORK.c.is_over
            connection.execute(sa.delete(_WORK).where(here))


def _read(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Work]:
    query = sa.select(_WORK).where(*conditions).order_by(_WORK.c.begun_at, _WORK.c.id)
    return [
        Work(**{
            **row._mapping, "problems": tuple(row.problems), "results": tuple(row.results)
        })
        for row in connection.execute(query)
    ]  # fmt: skip
