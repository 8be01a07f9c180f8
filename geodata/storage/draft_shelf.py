"""Drafts: what somebody is about to add, kept so that a reload loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

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


def _content(text: str, fields: Mapping[str, Any]) -> str:
    return json.dumps({"text": text, "fields": dict(fields)}, sort_keys=True)


def put(connection: sa.Connection, draft: Draft) -> None:
    """Write a draft in the place of the one with its id."""
    remove(connection, draft.id)
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


def remove(connection: sa.Connection, draft_id: str) -> None:
    """Forget a draft; nothing happens when it is not there."""
    connection.execute(sa.delete(tables.drafts).where(tables.drafts.c.id == draft_id))
