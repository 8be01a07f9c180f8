"""The log of decisions as a file: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

from geodata.exchange.csv_table import safe_cell

COLUMNS = ("made_at", "by", "action", "subject_id", "before", "after", "why", "act_id", "undoes")


class Logged(Protocol):
    """A decision as the log has it."""

    @property
    def made_at(self) -> datetime: ...  # noqa: D102

    @property
    def before(self) -> Any: ...  # noqa: D102

    @property
    def after(self) -> Any: ...  # noqa: D102


def decisions_csv(decisions: Iterable[Logged]) -> Iterator[str]:
    """A table, line by line; what was and what is stands as JSON in its cells.

    Example:
        >>> list(decisions_csv([]))[0][:10]
        'made_at,by'
    """
    yield _line(COLUMNS)
    for one in decisions:
        yield _line([safe_cell(_cell(getattr(one, name))) for name in COLUMNS])


def decisions_json(decisions: Iterable[Logged]) -> Iterator[str]:
    """A list of objects, one a line.

    Example:
        >>> list(decisions_json([]))[0].strip()
        '[]'
    """
    before = "["
    for one in decisions:
        row = {name: getattr(one, name) for name in COLUMNS}
        row["made_at"] = one.made_at.isoformat()
        yield f"{before}\n{json.dumps(row, ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _line(cells: Iterable[str]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    return file.getvalue()
