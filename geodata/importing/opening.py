"""A file looked through once: what it holds, in which encoding, packed or not; then its lines."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, TextIO, cast

from geodata.errors import FileFormatError
from geodata.exchange.decoding import decoded
from geodata.importing.results import Progress

_PIECE: Final = 1 << 20
_HEAD: Final = 1 << 18
_DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a file before its first row is read.

    Attributes:
        name: as it stands in messages.
        digest: SHA-256 of what is in it, unpacked.
        size: bytes, unpacked.
        has_bad_bytes: whether some bytes do not fit the encoding; their rows are refused.
    """

    path: Path
    name: str
    digest: str
    size: int
    encoding: str
    has_bad_bytes: bool


def survey(path: Path, name: str, progress: Progress) -> Survey:
    """Read the whole file once.

    Raises:
        FileFormatError: it cannot be read, is empty, or holds something else.
    """
    hasher = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")()
    size, head, strange, is_utf_8, has_zeros = 0, b"", b"", True, False
    whole = path.stat().st_size if path.exists() else 0
    with _unpacked(path, name) as file:
        while piece := file.read(_PIECE):
            hasher.update(piece)
            size += len(piece)
            has_zeros = has_zeros or b"\x00" in piece
            if len(head) < _HEAD:
                head += piece[:_HEAD]
            if is_utf_8:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    is_utf_8 = False
            if not is_utf_8 and len(strange) < _HEAD:
                strange += b"\n".join(line for line in piece.split(b"\n") if _HIGH.search(line))
            progress(f"Looking through {name}", min(0.99, size / max(whole, size)))
    if not head.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise FileFormatError(f"The file {name!r} is empty: there is no event in it.")
    encoding, has_bad_bytes = _encoding(head, strange, is_utf_8=is_utf_8, name=name)
    return Survey(path, name, hasher.hexdigest(), size, encoding, has_bad_bytes or has_zeros)


def _encoding(head: bytes, strange: bytes, *, is_utf_8: bool, name: str) -> tuple[str, bool]:
    if is_utf_8:
        # Zero bytes are valid UTF-8 and what UTF-16 without a mark is full of.
        if b"\x00" in head[:2000]:
            found = _without_zeros(head, name)
            if found != "utf-8":
                return found, True
        return "utf-8-sig", False
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)):
        utf_32 = head.startswith(codecs.BOM_UTF32_LE)
        return ("utf-32" if utf_32 else "utf-16"), True
    if b"\x00" in head[:2000]:
        return _without_zeros(head, name), True
    sample = strange[:_HEAD]
    good = sum(len(part) for part in _SEQUENCE.findall(sample))
    bad = len(_HIGH.findall(sample)) - good
    if good > 4 * bad:
        return "utf-8-sig", True  # a few damaged rows in a file that is UTF-8 otherwise
    return decoded(sample, name)[1], True


def _without_zeros(head: bytes, name: str) -> str:
    even = head[: len(head) // 2 * 2]
    try:
        return decoded(even[:2000], name)[1]
    except FileFormatError:
        if 10 * head.count(0) < len(head):
            return "utf-8"  # single zero bytes: their rows are refused
        raise


@contextmanager
def opened_text(found: Survey) -> Iterator[TextIO]:
    """The text of the file, line ends as they are."""
    # Bytes that do not fit become what no text may hold, so that their rows are found.
    errors = "surrogateescape" if found.encoding.startswith("utf-8") else "replace"
    with _unpacked(found.path, found.name) as file:
        yield io.TextIOWrapper(
            file, encoding=found.encoding, errors=errors, newline="", write_through=False
        )


@contextmanager
def _unpacked(path: Path, name: str) -> Iterator[BinaryIO]:
    try:
        if path.is_dir():
            raise FileFormatError(f"{name!r} is a folder: name a file in it.")
        with path.open("rb") as file:
            start = file.read(8)
        _refuse_other_kinds(start, name)
        if start.startswith(b"\x1f\x8b"):
            with gzip.open(path) as unpacked:
                yield cast(BinaryIO, unpacked)
        elif start.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(path) as archive, archive.open(_member(archive, name)) as member:
                yield cast(BinaryIO, member)
        else:
            with path.open("rb") as plain:
                yield plain
    except _DAMAGED as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise FileFormatError(
            f"The file {name!r} cannot be read: {str(reason)[:160].rstrip('.')}."
        ) from error


def _refuse_other_kinds(start: bytes, name: str) -> None:
    if not start.startswith((b"\x1f\x8b", b"PK\x03\x04")):
        decoded(start if b"\x00" not in start else start[:0], name)


def _member(archive: zipfile.ZipFile, name: str) -> str:
    members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__")]
    if any(m.filename.startswith(("xl/", "word/")) for m in members):
        raise FileFormatError(
            f"The file {name!r} is an Office file: save the sheet as CSV and import that."
        )
    if len(members) != 1:
        raise FileFormatError(
            f"The file {name!r} holds {len(members)} files: unpack it and import them one by one."
        )
    return members[0].filename
