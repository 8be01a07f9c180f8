"""What a file is, by its content; its name is only compared with that."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from geodata.errors import FileFormatError


class Kind(StrEnum):
    """A kind of file that is read here; the value stands in sentences."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "a web page"
    PDF = "a PDF"
    DOCX = "a Word document"
    MAIL = "an e-mail"
    TABLE = "a table"
    REPORTS = "a list of reports"
    FEED = "a feed"
    ARCHIVE = "a zip file"


KIND_OF_ENDING = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".log": Kind.TEXT,
    ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF, ".docx": Kind.DOCX, ".eml": Kind.MAIL,
    ".csv": Kind.TABLE, ".tsv": Kind.TABLE,
    ".json": Kind.REPORTS, ".toml": Kind.REPORTS,
    ".rss": Kind.FEED, ".atom": Kind.FEED, ".xml": Kind.FEED, ".rdf": Kind.FEED,
    ".zip": Kind.ARCHIVE,
}  # fmt: skip
_LOOSE = frozenset({Kind.TEXT, Kind.MARKDOWN, Kind.TABLE, Kind.REPORTS})  # read by their ending
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_HEADER = re.compile(
    rb"^(From|To|Date|Subject|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|"
    rb"Content-Type|Reply-To|X-[\w-]+|DKIM-Signature):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes, name: str, ending: str) -> Kind:
    """The kind of a file.

    Args:
        data: its content.
        name: as it shall stand in messages.
        ending: of its name, in small letters with the dot; '' lets the content decide alone.

    Raises:
        FileFormatError: it is empty, of a kind not read here, or not what its ending says.

    Example:
        >>> kind_of(b"%PDF-1.7 ...", "a.pdf", ".pdf")
        <Kind.PDF: 'a PDF'>
        >>> kind_of(b"%PDF-1.7 ...", "a.txt", ".txt")
        Traceback (most recent call last):
        geodata.errors.FileFormatError: The file 'a.txt' is a PDF, not plain text as its name \
says: if that is right, give it the ending .pdf.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise FileFormatError(f"The file {name!r} is empty: there is no text to read.")
    said = KIND_OF_ENDING.get(ending)
    found = _by_content(data, name)
    if found is Kind.TEXT and said in _LOOSE:
        return said
    if said in {Kind.TEXT, Kind.MARKDOWN} and found is Kind.MAIL:
        return said  # a text may begin like an e-mail
    if said is not None and found is not said:
        raise FileFormatError(_contradiction(name, found, said))
    return found


def _by_content(data: bytes, name: str) -> Kind:
    head = data[:4000]
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if head.startswith(_OLD_OFFICE):
        raise FileFormatError(_old_office(data, name))
    for mark in _MARKS:
        head = head.removeprefix(mark)
    letters = head.replace(b"\x00", b"")  # UTF-16 in Latin letters
    if _HTML.match(letters):
        return Kind.HTML
    if letters.lstrip().startswith(b"<") and _FEED.search(letters):
        return Kind.FEED
    return Kind.MAIL if _is_mail(head) else Kind.TEXT


def _is_mail(head: bytes) -> bool:
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    first = headers.split(b"\n", 1)[0]
    names = {name.lower() for name in _HEADER.findall(headers)}
    return bool(_HEADER.match(first)) and len(names) >= 2 and bool(names & {b"from", b"subject"})


def _zipped(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = {member.filename for member in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileFormatError(
            f"The file {name!r} begins like a zip file but is damaged: fetch or save it again."
        ) from error
    if "[Content_Types].xml" in inside:
        return _office(inside, name)
    if "mimetype" in inside and "content.xml" in inside:
        raise FileFormatError(
            f"The file {name!r} is an OpenDocument file, which is not read here: save it as "
            "docx or PDF."
        )
    return Kind.ARCHIVE


def _office(inside: set[str], name: str) -> Kind:
    if any(member.lower().endswith("vbaproject.bin") for member in inside):
        raise FileFormatError(
            f"The file {name!r} carries macros, which are never run or read here: save it as a "
            "docx without macros."
        )
    if "word/document.xml" in inside:
        return Kind.DOCX
    what, instead = "an Office file", "docx or PDF"
    if any(member.startswith("xl/") for member in inside):
        what, instead = "an Excel workbook", "CSV"
    elif any(member.startswith("ppt/") for member in inside):
        what, instead = "a presentation", "PDF"
    raise FileFormatError(
        f"The file {name!r} is {what}, which is not read here: save it as {instead}."
    )


def _old_office(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            f"The file {name!r} is protected by a password: open it with the password and save "
            "it without."
        )
    return (
        f"The file {name!r} is an old Office file, which is not read here: save it as docx or PDF."
    )


def _contradiction(name: str, found: Kind, said: Kind) -> str:
    if found is Kind.TEXT:
        return f"The file {name!r} is not {said} as its name says: save it again, or as .txt."
    right = next(ending for ending, kind in KIND_OF_ENDING.items() if kind is found)
    return (
        f"The file {name!r} is {found}, not {said} as its name says: if that is right, give it "
        f"the ending {right}."
    )
