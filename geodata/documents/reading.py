"""A file, or bytes with a name, as the reports in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from geodata.documents.apart import Cancelled, CancelledError, read_apart
from geodata.documents.contents import Contents, FeedEntry
from geodata.documents.file_names import plain_name
from geodata.documents.limits import MOST_NESTED
from geodata.documents.sniffing import KIND_OF_ENDING
from geodata.errors import FileFormatError
from geodata.exchange.report_files import ReportText

LARGEST_FILE = 20_000_000  # bytes
ENDINGS = tuple(sorted({*KIND_OF_ENDING} - {".rss", ".atom", ".xml", ".rdf", ".log", ".text"}))
_LONGEST_NAME = 200


def read_document_file(path: Path | str, *, cancelled: Cancelled = lambda: False) -> Contents:
    """The reports of a file, whatever format it has.

    Raises:
        FileFormatError: it cannot be opened, is too large, or nothing can be read of it.
        CancelledError: the work was stopped meanwhile.
    """
    path = Path(path)
    try:
        _refuse_size(path.stat().st_size, str(path))
        with path.open("rb") as file:  # a pipe or a device has no size beforehand
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileFormatError(
            f"The file {str(path)!r} cannot be read: {error.strerror or error}."
        ) from error
    return documents_in(data, str(path), cancelled=cancelled)


def documents_in(
    data: bytes, name: str, *, link: str = "", cancelled: Cancelled = lambda: False
) -> Contents:
    """The reports in the bytes of a file or page.

    What a zip file or an e-mail carries is read one after the other; what cannot be read is a
    sentence in ``problems``, and the rest goes on.

    Args:
        data: the whole content.
        name: of the file; for a page its address.
        link: where it was fetched; then the content alone says what it is. '' for a file.
        cancelled: asked now and then whether to stop.

    Raises:
        FileFormatError: nothing can be read of it.
        CancelledError: the work was stopped meanwhile.

    Example:
        >>> documents_in(b"A quake shook Lima.", "note.txt").documents[0].text
        'A quake shook Lima.'
        >>> documents_in(b"%PDF-1.4", "note.txt")
        Traceback (most recent call last):
        geodata.errors.FileFormatError: The file 'note.txt' is a PDF, not plain text as its \
name says: if that is right, give it the ending .pdf.
    """
    shown = name if len(name) <= _LONGEST_NAME else f"…{name[-_LONGEST_NAME:]}"
    _refuse_size(len(data), shown)
    return _read(data, shown, link, cancelled, depth=0)


def _read(data: bytes, name: str, link: str, cancelled: Cancelled, depth: int) -> Contents:
    ending = "" if link else PurePath(name).suffix.lower()
    with read_apart(
        data, name, ending=ending, link=link, largest=LARGEST_FILE, cancelled=cancelled
    ) as (found, folder):
        own = Contents(
            tuple(_marked(found.documents, data, name, link)),
            found.problems, found.entries, found.feed_title,
        )  # fmt: skip
        parts = [_part(folder / part.file, part.name, cancelled, depth) for part in found.parts]
    whole = _together([own, *parts])
    if whole.problems and not whole.documents and depth == 0:
        raise FileFormatError(" ".join(whole.problems[:5]))
    return whole


def _marked(
    documents: tuple[ReportText, ...], data: bytes, name: str, link: str
) -> Iterator[ReportText]:
    digest = hashlib.sha256(data).hexdigest()
    file_name = "" if link else plain_name(name)
    for one in documents:
        yield replace(one, file_name=file_name, file_hash=digest, link=one.link or link)


def _part(file: Path, name: str, cancelled: Cancelled, depth: int) -> Contents:
    if depth >= MOST_NESTED:
        return Contents(problems=(f"The file {name!r} lies too deep and was left out.",))
    try:
        return _read(file.read_bytes(), name, "", cancelled, depth + 1)
    except CancelledError:
        raise
    except FileFormatError as error:
        return Contents(problems=(str(error),))


def _together(several: list[Contents]) -> Contents:
    entries: tuple[FeedEntry, ...] = several[0].entries
    return Contents(
        tuple(document for one in several for document in one.documents),
        tuple(problem for one in several for problem in one.problems),
        entries,
        several[0].feed_title,
    )


def _refuse_size(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise FileFormatError(
            f"The file {name!r} has more than the {LARGEST_FILE // 1_000_000} MB that one file "
            "may have: add it in parts."
        )
