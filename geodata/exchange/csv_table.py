"""Events as CSV: one row for each place of an event, one for each unplaced event.

UTF-8, commas, RFC 4180. A spreadsheet runs a cell that begins like a formula, so such text
gets an apostrophe in front (OWASP ASVS 1.2.10); numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TextIO

from geodata.exchange.columns import COLUMNS, event_facts, parts_facts, place_facts
from geodata.exchange.counting import Counted
from geodata.exchange.geojson import OthersOf, ReportOf, nobody
from geodata.model import Event, Report

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
    counted = Counted(events)
    file.writelines(csv_chunks(counted, report_of, others_of))
    return counted.count


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
            cells = [*row[:-1], others, row[-1]]
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
    facts: dict[str, Cell] = {
        "event_id": event.id,
        **event_facts(event, report),
        "actors": "; ".join(actor.name for actor in event.actors),
        "counts": "; ".join(count.text for count in event.counts),
        # Roles and meanings, as in GeoJSON: with them an export is read back without loss.
        "parts": json.dumps(parts_facts(event), ensure_ascii=False),
    }
    for place in event.places or (None,):
        cells = facts if place is None else facts | place_facts(place)
        yield [cells.get(column) for column in COLUMNS if column != "also_told_by"]
