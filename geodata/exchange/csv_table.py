"""Events as CSV: one row for each place of an event, one for each unplaced event.

UTF-8, commas, RFC 4180. A spreadsheet runs a cell that begins like a formula, so such text
gets an apostrophe in front (OWASP ASVS 1.2.10); numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TextIO

from geodata.exchange.geojson import DECIMALS, OthersOf, ReportOf, nobody
from geodata.model import Event, EventPlace, Report

COLUMNS = (
    "event_id", "date", "first_day", "last_day", "date_rule", "kind", "family", "modality",
    "title", "place", "place_label", "place_id", "country_code", "place_role", "precision",
    "lat", "lon", "radius_km", "place_score", "certainty", "status", "actors", "counts",
    "speaker", "passage", "source", "report_title", "link", "published", "report_id",
    "also_told_by",
)  # fmt: skip
ROWS_A_CHUNK = 200

# The full-width forms are formulas too where Chinese or Japanese is the language.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\x00＝＋－＠]")

Cell = str | int | float | None


def safe_cell(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it.

    Text that has the apostrophe already gets a second one, so that nothing is lost.

    Example:
        >>> safe_cell("=1+1"), safe_cell("Ganja"), safe_cell("'=1+1")
        ("'=1+1", 'Ganja', "''=1+1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unsafe_cell(text: str) -> str:
    """What `safe_cell` was given.

    Example:
        >>> [unsafe_cell(safe_cell(text)) for text in ("=1", "'=1", "'quoted'", "-")]
        ['=1', "'=1", "'quoted'", '-']
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_csv(
    file: TextIO, events: Iterable[Event], report_of: ReportOf, others_of: OthersOf = nobody
) -> int:
    """Write a table; how many events went in.

    Args:
        file: opened for text in UTF-8 with newline=''.
        events: streamed; each is forgotten once written.
        report_of: gives the report of an id, for source and link; asked once in a row.
        others_of: gives the events that an event is joined with, as other reports tell it.
    """
    count = 0

    def counted() -> Iterator[Event]:
        nonlocal count
        for event in events:
            count += 1
            yield event

    file.writelines(csv_chunks(counted(), report_of, others_of))
    return count


def csv_chunks(
    events: Iterable[Event], report_of: ReportOf, others_of: OthersOf = nobody
) -> Iterator[str]:
    """The same as pieces of text, the header first."""
    known = lru_cache(maxsize=256)(report_of)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for number, event in enumerate(events, start=1):
        others = "; ".join(_named(known(other.report_id)) for other in others_of(event.id))
        for row in event_rows(event, known(event.report_id)):
            cells = [*row, others]
            writer.writerow([safe_cell(c) if isinstance(c, str) else c for c in cells])
        if number % ROWS_A_CHUNK == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _named(report: Report) -> str:
    """A report in few words: 'Example Times https://example.org/1'."""
    return " ".join(filter(None, (report.source or report.title or report.id, report.link)))


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def event_rows(event: Event, report: Report) -> Iterator[list[Cell]]:
    """The rows of one event, cells as they are before they are made safe."""
    date = event.date
    before: list[Cell] = [
        event.id,
        "" if date is None else date.edtf,
        None if date is None or date.first_day is None else date.first_day.isoformat(),
        None if date is None or date.last_day is None else date.last_day.isoformat(),
        event.date_rule,
        event.kind.value,
        event.family.value,
        event.modality.value,
        event.title,
    ]
    after: list[Cell] = [
        round(event.certainty, 4),
        event.status.value,
        "; ".join(actor.name for actor in event.actors),
        "; ".join(count.text for count in event.counts),
        event.speaker,
        event.passage.text,
        report.source,
        report.title,
        report.link,
        None if report.published is None else report.published.isoformat(),
        report.id,
    ]
    for place in event.places or (None,):
        yield [*before, *_place_cells(place), *after]


def _place_cells(place: EventPlace | None) -> list[Cell]:
    if place is None:
        return [None] * 10
    return [
        place.name,
        place.place.label,
        place.place.id,
        place.place.country_code,
        place.role.value,
        place.precision.value,
        round(place.position.lat, DECIMALS),
        round(place.position.lon, DECIMALS),
        round(place.radius_km, 3),
        round(place.score, 4),
    ]
