"""What is decided about a file before its first row goes in."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TextIO

from geodata.coordinates import LatLon
from geodata.errors import FileFormatError, SwappedPositionsError
from geodata.gazetteer import Gazetteer
from geodata.importing.coordinate_cells import degrees
from geodata.importing.csv_records import Record, Records, Refusal, likely_delimiter
from geodata.importing.day_cells import Orders
from geodata.importing.geojson_records import features, looks_like_geojson, property_columns
from geodata.importing.layouts import Layout, gdelt_columns, layout_of
from geodata.importing.opening import Survey, opened_text
from geodata.importing.placing import Placer
from geodata.importing.results import Choices, DateOrder

Rows = Iterator[Record | Refusal]
Block = tuple[list[Record | Refusal], int]
_LOOKED_AT: Final = 2_000  # rows
_HEAD_LINES: Final = 30
_LONGEST_HEAD: Final = 2_000_000
_LIKELY: Final = 0.8  # of the rows that can tell, so many are swapped in a file that is
_LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is read.

    Attributes:
        delimiter: '' for GeoJSON.
        order: of day and month where they could stand either way, None when no cell asks.
        notes: for the user.
    """

    layout: Layout
    delimiter: str
    order: DateOrder | None
    notes: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is an export of Gazette."""
        return self.layout.name == "Gazette"

    @property
    def has_header(self) -> bool:
        """Whether the first row names the columns."""
        return bool(self.delimiter) and self.layout.name != "GDELT"


def planned(found: Survey, choices: Choices, gazetteer: Callable[[], Gazetteer]) -> Plan:
    """Look at the columns and the first rows, at all of them where their dates ask for it.

    Raises:
        FileFormatError: it cannot be used.
        InputError: the user must choose: positions look swapped.
    """
    layout, delimiter = _layout(found, choices)
    plan = Plan(layout, delimiter, choices.date_order, ())
    if plan.is_own:
        return plan
    with opened_rows(found, plan) as rows:
        first = [row for row in itertools.islice(rows, _LOOKED_AT) if isinstance(row, Record)]
    if choices.swap is None:
        _refuse_swapped(first, plan, gazetteer, found.name)
    order, notes = _order(found, plan, first, choices)
    return Plan(layout, delimiter, order, notes)


def _layout(found: Survey, choices: Choices) -> tuple[Layout, str]:
    with opened_text(found) as text:
        head = _head(text)
    if looks_like_geojson(head):
        with opened_text(found) as text:
            names = property_columns(text, found.name)
        return layout_of(names, choices.columns, found.name), ""
    delimiter = likely_delimiter(head)
    records = Records(head, delimiter, checks_bytes=False)
    first = next((row.cells for row in records if isinstance(row, Record) and any(row.cells)), [])
    if delimiter == "\t" and (known := gdelt_columns(first)) is not None:
        return layout_of(known, choices.columns, found.name, is_gdelt=True), "\t"
    columns = [cell.strip().strip("\ufeff\u00a0") for cell in first]
    if not any(columns):
        raise FileFormatError(f"The file {found.name!r} has no row that names its columns.")
    _refuse_rows_for_names(columns, found.name)
    return layout_of(columns, choices.columns, found.name), delimiter


def _head(text: TextIO) -> list[str]:
    """The first lines; one of them may be the whole file."""
    lines: list[str] = []
    size = 0
    while len(lines) < _HEAD_LINES and size < _LONGEST_HEAD:
        line = text.readline(_LONGEST_HEAD)
        if not line:
            break
        if line.strip():
            lines.append(line)
        size += len(line)
    return lines


def _refuse_rows_for_names(columns: list[str], name: str) -> None:
    """A first row of numbers is no header."""
    numbers = sum(_is_number(column) for column in columns)
    if numbers and numbers >= len([c for c in columns if c]) / 2:
        raise FileFormatError(
            f"The first row of the file {name!r} is {', '.join(columns)[:80]!r}, which names no "
            "columns: put a row with their names in front."
        )


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


# ------------------------------------------------------------------------ rows


@contextmanager
def opened_rows(found: Survey, plan: Plan) -> Iterator[Rows]:
    """The records of the file, each as wide as its columns; others are refusals."""
    with opened_text(found) as text:
        if not plan.delimiter:
            yield features(text, plan.layout.columns, found.name)
        else:
            yield _fitting(_records(text, found, plan), _Fit(plan))


@contextmanager
def opened_blocks(found: Survey, plan: Plan) -> Iterator[Iterator[Block]]:
    """What ``opened_rows`` gives, some at a time with their characters."""
    with opened_text(found) as text:
        if not plan.delimiter:
            rows = features(text, plan.layout.columns, found.name)
            yield (([row], size_of(row)) for row in rows)
        else:
            yield _blocks(_records(text, found, plan), _Fit(plan))


def _records(text: TextIO, found: Survey, plan: Plan) -> Records:
    quoted = plan.layout.name != "GDELT"
    records = Records(text, plan.delimiter, quoted=quoted, checks_bytes=found.has_bad_bytes)
    records.width = len(plan.layout.columns)
    return records


def _fitting(records: Records, fit: _Fit) -> Rows:
    for row in records:
        if (fitted := fit.row(row)) is not None:
            yield fitted


def _blocks(records: Records, fit: _Fit) -> Iterator[Block]:
    one_by_one = _fitting(records, fit)
    while True:
        rows, size = records.block()
        if rows:
            yield fit.rows(rows), size
            continue
        # Something is not plain here, or this is the end.
        slow: list[Record | Refusal] = []
        for row in one_by_one:
            slow.append(row)
            if records.is_even:
                break
        if not slow:
            return
        yield slow, sum(map(size_of, slow))


def size_of(row: Record | Refusal) -> int:
    """Characters of a row, about."""
    if isinstance(row, Record):
        return sum(map(len, row.cells)) + len(row.cells)
    return len(row.text)


class _Fit:
    """Looks whether rows are as wide as the columns, and no column names once more."""

    def __init__(self, plan: Plan) -> None:
        self._delimiter = plan.delimiter
        self._width = len(plan.layout.columns)
        self._names = [column.strip() for column in plan.layout.columns]
        self._headers = 0 if plan.has_header else 1

    def rows(self, rows: list[Record]) -> list[Record | Refusal]:
        """These rows, without empty lines, or refusals in their place."""
        first, width = self._names[0], self._width
        if self._headers and all(
            len(cells) == width and cells[0] and cells[0] != first for _, cells in rows
        ):
            return [*rows]
        return [fitted for row in rows if (fitted := self.row(row)) is not None]

    def row(self, row: Record | Refusal) -> Record | Refusal | None:
        """The row, a refusal in its place, or None for an empty line and the header."""
        if isinstance(row, Refusal):
            return row
        cells, width = row.cells, self._width
        if len(cells) == width and cells[0] and cells[0] != self._names[0] and self._headers:
            return row
        if not any(cells) or (len(cells) == 1 and not cells[0].strip()):
            return None
        if [cell.strip().strip("\ufeff\u00a0") for cell in cells] == self._names:
            self._headers += 1
            if self._headers == 1:
                return None
            return Refusal(row.line, "it is the row of column names once more")
        if len(cells) != width:
            fewer = "fewer" if len(cells) < width else "more"
            return Refusal(
                row.line,
                f"it has {len(cells)} cells, {fewer} than the {width} columns",
                text=self._delimiter.join(cells)[:2000],
            )
        return row


# ----------------------------------------------------------------------- choices


def _refuse_swapped(
    rows: list[Record], plan: Plan, gazetteer: Callable[[], Gazetteer], name: str
) -> None:
    mapping, columns = plan.layout.mapping, plan.layout.columns
    if "lat" not in mapping:
        return
    lat_at, lon_at = columns.index(mapping["lat"]), columns.index(mapping["lon"])
    country_at = columns.index(mapping["country"]) if "country" in mapping else -1
    placer = Placer(plan.layout.name, gazetteer, swap=False, keep=True)
    as_given, swapped, impossible, seen = 0, 0, 0, 0
    for row in rows[:500]:
        cells = row.cells
        try:
            lat, lon = degrees(cells[lat_at], "lon"), degrees(cells[lon_at], "lon")
        except ValueError:
            continue
        if lat is None or lon is None:
            continue
        seen += 1
        if abs(lat) > 90:
            impossible += abs(lon) <= 90
            continue
        if country_at < 0 or abs(lon) > 90:
            continue
        here = placer.fits(LatLon(lat, lon), cells[country_at])
        there = placer.fits(LatLon(lon, lat), cells[country_at])
        as_given += here is True and there is False
        swapped += there is True and here is False
    telling = as_given + swapped + impossible
    if telling >= _LEAST and swapped + impossible >= _LIKELY * telling:
        raise SwappedPositionsError(
            f"The latitudes and longitudes of {name!r} look swapped: {swapped + impossible} of "
            f"the first {seen} rows fit the world, or their country, only with "
            f"{mapping['lat']!r} and {mapping['lon']!r} exchanged.",
            "Import it with --swap to exchange them, or with --no-swap to take them as they are.",
        )


def _order(
    found: Survey, plan: Plan, first: list[Record], choices: Choices
) -> tuple[DateOrder | None, tuple[str, ...]]:
    """Which of day and month comes first, from all cells of the column when some ask for it."""
    if choices.date_order is not None or "date" not in plan.layout.mapping:
        return choices.date_order, ()
    at = plan.layout.columns.index(plan.layout.mapping["date"])
    orders = Orders()
    for row in first:
        orders.look_at(row.cells[at])
    if not orders.either:
        return orders.decided, ()
    if orders.decided is None or len(first) >= _LOOKED_AT - 100:
        orders = Orders()
        with opened_rows(found, plan) as rows:
            for record in rows:
                if isinstance(record, Record):
                    orders.look_at(record.cells[at])
    column = plan.layout.mapping["date"]
    if orders.decided is None:
        return None, (
            f"In the column {column!r} day and month could stand either way in "
            f"{orders.either:,} {'row' if orders.either == 1 else 'rows'}, refused: say which "
            "comes first with --date-order dmy or --date-order mdy.",
        )
    front, telling = (
        ("day", orders.day_first) if orders.decided == "dmy" else ("month", orders.month_first)
    )
    return orders.decided, (
        f"The column {column!r} is read with the {front} in front, as {telling:,} of its rows "
        "can only be read that way.",
    )
