"""An index kept in a file: Arrow IPC with one row, whose cells are the columns as lists.

It is mapped into memory when opened, so that a restart copies nothing. The file's name holds
the store, its state and a checksum of all bytes: what is damaged, cut short, of another form
or of another state of the store is never used.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import logging
import mmap
import os
import tempfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pyarrow as pa

from geodata.browse.columns import Columns, Words
from geodata.browse.identities import Marks
from geodata.browse.pages import Pages
from geodata.browse.texts import Texts

FORM = 3  # raise it whenever a column changes its name, type or meaning
KEPT_FILES = 2  # of one store: the present state and the one before
CHECKED_BYTES = 8 << 20  # a thread takes so many at a time
MARK_NUMBERS = ("marks", "rows")
TEXT_NUMBERS = ("inner", "texts", "run_start", "run_word", "block_run", "block_text")
_BOOLS = "bool"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an index.

    Attributes:
        state: what the store held, in any words.
        columns: of the index.
        texts: the words of its events.
        marks: their ids.
    """

    state: str
    columns: Columns
    texts: Texts
    marks: Marks


def keep(folder: Path, store: str, index: Kept) -> Path | None:
    """Write the file, whole or not at all; None when the folder refuses it.

    Args:
        folder: made when missing.
        store: which store it is of, in any words.
        index: what is put there.
    """
    state = index.state
    cells = dict(_cells(index))
    arrays = {name: pa.LargeListArray.from_arrays([0, len(v)], v) for name, v in cells.items()}
    about = {"form": FORM, "store": store, "state": state, "types": _types(index)}
    table = pa.table(arrays).replace_schema_metadata({"gazette": json.dumps(about)})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix="index-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table)
            path = folder / f"{_stem(store, state)}-{_checksum(Path(name))}.arrow"
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _forget_older(folder, store)
    except OSError as error:
        _log.warning("The index is not kept in %s (%s).", folder, error.strerror or error)
        return None
    return path


def _stem(store: str, state: str) -> str:
    return f"{_of_store(store)}-{_short(state)}"


def _of_store(store: str) -> str:
    return f"index-{_short(f'{FORM} {store}')}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _checksum(path: Path) -> str:
    """Of all bytes of a file; parts of it are added up at once."""
    size = path.stat().st_size
    if not size:
        return "empty"
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
        ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool,
    ):

        def crc(start: int) -> int:
            with memoryview(mapped) as whole, whole[start : start + CHECKED_BYTES] as part:
                return zlib.crc32(part)

        parts = list(pool.map(crc, range(0, size, CHECKED_BYTES)))
    return f"{zlib.crc32(repr((size, parts)).encode()):08x}"


def _forget_older(folder: Path, store: str) -> None:
    files = sorted(
        folder.glob(f"{_of_store(store)}-*.arrow"), key=lambda file: -file.stat().st_mtime_ns
    )
    for file in files[KEPT_FILES:]:
        with contextlib.suppress(OSError):
            file.unlink()


def _cells(index: Kept) -> Iterator[tuple[str, Any]]:
    """Every column as an Arrow array by name; what only pages and searches read is the end."""
    for field in dataclasses.fields(Columns):
        value = getattr(index.columns, field.name)
        if isinstance(value, Pages):
            continue
        if isinstance(value, Words):
            yield f"{field.name}/codes", _plain(value.codes)
            yield f"{field.name}/values", _strings(value.values)
        else:
            yield field.name, _plain(value)
    pages = index.columns.pages.table
    for name in pages.column_names:
        yield f"pages/{name}", _whole(pages.column(name))
    yield "texts/vocabulary", index.texts.vocabulary
    for name in TEXT_NUMBERS:
        yield f"texts/{name}", _plain(getattr(index.texts, name))
    for name in MARK_NUMBERS:
        yield f"marks/{name}", _plain(getattr(index.marks, name))


def _plain(values: Any) -> pa.Array:
    # Arrow packs truth values into bits, which numpy cannot map.
    return pa.array(values.view(np.uint8) if values.dtype == bool else values)


def _strings(values: list[str]) -> pa.Array:
    return pa.array([value.encode("utf-8", "surrogatepass") for value in values], pa.binary())


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _types(index: Kept) -> dict[str, str]:
    found = {}
    parts = ((index.columns, ""), (index.texts, "texts/"), (index.marks, "marks/"))
    for owner, prefix in parts:
        for field in dataclasses.fields(owner):
            value = getattr(owner, field.name)
            if isinstance(value, np.ndarray):
                found[prefix + field.name] = str(value.dtype)
    return found


# --------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _File:
    """A mapped file; from `texts` on it holds what only pages and searches read."""

    mapped: mmap.mmap
    texts: int

    def let_go(self) -> None:
        """Leave what was read of the texts to the system: it stays in the process no longer."""
        if self.texts < len(self.mapped) and hasattr(mmap, "MADV_DONTNEED"):
            self.mapped.madvise(mmap.MADV_DONTNEED, self.texts)


def kept(folder: Path, store: str, state: str) -> Iterator[Kept]:
    """What is kept of a store and can be trusted: of its state first, then the newest others.

    A file of another form is of no use to this program and is passed over in silence.
    """
    mine = _stem(store, state)
    files = list(folder.glob(f"{_of_store(store)}-*.arrow"))
    for path in sorted(files, key=lambda path: (not path.name.startswith(mine), -_age(path))):
        try:
            if path.stem.rpartition("-")[2] != _checksum(path):
                raise ValueError("its bytes are not those that were written")
            yield _opened(path, store)
        except (OSError, ValueError, KeyError, TypeError, IndexError, pa.ArrowException) as error:
            _log.warning("The index kept in %s is made anew: %s.", path, error)


def _age(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _opened(path: Path, store: str) -> Kept:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    whole = pa.py_buffer(mapped)
    table = pa.ipc.open_file(pa.BufferReader(whole)).read_all()
    about = json.loads(table.schema.metadata[b"gazette"])
    if (about["form"], about["store"]) != (FORM, store):
        raise ValueError("it is of another form or store")
    cells = {name: table.column(name).chunk(0) for name in table.column_names}
    types = about["types"]
    return Kept(
        about["state"],
        _columns(cells, types, _File(mapped, _first_byte(cells, whole))),
        _texts(cells, types),
        Marks(**{n: _numbers(cells[f"marks/{n}"], types[f"marks/{n}"]) for n in MARK_NUMBERS}),
    )


def _first_byte(cells: dict[str, Any], whole: pa.Buffer) -> int:
    """Where the first of the columns of pages begins in a file, at a page of memory."""
    texts = [cell.values for name, cell in cells.items() if name.startswith("pages/")]
    buffers = [buffer for values in texts for buffer in values.buffers() if buffer is not None]
    first = min((one.address - whole.address for one in buffers), default=whole.size)
    return int(-(-max(first, 0) // mmap.PAGESIZE) * mmap.PAGESIZE)


def _columns(cells: dict[str, Any], types: dict[str, str], file: _File) -> Columns:
    values: dict[str, Any] = {}
    hints = get_type_hints(Columns)
    for field in dataclasses.fields(Columns):
        kind, name = hints[field.name], field.name
        if kind is Pages:
            parts = {key: cell.values for key, cell in cells.items() if key.startswith("pages/")}
            values[name] = Pages.of(
                pa.table({key.partition("/")[2]: part for key, part in parts.items()}), file
            )
        elif kind is Words:
            values[name] = Words(
                cells[f"{name}/codes"].values.to_numpy(), _text(cells[f"{name}/values"])
            )
        else:
            values[name] = _numbers(cells[name], types[name])
    return Columns(**values)


def _texts(cells: dict[str, Any], types: dict[str, str]) -> Texts:
    numbers = {
        name: _numbers(cells[f"texts/{name}"], types[f"texts/{name}"]) for name in TEXT_NUMBERS
    }
    return Texts(vocabulary=cells["texts/vocabulary"].values, **numbers)


def _text(cell: Any) -> list[str]:
    return [value.decode("utf-8", "surrogatepass") for value in cell.values.to_pylist()]


def _numbers(cell: Any, kind: str) -> Any:
    values = cell.values.to_numpy()
    return values.view(bool) if kind == _BOOLS else values
