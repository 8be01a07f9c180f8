"""Bytes of a file as text, with the encoding that was found."""

from __future__ import annotations

import codecs
import contextlib

from geodata.errors import FileFormatError

# What files really are, by their first bytes; the name says nothing reliable.
_OTHER_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file (a Word, Excel or OpenDocument file is one)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\x00", "a database"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's mark: must be asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
STRAY_SHARE, STRAY_COUNT = 0.01, 3  # of zero bytes that a text may have by accident


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding it was read in.

    A byte-order mark decides; else UTF-8 when it is valid; else UTF-16 when every other
    byte is zero; else one of the Windows code pages, by which letters come out.

    Raises:
        FileFormatError: another kind of file, or bytes that are no text.

    Example:
        >>> decoded("Gəncə".encode(), "a.txt")
        ('Gəncə', 'utf-8')
        >>> decoded("Фронт, 16 июля.".encode("cp1251"), "a.txt")
        ('Фронт, 16 июля.', 'cp1251')
    """
    for first_bytes, kind in _OTHER_KINDS:
        if data.startswith(first_bytes):
            raise FileFormatError(
                f"The file {name!r} is {kind}, not text: copy the text out of it and add that."
            )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\x00" in data[:2000]:
        return _without_mark(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _code_page(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff"), encoding
    except UnicodeDecodeError as error:
        raise FileFormatError(
            f"The file {name!r} says it is {encoding.upper()}, but byte {error.start} does not "
            "fit: save it again as UTF-8."
        ) from error


def _without_mark(data: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without its mark: the zeros of Latin text stand at every other byte.

    A few stray ones in valid UTF-8 are left to whoever reads the text.
    """
    sample = data[:2000]
    zeros = [sample[start::2].count(0) for start in (0, 1)]
    if max(zeros) > 0.3 * len(sample) / 2 and min(zeros) < 0.05 * len(sample) / 2:
        return _strictly(data, "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be", name)
    if data.count(0) <= max(STRAY_COUNT, STRAY_SHARE * len(data)):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("utf-8"), "utf-8"
    raise FileFormatError(
        f"The file {name!r} has zero bytes (the first at byte {data.index(0)}), so it is no "
        "text file: save the text as UTF-8."
    )


def _code_page(data: bytes, name: str) -> tuple[str, str]:
    text = data.decode("cp1251", "replace")
    letters = [letter for letter in text if letter.isalpha() and ord(letter) > 127]
    russian = sum("а" <= letter.lower() <= "я" for letter in letters)
    # In Western text accented letters stand alone among ASCII ones; Cyrillic makes words.
    plain = sum(letter.isascii() and letter.isalpha() for letter in text)
    encoding = "cp1251" if letters and russian > 0.8 * len(letters) > plain * 0.25 else "cp1252"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise FileFormatError(
            f"The file {name!r} is in no encoding known here (byte {error.start}): "
            "save it again as UTF-8."
        ) from error
