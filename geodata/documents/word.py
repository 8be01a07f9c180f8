"""Word documents: paragraphs as a reader sees them, in one pass over the file.

A reader of its own: the common library builds the whole document in memory (2 GB for a file
of 87 kB made to do that), and leaves out inserted text and what follows an entity.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from geodata.documents.limits import UNPACKED_BYTES
from geodata.errors import FileFormatError
from geodata.exchange.report_files import ReportText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = {
    f"{_W}del", f"{_W}moveFrom", f"{_W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
}
_ENDS_LINE = {f"{_W}br", f"{_W}cr"}
_LONGEST_PART = 60_000_000  # bytes of XML in one part


def read_docx(data: bytes, name: str) -> ReportText:
    """The text of a Word document, with its title and author.

    Inserted text is there and deleted text is not, as if all changes were accepted.

    Raises:
        FileFormatError: damaged, too large when unpacked, or it declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, name)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, EOFError, OSError, ValueError,
            NotImplementedError, RuntimeError, zlib.error) as error:  # fmt: skip
        if isinstance(error, FileFormatError):
            raise
        raise FileFormatError(
            f"The file {name!r} is a damaged Word document: open it in a word processor and save "
            "it again."
        ) from error


def _read(archive: zipfile.ZipFile, name: str) -> ReportText:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise FileFormatError(
            f"The file {name!r} is protected by a password: open it with the password and save "
            "it without."
        )
    if sum(member.file_size for member in members) > UNPACKED_BYTES:
        raise _too_large(name)
    here = {member.filename for member in members}
    title, paragraphs = "", []
    for style, text in _lines(archive, "word/document.xml", name):
        if style == "Title" and not title:
            title = text
        paragraphs.append(text)
    notes: tuple[str, ...] = ()
    if "word/footnotes.xml" in here:
        feet = [text for _, text in _lines(archive, "word/footnotes.xml", name)]
        paragraphs += feet
        notes = ("The footnotes stand behind the text.",) if feet else ()
    said = _core(archive, name) if "docProps/core.xml" in here else {}
    return ReportText(
        "\n\n".join(paragraphs),
        title=said.get("title") or title,
        author=said.get("author", ""),
        notes=notes,
    )


def _lines(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph that has any, in order; a row of a table is one line."""
    depth = 0
    row: list[list[str]] = []
    for mark, style, text in _paragraphs(archive, part, name):
        depth += {"table": 1, "end of table": -1}.get(mark, 0)
        if mark == "row" and depth == 1:
            row = []
        elif mark == "cell" and depth == 1:
            row.append([])
        elif mark == "end of row" and depth == 1:
            if len(row) > 1:
                yield "", "| " + " | ".join(" ".join(cell) for cell in row) + " |"
            else:
                yield from (("", line) for cell in row for line in cell)
        elif mark == "" and depth and row:
            row[-1].append(text)
        elif mark == "":
            yield style, text


_MARKS = {
    ("start", f"{_W}tbl"): "table",
    ("end", f"{_W}tbl"): "end of table",
    ("start", f"{_W}tr"): "row",
    ("end", f"{_W}tr"): "end of row",
    ("start", f"{_W}tc"): "cell",
}


def _paragraphs(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Mark, style and text: of each paragraph that has any, and the marks of tables, in order."""
    pieces: list[list[str]] = [[]]
    style, skipping = "", 0
    for event, element in _elements(archive, part, name):
        tag = element.tag
        if mark := _MARKS.get((event, str(tag))):
            yield mark, "", ""
        if tag in _LEFT_OUT:
            skipping += 1 if event == "start" else -1
        elif event == "start" and tag == f"{_W}p":
            pieces.append([])
        elif event == "start" and tag == f"{_W}pStyle":
            style = element.get(f"{_W}val", "")
        elif event == "end" and not skipping:
            pieces[-1].append(_written(element))
        if event == "end" and tag == f"{_W}p":
            text = "".join(pieces.pop() if len(pieces) > 1 else []).strip()
            if text:
                yield "", style, text
            style = ""


def _written(element: etree._Element) -> str:
    """The characters an element stands for."""
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _ENDS_LINE:
        return "\n"
    return {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(str(element.tag), "")


def _elements(
    archive: zipfile.ZipFile, part: str, name: str
) -> Iterator[tuple[str, etree._Element]]:
    if archive.getinfo(part).file_size > _LONGEST_PART:
        raise _too_large(name)
    with archive.open(part) as stream:
        events = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, load_dtd=False,
            no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        is_first = True
        for event, element in events:
            if is_first and element.getroottree().docinfo.doctype:
                raise FileFormatError(
                    f"The file {name!r} declares entities of its own, which no word processor "
                    "writes: it was not read."
                )
            is_first = False
            if isinstance(element.tag, str):
                yield event, element
            if event == "end" and element.getparent() is not None:
                _forget(element)


def _forget(element: etree._Element) -> None:
    """Let go of what was read: without it the whole document stands in memory."""
    if element.tag in (f"{_W}p", f"{_W}tbl", f"{_W}tr"):
        tail_owner = element.getparent()
        element.clear()
        if tail_owner is not None:
            tail_owner.remove(element)


def _core(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for event, element in _elements(archive, "docProps/core.xml", name):
        if event == "end" and element.tag in _CORE and element.text:
            said[_CORE[str(element.tag)]] = " ".join(element.text.split())
    return said


def _too_large(name: str) -> FileFormatError:
    return FileFormatError(
        f"The file {name!r} would unpack to more than {UNPACKED_BYTES // 1_000_000} MB: no "
        "report is that long, so it was not read."
    )
