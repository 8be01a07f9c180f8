"""What the cells of a table mean, remembered by their words: tables say few things many times.

The text of a row is its notes and a line with its cells, so that place, date, people and
numbers have characters to point at. A hundred rows of one source make one report.
"""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Hashable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from geodata.errors import InvalidLinkError
from geodata.importing import kinds
from geodata.importing.batch_making import Made, Rows, made
from geodata.importing.csv_records import Record, Refusal
from geodata.importing.day_cells import UndecidedOrderError, day_of, span_of
from geodata.importing.identities import Identities
from geodata.importing.layouts import Layout
from geodata.importing.placing import CellError, Fault, Placer
from geodata.importing.results import DateOrder
from geodata.importing.row_texts import Kept
from geodata.model import ActorRole, EventKind, Modality
from geodata.partial_date import DatePrecision, PartialDate
from geodata.web_link import checked_link

_MODALITIES = {modality.value: modality for modality in Modality}
_NOBODY: Final = ("", "0")
_NO_COUNT: Final = frozenset({"", "na", "n/a", "nan", "unknown", "none", "null", "-"})
_DOES, _UNDERGOES = ActorRole.DOES.value, ActorRole.UNDERGOES.value


class Days(NamedTuple):
    """A date as the columns of the store."""

    first: int | None
    last: int | None
    precision: str | None
    approximate: bool


class Kind(NamedTuple):
    """What happened and whether, as stored, and the words for a title."""

    kind: str
    modality: str
    word: str


CountCell = tuple[int, str, int, int | None]


class Converter:
    """Makes batches out of records of one file.

    Args:
        layout: what its columns mean.
        name: of the file, for the titles of reports.
        source: who says so, where no column does.
        status: of the events, as stored.
        order: of day and month.
    """

    def __init__(
        self,
        layout: Layout,
        placer: Placer,
        *,
        name: str,
        source: str,
        status: str,
        order: DateOrder | None,
    ) -> None:
        self._layout = layout
        self.placer = placer
        self.name = name
        self.is_data_set = bool(layout.source)
        self.source = source or layout.source or name
        self.status = status
        self._order = order
        # A row that is imported again after its report was removed makes another report.
        self.nonce = secrets.token_hex(8)
        self._at = {our: layout.columns.index(c) for our, c in layout.mapping.items()}
        self.space = "\x1f".join([layout.name, *([] if layout.source else layout.columns)])
        self._number_columns()
        self.kept = [
            Kept(f" · {column}: ", n)
            for n, column in enumerate(layout.columns)
            if column in layout.kept and n != self.n_notes and (column or self.is_data_set)
        ]
        hashed = [one.number for one in self.kept]
        hashed += [self.n_notes] if self.n_notes >= 0 else []
        self._identities = Identities(self.space, hashed, self.number("id"))
        self.place_rows: dict[Hashable, tuple[Any, ...]] = {}
        self.days = lru_cache(maxsize=50_000)(self._days_of)
        self.kind = lru_cache(maxsize=10_000)(self._kind_of)
        self.counts = lru_cache(maxsize=10_000)(self._counts_of)
        self.link = lru_cache(maxsize=10_000)(_link)
        self.names = lru_cache(maxsize=50_000)(_names)

    def number(self, our: str) -> int:
        """The number of the cell that says it, -1 for none."""
        return self._at.get(our, -1)

    def _number_columns(self) -> None:
        """Numbers of cells by name: a batch asks for two dozen of them."""
        number = self.number
        self.n_kind, self.n_subkind = number("kind"), number("subkind")
        self.n_modality, self.n_notes = number("modality"), number("notes")
        self.n_title, self.n_speaker = number("title"), number("speaker")
        self.n_date, self.n_end_date = number("date"), number("end_date")
        self.n_date_precision = number("date_precision")
        self.n_lat, self.n_lon, self.n_precision = number("lat"), number("lon"), number("precision")
        self.n_radius = number("radius")
        self.n_place, self.n_country = number("place"), number("country")
        self.n_admin1, self.n_admin2 = number("admin1"), number("admin2")
        self.n_source, self.n_link = number("source"), number("link")
        self.n_published = number("published")
        self.n_actor1, self.n_actor2 = number("actor1"), number("actor2")
        self.n_killed, self.n_wounded = number("killed"), number("wounded")
        self.n_killed_low, self.n_killed_high = number("killed_low"), number("killed_high")
        self.date_column = self._layout.mapping.get("date", "date")
        self.n_told_kind = self.n_subkind if self.n_subkind >= 0 else self.n_kind
        self.naming = [number(our) for our in ("place", "admin2", "admin1", "country", "lat")]
        self.people = [
            (number("actor1"), _DOES, True),
            (number("actor1_with"), _DOES, False),
            (number("actor2"), _UNDERGOES, True),
            (number("actor2_with"), _UNDERGOES, False),
        ]

    # ---------------------------------------------------------------- rows

    def told(self, records: Sequence[Record]) -> Rows:
        """Rows with the ids their events have in the store."""
        cells = [record.cells for record in records]
        return Rows([record.line for record in records], cells, *self._identities.of(cells))

    def made(self, rows: Rows, import_key: int, replaced: dict[str, int]) -> Made:
        """Rows made ready for the store; see geodata.importing.batch_making."""
        return made(self, rows, import_key, replaced)

    def refusal(self, row: Record, faults: Sequence[Fault]) -> Refusal:
        """A row that is refused, in the file's own words; all that is wrong with it."""
        columns = [self._layout.mapping.get(fault.field, fault.field) for fault in faults]
        if len(faults) == 1:
            reason = faults[0].reason
        else:
            pairs = zip(columns, faults, strict=True)
            reason = "; ".join(f"{c}: {f.reason}" if c else f.reason for c, f in pairs)
        values = "; ".join(fault.value[:80] for fault in faults)
        return Refusal(row.line, reason, "; ".join(columns), values, as_row(row.cells))

    def remark(self, row: Record, note: str) -> Refusal:
        """A remark about a row that went in."""
        cells = [*row.cells, ""]
        column = self._layout.mapping.get("lat", "lat")
        value = f"{cells[self.n_lat]}, {cells[self.n_lon]}"[:80]
        return Refusal(row.line, note, column, value, as_row(row.cells))

    def summary(self, row: Record) -> tuple[int, str, str, str]:
        """A row in words: line, title, date, place.

        Raises:
            CellError: it would be refused.
        """
        ready = self.made(self.told([row]), 0, {})
        if ready.refused:
            raise CellError(*ready.refused[0][1])
        (title,) = ready.batch["events"].column("title")
        where = "no place"
        if ready.batch["spots"].count:
            names = ready.batch["places"].rows(("name", "admin1", "country"))
            where = ", ".join(dict.fromkeys(part for part in next(iter(names)) if part))
        day = row.cells[self.n_date] if self.n_date >= 0 else ""
        return row.line, str(title), day or "no date", where

    # ---------------------------------------------------------------- cells

    def _days_of(self, first: str, last: str, precision: str) -> Days | CellError:
        """The days of these cells; an error is a value, so that it is remembered too."""
        faults: list[Fault] = []
        begin = self._day("date", first, faults)
        end = self._day("end_date", last, faults) if last else None
        if faults:
            return CellError(*faults)
        try:
            date = end if begin is None else span_of(begin, end)
        except ValueError as error:
            return CellError(Fault("end_date", last, str(error)))
        if date is None:
            return Days(None, None, None, False)
        return _coarsened(date, precision.strip(), self._layout.name)

    def _day(self, field: str, cell: str, faults: list[Fault]) -> PartialDate | None:
        try:
            return day_of(cell, self._order)
        except UndecidedOrderError as error:
            reason = f"{error}: import it again with --date-order dmy or --date-order mdy"
            faults.append(Fault(field, cell, reason))
        except ValueError as error:
            faults.append(Fault(field, cell, str(error)))
        return None

    def published(self, cell: str) -> date | None:
        """The day of publication in a cell, None for none."""
        day = self.days(cell, "", "") if cell else None
        if not isinstance(day, Days) or day.first is None:
            return None
        return date.fromordinal(day.first)

    def _counts_of(
        self, killed: str, low: str, high: str, wounded: str
    ) -> tuple[CountCell, ...] | CellError:
        """Number of the cell, what is counted, lowest and highest of the people in these cells."""
        if killed in _NOBODY and wounded in _NOBODY:
            return ()
        found: list[CountCell] = []
        faults: list[Fault] = []
        if killed:
            least = most = _whole("killed", killed, faults)
            least = min(least, _whole("killed_low", low, faults)) if low else least
            most = max(most, _whole("killed_high", high, faults)) if high else most
            found += [(self.n_killed, "killed", least, most)] if most else []
        if wounded and (number := _whole("wounded", wounded, faults)):
            found.append((self.n_wounded, "wounded", number, number))
        return CellError(*faults) if faults else tuple(found)

    def _kind_of(self, kind: str, sub: str, modality: str) -> Kind:
        """Kind, whether it happened, and the words for a title."""
        found, told, word = self._kind_words(kind, sub, modality)
        return Kind(found.value, told.value, word)

    def _kind_words(self, kind: str, sub: str, modality: str) -> tuple[EventKind, Modality, str]:
        told = _MODALITIES.get(modality.strip(), Modality.HAPPENED)
        if self._layout.name == "UCDP GED":
            word = kinds.UCDP_WORDS.get(kind.strip(), "Violence")
            return kinds.UCDP.get(kind.strip(), EventKind.OTHER), told, word
        if self._layout.name == "GDELT":
            code = kind.strip()
            word = kinds.GDELT_WORDS.get(code[:2], "Event")
            return kinds.gdelt_kind(code), kinds.gdelt_modality(code), word
        return kinds.kind_in_words(kind, sub), told, sub.strip() or kind.strip()


def as_row(cells: Sequence[str]) -> str:
    """Cells as a row of CSV, cut where it is very long."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()[:2000]


def _names(cell: str) -> tuple[tuple[int, str], ...]:
    """The names of a cell with their offsets; several stand with ';' between them."""
    found, at = [], 0
    for part in cell.split(";"):
        if name := part.strip():
            found.append((at + part.index(name), name))
        at += len(part) + 1
    return tuple(found)


@lru_cache(maxsize=10_000)
def _number(text: str) -> int | None:
    try:
        value = float(text.replace(" ", "").replace(",", ""))
        return int(value) if value == int(value) and 0 <= value < 1e12 else None
    except (ValueError, OverflowError):
        return None


def _whole(our: str, text: str, faults: list[Fault]) -> int:
    text = text.strip()
    if text.casefold() in _NO_COUNT:
        return 0
    number = _number(text)
    if number is None:
        faults.append(Fault(our, text, "it is no count"))
    return number or 0


def _link(text: str) -> str:
    try:
        return checked_link(text)
    except InvalidLinkError:
        return ""  # it stays in the text of the row


def _coarsened(date: PartialDate, precision: str, layout: str) -> Days:
    """The days a date means with the code of how exactly it is known."""
    first, last = date.first_day, date.last_day
    assert first is not None  # noqa: S101 - a date of a table is never open
    assert last is not None  # noqa: S101
    named, approximate = date.precision, False
    begin, end = first.toordinal(), last.toordinal()
    if layout == "ACLED" and precision == "2":  # the middle of a week
        begin, end, named, approximate = max(1, begin - 3), end + 3, DatePrecision.WEEK, True
    elif layout == "ACLED" and precision == "3":
        month = PartialDate.of_month(first.year, first.month)
        return _plain(month)
    elif layout == "UCDP GED" and precision == "3":
        named = DatePrecision.WEEK
    elif layout == "UCDP GED" and precision in ("4", "5") and named is DatePrecision.DAYS:
        approximate = True
    elif layout == "columns" and precision in ("month", "year") and begin == end:
        whole = PartialDate.of_month(first.year, first.month)
        return _plain(whole if precision == "month" else PartialDate.of_year(first.year))
    return Days(begin, end, named.value, approximate)


def _plain(date: PartialDate) -> Days:
    assert date.first_day is not None  # noqa: S101
    assert date.last_day is not None  # noqa: S101
    return Days(date.first_day.toordinal(), date.last_day.toordinal(), date.precision.value, False)
