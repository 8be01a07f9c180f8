"""Zip files: their members, checked against the directory before a byte is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path

from geodata.documents.contents import Part
from geodata.documents.file_names import plain_name
from geodata.documents.limits import MOST_PARTS, UNPACKED_BYTES
from geodata.errors import FileFormatError

_IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db")
_CHUNK = 1_000_000


def unpack(data: bytes, name: str, folder: Path, largest: int) -> tuple[list[Part], list[str]]:
    """The members as files of the folder, under names of our own, and what was left out.

    Args:
        data: the zip file.
        name: of it, for messages.
        folder: an empty folder.
        largest: bytes that one member may have.

    Raises:
        FileFormatError: damaged, or more than the limits allow; nothing is unpacked then.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_wanted(one)]
            _refuse(members, name)
            return _unpacked(archive, members, name, folder, largest)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
            ValueError, RuntimeError) as error:  # fmt: skip
        if isinstance(error, FileFormatError):
            raise
        raise FileFormatError(f"The zip file {name!r} is damaged: make it again.") from error


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    return not member.is_dir() and not any(part in member.filename for part in _IGNORED)


def _refuse(members: list[zipfile.ZipInfo], name: str) -> None:
    if not members:
        raise FileFormatError(f"The zip file {name!r} is empty.")
    if len(members) > MOST_PARTS:
        raise FileFormatError(
            f"The zip file {name!r} has {len(members):,} files; one may have {MOST_PARTS}: make "
            "several of it."
        )
    if sum(member.file_size for member in members) > UNPACKED_BYTES:
        raise FileFormatError(
            f"The zip file {name!r} would unpack to more than {UNPACKED_BYTES // 1_000_000} MB: "
            "add its files in parts."
        )
    if any(member.flag_bits & 1 for member in members):
        raise FileFormatError(
            f"The zip file {name!r} is protected by a password: unpack it and add its files."
        )


def _unpacked(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, folder: Path, largest: int
) -> tuple[list[Part], list[str]]:
    parts: list[Part] = []
    problems: list[str] = []
    total = 0
    for number, member in enumerate(members):
        shown = f"{name}/{plain_name(member.filename)}"
        problem = _problem(member, largest)
        if problem:
            problems.append(f"The file {shown!r} {problem}.")
            continue
        target = folder / f"part-{number}"
        # The directory may lie about sizes: what really comes out is counted too.
        total += _copied(archive, member, target, min(largest, UNPACKED_BYTES - total), shown)
        parts.append(Part(shown, target.name))
    return parts, problems


def _problem(member: zipfile.ZipInfo, largest: int) -> str:
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link to another file and was left out"
    if member.file_size > largest:
        return f"is larger than the {largest // 1_000_000} MB that one file may have"
    if member.filename.lower().endswith(".zip"):
        return "is a zip file within a zip file and was left out: add it by itself"
    return ""


def _copied(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int, shown: str
) -> int:
    written = 0
    with archive.open(member) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > most:
                raise FileFormatError(
                    f"The file {shown!r} unpacks to more than its zip file says: it was not read."
                )
            file.write(chunk)
    return written
