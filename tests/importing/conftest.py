"""A store of the test's own and tables written into files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from geodata.importing import ImportResult
from geodata.storage import EventStore

Write = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    with EventStore.open(tmp_path / "store.sqlite3") as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file as it is, text or bytes."""

    def written(content: str | bytes, name: str = "events.csv") -> Path:
        path = tmp_path / name
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        path.write_bytes(data)
        return path

    return written


def rejected(result: ImportResult) -> list[tuple[int, str]]:
    """Line and reason of each row that is named."""
    if result.rejected is None:
        return []
    with result.rejected.open(encoding="utf-8", newline="") as file:
        return [(int(row["line"]), row["reason"]) for row in csv.DictReader(file)]


def table(*rows: Sequence[str], header: str = "id,date,lat,lon,place,notes") -> str:
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"
