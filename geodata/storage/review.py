"""The queue of review: what nobody has looked at, the least certain and most consequential first.

The order stands in an index of the database, so that a queue of a million events costs as
little as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from geodata.correcting.urgency import DOUBTFUL_FROM, FIRST_IN_COUNTRY
from geodata.model import EventKind, Status
from geodata.storage import corrections, tables
from geodata.storage.decision_log import Act
from geodata.storage.joins import with_their_groups
from geodata.storage.writing import chunks

_OPEN = Status.UNREVIEWED.value


@dataclass(frozen=True, slots=True)
class Queued:
    """A line of the queue.

    Attributes:
        doubt: how unsure it is, 0..1.
        urgency: doubt times what hangs on it: the order of the queue.
    """

    id: str
    title: str
    kind: EventKind
    doubt: float
    urgency: float


@dataclass(frozen=True, slots=True)
class ReviewBook:
    """The queue of a store; comes as ``store.review``."""

    looking: Callable[[], AbstractContextManager[sa.Connection]]
    writing: Callable[[], AbstractContextManager[sa.Connection]]
    clock: Callable[[], datetime]

    def count(self) -> int:
        """How many events nobody has looked at."""
        return self._count(_event.status == _OPEN)

    def certain_count(self) -> int:
        """How many of them are certain: placed, dated, and with little doubt about either."""
        return self._count(_event.status == _OPEN, _event.doubt < DOUBTFUL_FROM)

    def page(
        self, most: int, *, skip: int = 0, without: Collection[str] = (), certain: bool = False
    ) -> list[Queued]:
        """The next lines of the queue.

        Args:
            most: at most so many.
            skip: leave out so many from the front.
            without: ids that are left for later.
            certain: only the certain ones.
        """
        query = sa.select(_event.id, _event.title, _event.kind, _event.doubt, _event.urgency)
        query = query.where(_event.status == _OPEN)
        if certain:
            query = query.where(_event.doubt < DOUBTFUL_FROM)
        if without:
            query = query.where(_event.id.not_in(list(without)[-500:]))
        query = query.order_by(_event.urgency.desc(), _event.key.desc()).limit(most).offset(skip)
        with self.looking() as connection:
            return [
                Queued(row.id, row.title, EventKind(row.kind), row.doubt, row.urgency)
                for row in connection.execute(query)
            ]

    def accept_certain(self, *, by: str = "") -> tuple[str, int]:
        """Accept every certain event in one act, which one undo takes back.

        The events that other reports tell of the same go with them, as with every accepting.

        Returns:
            The id of the act and how many events were accepted.
        """
        why = "accepted with all that were certain"
        act = Act(self.clock(), by, "set status", why)
        accepted = 0
        with self.writing() as connection:
            query = sa.select(_event.id).where(_event.status == _OPEN, _event.doubt < DOUBTFUL_FROM)
            for ids in chunks(connection.execute(query).scalars().all()):
                accepted += len(corrections.set_status(connection, act, ids, Status.ACCEPTED))
        return act.id, accepted

    def first_in(self, event_id: str) -> list[str]:
        """The countries in which no other event has a pin."""
        place, here = tables.places.c, tables.event_places.c
        with self.looking() as connection:
            key = connection.execute(sa.select(_event.key).where(_event.id == event_id)).scalar()
            if key is None:
                return []
            rows = connection.execute(
                sa.select(place.country_code, place.country)
                .join(tables.event_places, here.place_key == place.key)
                .where(here.event_key == key, place.country_code != "")
                .distinct()
            ).all()
            return [row.country for row in rows if not is_pinned(connection, row[0], {key})]

    def sources(self, event_id: str) -> int:
        """How many events of other reports are one with this one, itself included."""
        with self.looking() as connection:
            return len(with_their_groups(connection, [event_id]))

    def _count(self, *conditions: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(tables.events).where(*conditions)
        with self.looking() as connection:
            return int(connection.execute(query).scalar_one())


def raise_firsts(connection: sa.Connection, report_id: str) -> None:
    """Let the first pins in a country stand further up in the queue."""
    place, here, report = tables.places.c, tables.event_places.c, tables.reports.c
    query = (
        sa.select(place.country_code, _event.key)
        .select_from(tables.event_places)
        .join(tables.places, here.place_key == place.key)
        .join(tables.events, here.event_key == _event.key)
        .join(tables.reports, _event.report_key == report.key)
        .where(report.id == report_id, place.country_code != "")
        .distinct()
    )
    by_country: dict[str, list[int]] = {}
    for code, key in connection.execute(query):
        by_country.setdefault(code, []).append(key)
    firsts = {k for code, keys in by_country.items() if not is_pinned(connection, code, keys)
              for k in keys}  # fmt: skip
    for keys in chunks(sorted(firsts)):
        connection.execute(
            sa.update(tables.events)
            .where(_event.key.in_(keys))
            .values(
                impact=_event.impact * FIRST_IN_COUNTRY, urgency=_event.urgency * FIRST_IN_COUNTRY
            )
        )


def is_pinned(connection: sa.Connection, country_code: str, without: Collection[int]) -> bool:
    """Whether any event but these has a place in a country."""
    place, here = tables.places.c, tables.event_places.c
    query = (
        sa.select(here.event_key)
        .join(tables.places, here.place_key == place.key)
        .where(place.country_code == country_code, here.event_key.not_in(list(without)))
        .limit(1)
    )
    return connection.execute(query).first() is not None


_event = tables.events.c
