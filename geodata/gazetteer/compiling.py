"""Entries turned into columns, a trie of names and postings, and written to one file.

Rows are numbered by falling prominence. Each name key has its postings (row and flags),
most prominent first, where an alternate name or a code counts for less than a usual name.
"""

from __future__ import annotations

import io
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from geodata.gazetteer.container import write_container
from geodata.gazetteer.entries import Entry, joined, merged_names, respelled
from geodata.gazetteer.identity import versions
from geodata.gazetteer.names import NameFlag, name_key
from geodata.gazetteer.vocabulary import common_words
from geodata.model import PlaceKind

KINDS = tuple(PlaceKind)
NAME_SEPARATOR = "\x1f"
_PENALTIES = (
    (NameFlag.CODE, 2.5),
    (NameFlag.ROMANISED, 1.5),
    (NameFlag.DEMONYM, 0.2),
    (NameFlag.SHORT, 0.9),
    (NameFlag.ABBREVIATION, 0.0),
)
_ALTERNATE_PENALTY = 0.7


def penalty(flags: NameFlag) -> float:
    """How much less a place counts under a name of this kind than under its usual one.

    Example:
        >>> penalty(NameFlag.MAIN), penalty(NameFlag(0)), penalty(NameFlag.CODE)
        (0.0, 0.7, 2.5)
    """
    if NameFlag.MAIN in flags:
        return 0.0
    return min((cost for flag, cost in _PENALTIES if flag in flags), default=_ALTERNATE_PENALTY)


class Columns:
    """Entries gathered column by column, in the order met."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.admin1: list[str] = []
        self.admin2: list[str] = []
        self.numbers: dict[str, array[Any]] = {
            "lat": array("d"),
            "lon": array("d"),
            "radius_km": array("f"),
            "population": array("q"),
            "prominence": array("f"),
            "kind": array("B"),
            "country": array("H"),
            "source": array("B"),
        }
        self.countries: dict[str, int] = {"": 0}
        self.sources: dict[str, int] = {}
        self.posting_keys = io.BytesIO()  # a line each: a dict of a million keys costs 150 MB
        self.posting_place = array("I")
        self.posting_flags, self.posting_weight = array("B"), array("f")
        self.names_blob, self.names_start = bytearray(), array("I")

    def add(self, entry: Entry) -> None:
        """Append one entry."""
        place = len(self.ids)
        self.ids.append(entry.id)
        self.admin1.append(sys.intern(entry.admin1))
        self.admin2.append(sys.intern(entry.admin2))
        values = {
            "lat": round(entry.lat, 5),
            "lon": round(entry.lon, 5),
            "radius_km": entry.radius_km,
            "population": entry.population,
            "prominence": entry.prominence,
            "kind": KINDS.index(entry.kind),
            "country": self.countries.setdefault(entry.country_code, len(self.countries)),
            "source": self.sources.setdefault(entry.source, len(self.sources)),
        }
        for column, value in values.items():
            self.numbers[column].append(value)
        names = merged_names(entry.names)
        self._add_postings(place, names, entry.prominence)
        self.names_start.append(len(self.names_blob))
        self.names_blob += NAME_SEPARATOR.join(_written(names)).encode()

    def posted_keys(self) -> Iterator[str]:
        """The name key of each posting, in the order met."""
        self.posting_keys.seek(0)
        return (line[:-1].decode() for line in self.posting_keys)

    def _add_postings(self, place: int, names: list[tuple[str, NameFlag]], weight: float) -> None:
        flags_of: dict[str, NameFlag] = {}
        for name, flags in names:
            key = name_key(name)
            for spelling in (key, respelled(key)):
                if spelling:
                    known = flags_of.get(spelling)
                    flags_of[spelling] = flags if known is None else joined(known, flags)
        for key, flags in flags_of.items():
            self.posting_keys.write(key.encode() + b"\n")
            self.posting_place.append(place)
            self.posting_flags.append(int(flags))
            self.posting_weight.append(weight - penalty(flags))


def _written(names: list[tuple[str, NameFlag]]) -> list[str]:
    """Names as a place shows them: a short form is a key, not a name anybody writes so."""
    return [name for name, flags in names if flags != NameFlag.SHORT]


def compile_gazetteer(
    path: Path, progress: Callable[[str, float], None], entries: Iterable[Entry]
) -> None:
    """Write the compiled file of these entries.

    Raises:
        OSError: the folder refuses writes or is full.
    """
    columns = Columns()
    for entry in entries:
        columns.add(entry)
    progress("Sorting names", 0.7)
    arrays, blobs = _sections(columns)
    progress("Writing the file", 0.95)
    about = {
        "versions": versions(),
        "kinds": [kind.value for kind in KINDS],
        "countries": list(columns.countries),
        "sources": list(columns.sources),
        "places": len(columns.ids),
        "names": len(arrays["name_flags"]),
    }
    write_container(path, arrays, blobs, about)
    progress("Done", 1.0)


def _sections(columns: Columns) -> tuple[dict[str, NDArray[Any]], dict[str, bytes]]:
    raw = {name: np.array(values) for name, values in columns.numbers.items()}
    prominence = columns.numbers["prominence"]
    order = np.array(
        sorted(range(len(columns.ids)), key=lambda n: (-prominence[n], columns.ids[n])),
        dtype=np.int64,
    )
    row_of = np.empty(len(order), dtype=np.int32)
    row_of[order] = np.arange(len(order), dtype=np.int32)
    arrays = {name: values[order] for name, values in raw.items()}
    arrays |= _relations(columns, order, row_of)
    arrays |= _names_columns(columns, order)
    arrays |= _grid(arrays["lat"], arrays["lon"])
    id_trie = marisa_trie.Trie(columns.ids)
    id_number = np.array([id_trie[own_id] for own_id in columns.ids], dtype=np.uint32)[order]
    row_of_id = np.empty(len(order), dtype=np.uint32)
    row_of_id[id_number] = np.arange(len(order), dtype=np.uint32)
    arrays |= {"id_number": id_number, "row_of_id": row_of_id}
    name_trie, postings = _postings(columns, row_of)
    blobs = {"names": bytes(columns.names_blob), "id_trie": id_trie.tobytes()}
    return arrays | postings, blobs | {"name_trie": name_trie}


def _relations(
    columns: Columns, order: NDArray[Any], row_of: NDArray[Any]
) -> dict[str, NDArray[Any]]:
    """Rows of the divisions each place lies in, and the row of each country; -1 for none."""
    place_of = {own_id: place for place, own_id in enumerate(columns.ids) if own_id[:3] != "gn:"}

    def rows(ids: list[str]) -> NDArray[Any]:
        places = (place_of.get(own_id, -1) if own_id else -1 for own_id in ids)
        return np.array([row_of[place] if place >= 0 else -1 for place in places], dtype=np.int32)

    return {
        "admin1": rows(columns.admin1)[order],
        "admin2": rows(columns.admin2)[order],
        "country_row": rows([f"iso:{code}" if code else "" for code in columns.countries]),
    }


def _names_columns(columns: Columns, order: NDArray[Any]) -> dict[str, NDArray[Any]]:
    start = np.array(columns.names_start, dtype=np.uint32)
    end = np.append(start[1:], np.uint32(len(columns.names_blob)))
    return {"names_start": start[order], "names_end": end[order]}


def _postings(columns: Columns, row_of: NDArray[Any]) -> tuple[bytes, dict[str, NDArray[Any]]]:
    trie = marisa_trie.Trie(columns.posted_keys())
    common = np.zeros(len(trie), dtype=np.uint8)
    numbers_of_words = (trie.get(word) for word in common_words())
    common[[number for number in numbers_of_words if number is not None]] = int(NameFlag.COMMON)
    numbers = np.fromiter((trie[key] for key in columns.posted_keys()), np.uint32)
    rows = row_of[np.array(columns.posting_place, dtype=np.uint32)]
    weight = np.array(columns.posting_weight)
    order = np.lexsort((rows, -weight, numbers))
    numbers, flags = numbers[order], np.array(columns.posting_flags, dtype=np.uint8)[order]
    start = np.searchsorted(numbers, np.arange(len(trie) + 1)).astype(np.uint32)
    return trie.tobytes(), {
        "posting_start": start,
        "posting_row": rows[order].astype(np.uint32),
        "posting_flags": flags,
        "name_flags": np.bitwise_or.reduceat(flags, start[:-1]) | common,
        "name_flags_common": np.bitwise_and.reduceat(flags, start[:-1]),
        "name_prominence": weight[order][start[:-1]].astype(np.float32),
    }


def cell_of(lat: NDArray[Any], lon: NDArray[Any]) -> NDArray[np.int32]:
    """The number of the one-degree cell each position lies in, row by row from the south."""
    row = np.clip(np.floor(lat + 90.0), 0, 179).astype(np.int32)
    column = np.floor(lon + 180.0).astype(np.int32) % 360
    return row * np.int32(360) + column


def _grid(lat: NDArray[Any], lon: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Rows by one-degree cell, within a cell by falling prominence (the order of rows)."""
    cell = cell_of(lat, lon)
    order = np.argsort(cell, kind="stable").astype(np.uint32)
    start = np.searchsorted(cell[order], np.arange(180 * 360 + 1)).astype(np.uint32)
    return {"cell_start": start, "cell_row": order}
