"""Events with their short columns packed, as another process reads them.

A driver spends as long on a short value as on a long one: words of which there are few travel as
one text, days and the parts of a date as two numbers. What comes out is what was put in.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

WORDS: Final = ("kind", "modality", "status", "date_precision", "bound")
NUMBERS: Final = ("first_day", "last_day", "year", "month", "day", "approximate")
_BETWEEN: Final = "\x1f"
_DAY_BITS: Final = 24  # the year 9999 ends on day 3,652,059
_PARTS: Final = (("approximate", 1), ("day", 5), ("month", 4), ("year", 14))  # lowest bits first


def packed(columns: sa.ColumnCollection[str, Any]) -> list[sa.ColumnElement[Any]]:
    """Three columns for all of WORDS and NUMBERS; missing values as '' and 0."""
    words: sa.ColumnElement[Any] = _word(columns[WORDS[0]])
    for name in WORDS[1:]:
        words = words + sa.literal_column(f"'{_BETWEEN}'") + _word(columns[name])
    first, last = (_number(columns[name]) for name in ("first_day", "last_day"))
    said: sa.ColumnElement[Any] = sa.literal_column("0")
    for name, bits in reversed(_PARTS):
        said = said * sa.literal_column(str(1 << bits)) + _number(columns[name])
    days = first * sa.literal_column(str(1 << _DAY_BITS)) + last
    return [words.label("words"), days.label("days"), said.label("said")]


def unpacked(batch: pa.RecordBatch, schema: pa.Schema) -> dict[str, pa.Array]:
    """The columns of WORDS and NUMBERS by name, with the types of a schema."""
    found = _words(batch.column("words"), schema)
    days = batch.column("days").to_numpy()
    numbers = {"first_day": days >> _DAY_BITS, "last_day": days & ((1 << _DAY_BITS) - 1)}
    said = batch.column("said").to_numpy()
    for name, bits in _PARTS:
        numbers[name] = said & ((1 << bits) - 1)
        said = said >> bits
    for name, values in numbers.items():
        found[name] = _numbers(values, schema.field(name).type)
    return found


def _word(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.func.coalesce(column, sa.literal_column("''"), type_=sa.Text())


def _number(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    plain = sa.type_coerce(column, sa.Integer)
    return sa.func.coalesce(plain, sa.literal_column("0"), type_=sa.Integer())


def _numbers(values: npt.NDArray[np.int64], kind: pa.DataType) -> pa.Array:
    if pa.types.is_boolean(kind):
        return pa.array(values != 0)
    return pa.array(values.astype(kind.to_pandas_dtype()), kind, mask=values == 0)


def _words(texts: pa.Array, schema: pa.Schema) -> dict[str, pa.Array]:
    codes = texts.dictionary_encode()
    rows = [text.split(_BETWEEN) for text in codes.dictionary.to_pylist()]
    found = {}
    for name, words in zip(WORDS, zip(*rows, strict=True), strict=True) if rows else ():
        values = [word for word in dict.fromkeys(words) if word]
        code_of = {word: code for code, word in enumerate(values)}
        renumbered = pa.array([code_of.get(word) for word in words], pa.int32())
        found[name] = pa.DictionaryArray.from_arrays(
            pc.take(renumbered, codes.indices), pa.array(values, pa.string())
        )
    return found or {name: pa.array([], schema.field(name).type) for name in WORDS}
