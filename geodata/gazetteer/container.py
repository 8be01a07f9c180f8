"""The compiled file: a checked header and raw sections behind it, all mapped, none copied.

Layout: 8 bytes of magic, 4 bytes header length, 4 bytes CRC-32 of the header, the header as
JSON, then the sections, each starting at a multiple of 64. The header has every section's
type, offset, size and CRC-32, and the size of the whole file. It is written to a temporary
name and renamed, so a half-written file never carries the final name.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"GAZETTE1"
_PREFIX = struct.Struct("<8sII")
_ALIGNMENT = 64


class DamagedFileError(Exception):
    """The file is truncated, altered or of another making; building anew mends it."""


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT


def write_container(
    path: Path, arrays: Mapping[str, NDArray[Any]], blobs: Mapping[str, bytes], about: Any
) -> None:
    """Write sections to a temporary file beside ``path``, flush it to the disk, rename it.

    Two processes may write the same path at once: each renames a whole file.

    Raises:
        OSError: the folder refuses writes or is full; nothing is left behind.
    """
    views = {name: np.ascontiguousarray(a).view(np.uint8).data for name, a in arrays.items()}
    views |= {name: memoryview(blob) for name, blob in blobs.items()}
    sections: dict[str, dict[str, Any]] = {}
    offset = 0
    for name, view in views.items():
        kind = arrays[name].dtype.str if name in arrays else "bytes"
        crc = zlib.crc32(view)
        sections[name] = {"type": kind, "offset": offset, "size": view.nbytes, "crc": crc}
        offset = _aligned(offset + view.nbytes)
    header = json.dumps({"about": about, "sections": sections, "body": offset}).encode()
    import tempfile  # not needed to open a file, which shall be quick

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".building-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_PREFIX.pack(MAGIC, len(header), zlib.crc32(header)) + header)
            file.write(bytes(_aligned(file.tell()) - file.tell()))
            for view in views.values():
                file.write(view)
                file.write(bytes(_aligned(view.nbytes) - view.nbytes))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - mkstemp hands out a str
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


class Container:
    """A mapped file; sections are views that live as long as it does.

    Args:
        path: the file.
        checked: sections whose bytes are compared with their checksums now.

    Raises:
        DamagedFileError: the header or a checked section does not check out, or the size
            is wrong.
        FileNotFoundError: there is no such file.
    """

    def __init__(self, path: Path, *, checked: Collection[str] = ()) -> None:
        self.path = path
        with path.open("rb") as file:
            head = file.read(_PREFIX.size)
            if len(head) < _PREFIX.size:
                raise DamagedFileError(f"{path} ends inside its header.")
            magic, length, crc = _PREFIX.unpack(head)
            header = file.read(length) if magic == MAGIC and length < 1 << 20 else b""
            if len(header) != length or zlib.crc32(header) != crc or magic != MAGIC:
                raise DamagedFileError(f"The header of {path} does not check out.")
            content = json.loads(header)
            self._start = _aligned(_PREFIX.size + length)
            if os.fstat(file.fileno()).st_size != self._start + content["body"]:
                raise DamagedFileError(f"{path} has not the size its header tells.")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.about: Any = content["about"]
        self._sections: dict[str, dict[str, Any]] = content["sections"]
        damaged = self.damaged_sections(checked)
        if damaged:
            raise DamagedFileError(f"{path} is damaged in {', '.join(damaged)}.")

    def bytes_of(self, name: str) -> memoryview:
        """A section as raw bytes, not copied."""
        section = self._sections[name]
        begin = self._start + section["offset"]
        return memoryview(self._map)[begin : begin + section["size"]]

    def array(self, name: str) -> NDArray[Any]:
        """A section as a read-only array of one dimension, not copied."""
        dtype = np.dtype(self._sections[name]["type"])
        return np.frombuffer(self.bytes_of(name), dtype=dtype)

    def damaged_sections(self, names: Collection[str] | None = None) -> list[str]:
        """Those sections (all when None) whose bytes are not what was written."""
        return [
            name
            for name in (self._sections if names is None else names)
            if name not in self._sections
            or zlib.crc32(self.bytes_of(name)) != self._sections[name]["crc"]
        ]
