"""The process that reads one file: ``python -m geodata.documents.child FOLDER``.

The folder holds ``request.json`` and ``input``; the answer is written to ``answer.json``.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from geodata.documents import limits
from geodata.documents.archive import unpack
from geodata.documents.contents import Found, Part
from geodata.documents.feed import read_feed
from geodata.documents.mail import read_mail
from geodata.documents.markdown import read_markdown
from geodata.documents.page import read_page
from geodata.documents.pdf import read_pdf
from geodata.documents.sniffing import Kind, kind_of
from geodata.documents.table import read_table
from geodata.documents.word import read_docx
from geodata.errors import FileFormatError
from geodata.exchange.decoding import decoded
from geodata.exchange.report_files import ReportText, looks_like_json, reports_in


def main(folder: Path) -> None:
    """Read what the request names and write the answer."""
    started = time.process_time()
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    _warm(request["name"])
    limits.confine(folder)
    answer = _answer(request, folder, started)
    (folder / "answer.json").write_text(json.dumps(answer), encoding="utf-8")


def _warm(name: str) -> None:
    """Load what reads web pages before memory is counted, where one may be asked for."""
    if not name.lower().endswith((".pdf", ".docx", ".txt", ".csv", ".zip")):
        import trafilatura  # noqa: F401


def _answer(request: dict[str, Any], folder: Path, started: float) -> dict[str, Any]:
    name = request["name"]
    try:
        data = (folder / "input").read_bytes()
        found = read(data, name, request["ending"], request["link"], folder, request["largest"],
                     started)  # fmt: skip
        return found.as_json()
    except FileFormatError as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        return {
            "refused": f"The file {name!r} is too complex to be read within "
            f"{limits.MEMORY_BYTES // 1_000_000} MB: save it as plain text."
        }
    except limits.ForbiddenError as error:
        return {"refused": f"The file {name!r} asked for more than its text ({error})."}
    except Exception as error:  # noqa: BLE001 - a reader's fault; the sentence says what to do
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return {"refused": f"The file {name!r} is damaged and cannot be read: save it again."}


def read(
    data: bytes, name: str, ending: str, link: str, folder: Path, largest: int, started: float
) -> Found:
    """What is in the bytes of a file.

    Args:
        data: the content.
        name: for messages.
        ending: of the name, '' to go by content alone.
        link: where it was fetched, '' for a file.
        folder: where parts are unpacked.
        largest: bytes that one part may have.
        started: when the reading began, of time.process_time.

    Raises:
        FileFormatError: nothing can be read of it.
    """
    kind = kind_of(data, name, ending)
    if kind is Kind.ARCHIVE:
        parts, problems = unpack(data, name, folder, largest)
        return Found(parts=tuple(parts), problems=tuple(problems))
    if kind is Kind.FEED:
        title, entries = read_feed(data, name, link)
        return Found(entries=tuple(entries), feed_title=title)
    if kind is Kind.TABLE:
        reports, wrong = read_table(data, name)
        return Found(tuple(reports), tuple(wrong))
    if kind is Kind.MAIL:
        return _mail(data, name, folder)
    if kind is Kind.REPORTS:
        skipped: list[str] = []
        listed = reports_in(data, name, ending, lambda error: skipped.append(str(error)))
        return Found(tuple(listed), tuple(skipped))
    return Found((_one(kind, data, name, link, started),))


def _one(kind: Kind, data: bytes, name: str, link: str, started: float) -> ReportText:
    if kind is Kind.PDF:
        return _with_text(read_pdf(data, name, started), name)
    if kind is Kind.DOCX:
        return _with_text(read_docx(data, name), name)
    if kind is Kind.HTML:
        return read_page(data, name, link)
    text, encoding = decoded(data, name)
    if kind is Kind.MARKDOWN:
        return _with_text(replace(read_markdown(text), encoding=encoding), name)
    if kind is Kind.TEXT and looks_like_json(text):
        return reports_in(data, name, ".json")[0]
    return _with_text(ReportText(text, encoding=encoding), name)


def _mail(data: bytes, name: str, folder: Path) -> Found:
    report, attached = read_mail(data, name)
    parts = []
    for number, (attachment, content) in enumerate(attached):
        (folder / f"part-{number}").write_bytes(content)
        parts.append(Part(f"{name}/{attachment}", f"part-{number}"))
    return Found((report,) if report.text.strip() else (), parts=tuple(parts))


def _with_text(report: ReportText, name: str) -> ReportText:
    if not any(map(str.isalnum, report.text)):
        raise FileFormatError(f"The file {name!r} has no text in it: no letter and no number.")
    return report


if __name__ == "__main__":
    main(Path(sys.argv[1]))
