"""What an index is made of: the events of a table in order of date, each fact as an array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geodata.browse.columns import (
    BOUNDS,
    KINDS,
    MODALITIES,
    PRECISIONS,
    STATUSES,
    UNDATED,
    Floats,
    Ints,
    Small,
    Words,
)
from geodata.browse.pages import Pages

PAGE_FIELDS = [
    "event_id", "report_id", "title", "passage", "is_demo",
    "date_precision", "approximate", "year", "month", "day", "bound",
]  # fmt: skip
_EVENT_FIELDS = [
    *PAGE_FIELDS, "kind", "modality", "status", "certainty", "source", "actors", "speaker",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Events in order of date and, event by event, their rows.

    Attributes:
        stored: rises in the order of the store; the same for an event as long as it is there.
        bound: on which side of its days a dated event lies, into BOUNDS.
        lengths: how many rows each event has.
        lat, lon: NaN for the row of an unplaced event; all from here on are of rows.
        row_stack: a number for each place and position, rising along the Morton curve;
            None when that is still to be found out.
    """

    pages: Pages
    stored: npt.NDArray[np.int64]
    cell: npt.NDArray[np.int16]
    first_day: Ints
    last_day: Ints
    certainty: npt.NDArray[np.float32]
    source: Words
    actors: Words
    speaker: Words
    bound: Small
    lengths: Ints
    lat: Floats
    lon: Floats
    radius_km: npt.NDArray[np.float32]
    precision: Small
    said: Words
    place_name: Words
    place_label: Words
    place_id: Words
    country: Words
    row_stack: Ints | None = None


def facts_of(table: pa.Table) -> Facts:
    """The facts of an event table; the rows of an event stand together.

    Events of the same days keep the order of the table.
    """
    table = table.unify_dictionaries().combine_chunks()
    first_row = _first_rows(table["event_id"])
    first_day = _numbers(_at(table["first_day"], first_row[:-1]), UNDATED, np.int32)
    last_day = _numbers(_at(table["last_day"], first_row[:-1]), UNDATED, np.int32)
    order = np.argsort(first_day.astype(np.int64) << 32 | last_day, kind="stable")
    events = table.select(_EVENT_FIELDS).take(pa.array(first_row[order])).combine_chunks()
    lengths = np.diff(first_row)[order].astype(np.int32)
    row = runs_at(first_row[order], lengths)
    kind, modality = _codes(events["kind"], KINDS), _codes(events["modality"], MODALITIES)
    status = _codes(events["status"], STATUSES)
    lat, lon = (_numbers(table[name], np.nan, np.float64)[row] for name in ("lat", "lon"))
    return Facts(
        pages=Pages.of(events.select(PAGE_FIELDS)),
        stored=_stored(table, first_row[:-1])[order],
        cell=(kind.astype(np.int16) * len(MODALITIES) + modality) * len(STATUSES) + status,
        first_day=first_day[order],
        last_day=last_day[order],
        certainty=_numbers(events["certainty"], 0.0, np.float32),
        source=_words(events["source"]),
        actors=_words(events["actors"]),
        speaker=_words(events["speaker"]),
        bound=_codes(events["bound"], BOUNDS),
        lengths=lengths,
        lat=lat,
        lon=lon,
        radius_km=_numbers(table["radius_km"], 0.0, np.float32)[row],
        precision=_codes(table["precision"], PRECISIONS)[row],
        said=_words(table["place_said"], row),
        place_name=_words(table["place_name"], row),
        place_label=_words(table["place_label"], row),
        place_id=in_alphabet(_words(table["place_id"], row)),
        country=_words(table["place_country"], row),
    )


def runs_at(starts: Ints, lengths: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """All numbers of runs that begin at `starts`, run by run."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: npt.NDArray[np.int64] = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return found


def in_alphabet(words: Words) -> Words:
    """The same with the values in order and none unused, whatever order they came in."""
    used = np.bincount(words.codes.astype(np.int64) + 1, minlength=len(words.values) + 1)[1:] > 0
    if used.all() and all(a < b for a, b in zip(words.values, words.values[1:], strict=False)):
        return words
    values = sorted((words.values[code], code) for code in np.flatnonzero(used).tolist())
    renumbered = np.full(len(words.values) + 1, -1, dtype=narrow(len(values)))
    renumbered[[code for _, code in values]] = np.arange(len(values))
    return Words(renumbered[words.codes], [value for value, _ in values])


def narrow(count: int) -> np.dtype[Any]:
    """The narrowest type for so many codes and -1."""
    return np.dtype(np.min_scalar_type(-count - 1))


def _stored(table: pa.Table, first_row: Ints) -> npt.NDArray[np.int64]:
    """The order of the store; that of the table when it says none."""
    column = table["stored"] if "stored" in table.column_names else None
    if column is None or column.null_count:
        return np.arange(len(first_row), dtype=np.int64)
    return _numbers(_at(column, first_row), 0, np.int64)


def _first_rows(event_ids: pa.ChunkedArray) -> Ints:
    ids = _array(event_ids)
    if not len(ids):
        return np.zeros(1, dtype=np.int32)
    is_new = pc.not_equal(ids[1:], ids[:-1]).to_numpy(zero_copy_only=False)
    starts = np.flatnonzero(is_new) + 1
    return np.concatenate([[0], starts, [len(ids)]]).astype(np.int32)


# --------------------------------------------------------------- Arrow to numpy


def _array(column: Any) -> Any:
    """The one chunk of a combined column, an empty array when it has none."""
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks else pa.array([], column.type)
    return column


def _at(column: pa.ChunkedArray, rows: Ints) -> Any:
    return _array(column).take(pa.array(rows))


def _numbers(column: Any, missing: float, dtype: Any) -> npt.NDArray[Any]:
    array = _array(column)
    filled = pc.fill_null(array, pa.scalar(missing, array.type))
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=dtype)


def _words(column: pa.ChunkedArray, row: npt.NDArray[Any] | None = None) -> Words:
    """A dictionary column, at some rows of it; codes in the narrowest type that holds them."""
    array = _array(column)
    values = array.dictionary.to_pylist()
    codes = pc.fill_null(array.indices, -1).to_numpy(zero_copy_only=False)
    thin = np.asarray(codes, dtype=narrow(len(values)))
    return Words(thin if row is None else thin[row], values)


def _codes(column: pa.ChunkedArray, order: Sequence[str]) -> Small:
    """Positions in `order`, -1 for none; ValueError for a word that is not in it."""
    words = _words(column)
    place = {word: number for number, word in enumerate(order)}
    unknown = [value for value in words.values if value not in place]
    if unknown:
        raise ValueError(f"The event table has {unknown[0]!r} where one of {list(order)} belongs.")
    positions = np.array([*(place[value] for value in words.values), -1], dtype=np.int8)
    return positions[words.codes]
