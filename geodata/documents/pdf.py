"""PDFs, with PDFium: the reader that Chromium has."""

from __future__ import annotations

import re
import time

import pypdfium2

from geodata.documents.limits import PROMISED_S, READING_S
from geodata.documents.mending import mended
from geodata.errors import FileFormatError
from geodata.exchange.report_files import ReportText

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h
_FEWEST_LETTERS = 20  # of a file that has text at all
_MADE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")
_JOINT = re.compile("[\ufffe\x02]")
_NO_TITLE = re.compile(r"^(microsoft|untitled|document\d*$|slide )|\.\w{2,4}$", re.IGNORECASE)


def read_pdf(data: bytes, name: str, started: float) -> ReportText:
    """The text of a PDF, page heads and broken words mended.

    Args:
        data: the content.
        name: of the file, for messages.
        started: when the reading began, of time.process_time.

    Raises:
        FileFormatError: damaged, locked, pictures only, or too long.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        pages = [_lines(page, name, started) for page in document]
        said = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise FileFormatError(_why(error, name)) from error
    if sum(len(line) for page in pages for line in page) < _FEWEST_LETTERS:
        raise FileFormatError(
            f"The file {name!r} has no text in it, only pictures of pages: have the text "
            "recognised (OCR) and save it again."
        )
    text, notes = mended(pages)
    made = _MADE.match(said.get("CreationDate", ""))
    if made:
        notes += (
            f"The file was made on {'-'.join(made.groups())}; that need not be the day of "
            "publication.",
        )
    title = said.get("Title", "").strip()
    return ReportText(
        text,
        title="" if _NO_TITLE.search(title) else title,
        author=said.get("Author", "").strip(),
        notes=notes,
    )


def _lines(page: pypdfium2.PdfPage, name: str, started: float) -> list[str]:
    if time.process_time() - started > READING_S:
        raise FileFormatError(
            f"The file {name!r} has more pages than can be read in {PROMISED_S} seconds: add "
            "it in parts."
        )
    text = str(page.get_textpage().get_text_range()).replace("\x00", "")
    # PDFium joins a line that ends with a hyphen to the next one, with U+FFFE between them.
    return _JOINT.sub("-\n", text).splitlines()


def _why(error: pypdfium2.PdfiumError, name: str) -> str:
    code = getattr(error, "err_code", None)
    if code in (_PASSWORD, _SECURITY):
        return (
            f"The file {name!r} is protected by a password: open it with the password and save "
            "it without."
        )
    return f"The file {name!r} is a damaged PDF: fetch or save it again."
