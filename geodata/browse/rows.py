"""Lines of the list, made for the page that is shown and for no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from geodata.browse.columns import (
    ACTOR_SEPARATOR,
    UNDATED,
    Columns,
)
from geodata.browse.values import EventRow
from geodata.partial_date import NO_DATE, Bound, DatePrecision, PartialDate, date_words

NOT_PLACED = "not placed"


def rows_of(columns: Columns, events: Sequence[int]) -> list[EventRow]:
    """The rows of events given by their numbers, in that order."""
    if not len(events):
        return []
    texts = columns.pages.take(events).to_pylist()
    return [_row(columns, int(event), text) for event, text in zip(events, texts, strict=True)]


def _row(columns: Columns, event: int, text: dict[str, Any]) -> EventRow:
    when = _partial_date(int(columns.first_day[event]), int(columns.last_day[event]), text)
    rows = range(int(columns.first_row[event]), int(columns.first_row[event + 1]))
    placed = [row for row in rows if columns.row_stack[row] >= 0]
    stack = int(columns.row_stack[placed[0]]) if placed else None
    sources = columns.source.values[columns.source.codes[event]].split(ACTOR_SEPARATOR)
    actors = columns.actors.values[columns.actors.codes[event]]
    names = [columns.place_name.values[columns.place_name.codes[row]] for row in placed]
    ids = [columns.place_id.values[columns.place_id.codes[row]] for row in placed]
    return EventRow(
        id=text["event_id"],
        report_id=text["report_id"],
        title=text["title"],
        kind=columns.kind_of(event),
        modality=columns.modality_of(event),
        first_day=None if when is None else when.first_day,
        last_day=None if when is None else when.last_day,
        date_label=NO_DATE if when is None else date_words(when),
        place_label=_place_words(columns, placed, ids),
        place_name=names[0] if names else "",
        place_ids=tuple(dict.fromkeys(ids)),
        lat=None if stack is None else float(columns.stack_lat[stack]),
        lon=None if stack is None else float(columns.stack_lon[stack]),
        actors=tuple(actors.split(ACTOR_SEPARATOR)) if actors else (),
        source=sources[0],
        certainty=float(columns.certainty[event]),
        status=columns.status_of(event),
        is_demo=text["is_demo"],
        report_count=len(sources),
    )


def _place_words(columns: Columns, placed: list[int], ids: list[str]) -> str:
    if not placed:
        return NOT_PLACED
    label = columns.place_label.values[columns.place_label.codes[placed[0]]]
    others = len(dict.fromkeys(ids)) - 1
    return f"{label} +{others}" if others else label


def _partial_date(first_day: int, last_day: int, text: dict[str, Any]) -> PartialDate | None:
    if text["date_precision"] is None:
        return None
    is_open = first_day == UNDATED
    return PartialDate(
        first_day=None if is_open else date.fromordinal(first_day),
        last_day=None if is_open else date.fromordinal(last_day),
        precision=DatePrecision(text["date_precision"]),
        approximate=text["approximate"],
        year_month_day=(text["year"], text["month"], text["day"]),
        bound=Bound(text["bound"]),
    )
