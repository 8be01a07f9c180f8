"""Drafts: what somebody is about to add, kept so that a reload loses nothing."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from geodata.errors import ChangedMeanwhileError
from geodata.model import content_id
from geodata.storage import tables


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is not added yet.

    Attributes:
        id: 'd' and 16 letters or digits, from the content of the first saving.
        text: the report as pasted, whatever characters it holds.
        fields: what else was typed or ticked; any JSON value under each name.
    """

    id: str
    text: str
    fields: Mapping[str, Any]
    saved_at: datetime

    @classmethod
    def of(
        cls, text: str, fields: Mapping[str, Any], saved_at: datetime, draft_id: str | None
    ) -> Draft:
        """A draft whose id comes from its content unless it has one already."""
        own_id = draft_id or content_id("d", [_content(text, fields)])
        return cls(own_id, text, dict(fields), saved_at)

    def says_the_same(self, other: Draft) -> bool:
        """Whether nothing was typed or ticked in one that is not in the other."""
        return _content(self.text, self.fields) == _content(other.text, other.fields)


def _content(text: str, fields: Mapping[str, Any]) -> str:
    return json.dumps({"text": text, "fields": dict(fields)}, sort_keys=True)


def put(connection: sa.Connection, draft: Draft, expected: Draft | None = None) -> None:
    """Write a draft in the place of the one with its id.

    Raises:
        ChangedMeanwhileError: it is not as it was expected (any more); nothing is written.
    """
    remove(connection, draft.id, expected)
    row = {
        "id": draft.id,
        "content": _content(draft.text, draft.fields),
        "saved_at": draft.saved_at,
    }
    connection.execute(sa.insert(tables.drafts), row)


def read(connection: sa.Connection, draft_id: str | None = None) -> list[Draft]:
    """All drafts or the one with this id, the latest saving first."""
    table = tables.drafts
    query = sa.select(table).order_by(table.c.saved_at.desc(), table.c.id)
    if draft_id is not None:
        query = query.where(table.c.id == draft_id)
    return [
        Draft(row.id, saved_at=row.saved_at, **json.loads(row.content))
        for row in connection.execute(query)
    ]


def put_new(connection: sa.Connection, draft: Draft) -> Draft:
    """Write a draft that was never saved; where its id is taken by other content it gets another.

    Somebody may have begun with the same text and have changed it since.
    """
    there = read(connection, draft.id)
    if there and not there[0].says_the_same(draft):
        draft = replace(draft, id=f"d{secrets.token_hex(8)}")
    put(connection, draft)
    return draft


def remove(connection: sa.Connection, draft_id: str, expected: Draft | None = None) -> None:
    """Forget a draft; nothing happens when it is not there.

    Raises:
        ChangedMeanwhileError: it is not as it was expected (any more); it stays.
    """
    if expected is not None:
        there = read(connection, draft_id)
        if not there or not there[0].says_the_same(expected):
            raise ChangedMeanwhileError(
                "This draft was changed, added or discarded meanwhile: see what it is now, then "
                "decide.",
                draft_id,
            )
    connection.execute(sa.delete(tables.drafts).where(tables.drafts.c.id == draft_id))
