"""Tables of reports: CSV or TSV with one report in each row."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from geodata.errors import FileFormatError, InputError
from geodata.exchange.decoding import decoded
from geodata.exchange.report_files import ReportText
from geodata.web_link import checked_link

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 50_000, 200, 1_000_000
_COLUMNS = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "report"),
    "title": ("title", "headline", "subject"),
    "source": ("source", "publisher", "outlet", "site", "newspaper"),
    "author": ("author", "byline", "writer"),
    "link": ("link", "url", "address", "web_url"),
    "published": ("published", "date", "day", "published_at", "publication_date"),
    "language": ("language", "lang"),
}
TEXT_COLUMNS = frozenset(_COLUMNS["text"])
_MOST_PROBLEMS = 20


def read_table(data: bytes, name: str) -> tuple[list[ReportText], list[str]]:
    """A report for each row that has a text, and what is wrong with the other rows.

    Rows are counted as a spreadsheet shows them: the header is row 1.

    Raises:
        FileFormatError: no column of texts, or no table.
    """
    text, encoding = decoded(data, name)
    rows = _rows(text, name)
    header = next(rows, [])
    places = _places(header, name)
    reports, problems = [], []
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise FileFormatError(
                f"The table {name!r} has more than {MOST_ROWS:,} rows: add it in parts."
            )
        if not any(cell.strip() for cell in row):
            continue
        try:
            report = _report(row, header, places, f"{name!r}, row {number}")
        except FileFormatError as error:
            problems.append(str(error))
        else:
            reports.append(replace(report, encoding=encoding))
    if not reports and not problems:
        raise FileFormatError(f"The table {name!r} has a header and no rows.")
    if len(problems) > _MOST_PROBLEMS:
        more = f"{name!r}: {len(problems) - _MOST_PROBLEMS:,} further rows could not be read."
        problems = [*problems[:_MOST_PROBLEMS], more]
    return reports, problems


def _rows(text: str, name: str) -> Iterator[list[str]]:
    sample = text[:20_000]
    first = sample.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise FileFormatError(
            f"The table {name!r} cannot be read from line {reader.line_num:,} on ({error}): look "
            "for a quote that is not closed."
        ) from error


def _places(header: list[str], name: str) -> dict[str, int]:
    """Which column holds what."""
    if len(header) > MOST_COLUMNS:
        raise FileFormatError(f"The table {name!r} has more than {MOST_COLUMNS} columns.")
    named = [" ".join(cell.split()).casefold().replace(" ", "_") for cell in header]
    places: dict[str, int] = {}
    for what, names in _COLUMNS.items():
        fitting = [place for place, column in enumerate(named) if column in names]
        if len(fitting) > 1 and len({named[place] for place in fitting}) < len(fitting):
            raise FileFormatError(
                f"The table {name!r} has two columns {named[fitting[0]]!r}: rename one."
            )
        if fitting:
            places[what] = min(fitting, key=lambda place: names.index(named[place]))
    if "text" not in places:
        seen = ", ".join(repr(column) for column in header[:8])
        raise FileFormatError(
            f"The table {name!r} has no column 'text' with the reports (its columns: {seen}). "
            "For a table of events use 'gazette import'."
        )
    return places


def _report(row: list[str], header: list[str], places: dict[str, int], where: str) -> ReportText:
    if len(row) != len(header):
        raise FileFormatError(
            f"The table {where}: it has {len(row)} cells, the header has {len(header)}."
        )
    cells = {what: row[place].strip() for what, place in places.items()}
    if not cells["text"]:
        raise FileFormatError(f"The table {where}: its text is empty.")
    try:
        link = checked_link(cells.get("link"))
    except InputError as error:
        raise FileFormatError(f"The table {where}: {error}") from error
    return ReportText(
        cells["text"],
        title=cells.get("title", ""),
        source=cells.get("source", ""),
        link=link,
        published=_day(cells.get("published", ""), where),
        author=cells.get("author", ""),
        language=cells.get("language", "")[:2].lower(),
    )


def _day(value: str, where: str) -> date | None:
    if not value:
        return None
    with contextlib.suppress(ValueError):
        return date.fromisoformat(value[:10])
    raise FileFormatError(
        f"The table {where}: its day of publication is {value[:40]!r}; write it as 2020-07-16."
    )
