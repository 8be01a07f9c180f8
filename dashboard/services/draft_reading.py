"""The text and fields of a draft as a reading; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dashboard.services import collection
from dashboard.settings import LONGEST_FIELD
from geodata.errors import InvalidDateError
from geodata.exchange import ReportText
from geodata.model import Reading
from geodata.pipeline import read_document


def read(fields: Mapping[str, Any]) -> Reading:
    """What is read out of a draft's text and fields.

    Raises:
        InputError: the text, link or date cannot be used.
    """
    document = ReportText(
        str(fields["text"]),
        title=_short(fields.get("title")),
        source=_short(fields.get("source")),
        link=str(fields.get("link") or "").strip(),
        published=day(fields.get("published")),
        author=_short(fields.get("author")),
        language=_short(fields.get("language"))[:2],
        file_name=_short(fields.get("file_name")),
        file_hash=_short(fields.get("file_hash")),
        accessed_at=_moment(fields.get("accessed_at")),
        notes=tuple(str(note) for note in fields.get("notes") or ()),
    )
    return read_document(document, gazetteer=collection.gazetteer())


def day(value: object) -> date | None:
    """The day of publication as a draft keeps it.

    Raises:
        InvalidDateError: it is not one.
    """
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        raise InvalidDateError(f"{value!r} is not a date; write it as 2020-07-16.") from None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:  # typed by nobody: what was stored is not readable any more
        return None


def _short(value: object) -> str:
    return str(value or "").strip()[:LONGEST_FIELD]
