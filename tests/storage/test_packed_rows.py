"""Short columns that travel as three come out as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
import sqlalchemy as sa

from geodata.storage.event_table import SCHEMA
from geodata.storage.packed_rows import NUMBERS, WORDS, packed, unpacked

SHORT = sa.Table(
    "short",
    sa.MetaData(),
    *(sa.Column(name, sa.Text) for name in WORDS),
    *(sa.Column(name, sa.Integer) for name in NUMBERS),
)
LAST = date.max.toordinal()
ROWS: list[dict[str, Any]] = [
    {"kind": "battle", "modality": "claimed", "status": "accepted", "date_precision": "day",
     "bound": "on", "first_day": 1, "last_day": LAST, "year": None, "month": None, "day": None,
     "approximate": 1},
    {"kind": "talks", "modality": "claimed", "status": "rejected", "date_precision": None,
     "bound": "on", "first_day": None, "last_day": None, "year": None, "month": None, "day": None,
     "approximate": 0},
    {"kind": "battle", "modality": "happened", "status": "accepted", "date_precision": "open",
     "bound": "after", "first_day": None, "last_day": None, "year": 9999, "month": 12, "day": 31,
     "approximate": 1},
    {"kind": "battle", "modality": "happened", "status": "accepted", "date_precision": "open",
     "bound": "before", "first_day": LAST, "last_day": LAST, "year": None, "month": 2, "day": None,
     "approximate": 0},
]  # fmt: skip


@pytest.mark.parametrize("rows", [ROWS, ROWS[1:2], []])
def test_what_is_packed_in_the_database_is_unpacked_as_it_was(rows: list[dict[str, Any]]) -> None:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        SHORT.create(connection)
        if rows:
            connection.execute(sa.insert(SHORT), rows)
        found = connection.execute(sa.select(*packed(SHORT.c))).mappings().all()
    engine.dispose()
    kinds = {"words": pa.string(), "days": pa.int64(), "said": pa.int64()}
    batch = pa.record_batch(
        {name: pa.array([row[name] for row in found], kind) for name, kind in kinds.items()}
    )
    columns = unpacked(batch, SCHEMA)
    assert set(columns) == {*WORDS, *NUMBERS}
    for name, column in columns.items():
        assert column.type == SCHEMA.field(name).type
        expected = [row[name] for row in rows]
        if name == "approximate":
            expected = list(map(bool, expected))
        assert column.to_pylist() == expected
