"""Rows of a table as rows of the store: each event stands behind the words of its row.

The text of a row is its notes and a line with its cells, so that place, date, people and
numbers have characters to point at. A hundred rows of one source make one report.
"""

from __future__ import annotations

import csv
import hashlib
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from geodata.errors import InvalidLinkError
from geodata.importing import kinds
from geodata.importing.csv_records import Record, Refusal
from geodata.importing.day_cells import UndecidedOrderError, day_of, span_of
from geodata.importing.layouts import Layout
from geodata.importing.placing import CellError, Placer, Spot
from geodata.importing.results import DateOrder
from geodata.model import ActorRole, EventKind, Modality, content_id, text_hash
from geodata.partial_date import DatePrecision, PartialDate
from geodata.storage.imports import Batch
from geodata.web_link import checked_link

ROWS_A_REPORT: Final = 100
LONGEST_TITLE: Final = 100
LONGEST_ROW: Final = 200_000  # characters of its text
_MODALITIES = {modality.value: modality for modality in Modality}
_DOES, _UNDERGOES = ActorRole.DOES.value, ActorRole.UNDERGOES.value
_NOBODY = ("", "0")


class Told(NamedTuple):
    """A row with its identity, before it is known whether it is new."""

    record: Record
    event_id: str
    external_id: str
    content_hash: int


class _Days(NamedTuple):
    """A date as the columns of the store."""

    first: int | None
    last: int | None
    precision: str | None
    approximate: bool


@dataclass(slots=True)
class _Open:
    """A report that still takes rows."""

    number: int
    head: dict[str, Any]
    blocks: list[str]
    sentences: list[list[int]]
    length: int
    first_line: int
    last_line: int
    events: list[int]


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
        self._placer = placer
        self._name = name
        self._source = source or layout.source or name
        self._status = status
        self._order = order
        # A row that is imported again after its report was removed makes another report.
        self._nonce = secrets.token_hex(8)
        self._at = {our: layout.columns.index(c) for our, c in layout.mapping.items()}
        self._space = "\x1f".join([layout.name, *([] if layout.source else layout.columns)])
        notes = self._at.get("notes", -1)
        self._kept = [
            (f" · {column}: ", n)
            for n, column in enumerate(layout.columns)
            if column in layout.kept and n != notes
        ]
        self._number_columns()
        self._days = lru_cache(maxsize=50_000)(self._days_of)
        self._kind = lru_cache(maxsize=10_000)(self._kind_of)
        self._link = lru_cache(maxsize=10_000)(_link)
        if layout.name == "columns":
            self._kept = [(label, n) for label, n in self._kept if layout.columns[n]]
        self._hashed = [n for _, n in self._kept] + ([notes] if notes >= 0 else [])

    def number(self, our: str) -> int:
        """The number of the cell that says it, -1 for none."""
        return self._at.get(our, -1)

    def _number_columns(self) -> None:
        """Numbers of cells by name: a row asks for two dozen of them."""
        number = self.number
        self.n_kind, self.n_subkind = number("kind"), number("subkind")
        self.n_modality, self.n_notes = number("modality"), number("notes")
        self.n_title, self.n_speaker = number("title"), number("speaker")
        self.n_date, self.n_end_date = number("date"), number("end_date")
        self.n_date_precision = number("date_precision")
        self.n_lat, self.n_lon, self.n_precision = number("lat"), number("lon"), number("precision")
        self.n_place, self.n_country = number("place"), number("country")
        self.n_admin1, self.n_admin2 = number("admin1"), number("admin2")
        self.n_source, self.n_link = number("source"), number("link")
        self.n_published = number("published")
        self.n_actor1, self.n_actor2 = number("actor1"), number("actor2")
        self.n_killed, self.n_wounded = number("killed"), number("wounded")
        self.date_column = self._layout.mapping.get("date", "date")
        kind = self.n_subkind if self.n_subkind >= 0 else self.n_kind
        self.pointed = [(self.n_date, "date"), (kind, "kind")]
        self.naming = [number(our) for our in ("place", "admin2", "admin1", "country", "lat")]
        self.people = [
            (number("actor1"), _DOES, True),
            (number("actor1_with"), _DOES, False),
            (number("actor2"), _UNDERGOES, True),
            (number("actor2_with"), _UNDERGOES, False),
        ]

    def has_counts(self, cells: list[str]) -> bool:
        """Whether somebody was killed or wounded, quickly."""
        return cells[self.n_killed] not in _NOBODY or cells[self.n_wounded] not in _NOBODY

    # ---------------------------------------------------------------- identity

    def told(self, record: Record) -> Told:
        """The row with the id its event has in the store."""
        cells = record.cells
        kept = [cells[n] for n in self._hashed]
        digest = hashlib.blake2b(
            "\x1f".join(kept).encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
        external = cells[self._at["id"]].strip() if "id" in self._at else ""
        own = external or digest.hex()
        number = int.from_bytes(digest[:8], "big", signed=True)
        return Told(record, content_id("e", [self._space, own]), external, number)

    # ---------------------------------------------------------------- batches

    def batch(
        self, rows: Sequence[Told], import_key: int, replaced: dict[str, int]
    ) -> tuple[Batch, list[Refusal], list[Refusal], int]:
        """Rows made ready; which of them are refused, which have a note, how many are unplaced.

        Args:
            rows: those that are not in the store, or replace what is.
            import_key: of the ledger.
            replaced: event id to the key of the event it replaces.
        """
        maker = _Maker(self, import_key, replaced)
        for row in rows:
            try:
                maker.add(row)
            except CellError as error:
                maker.refused.append(self._refusal(row.record, error))
        maker.close()
        return maker.batch, maker.refused, maker.noted, maker.unplaced

    def _refusal(self, record: Record, error: CellError) -> Refusal:
        column = self._layout.mapping.get(error.field, error.field)
        return Refusal(record.line, str(error), column, error.value[:80], as_row(record.cells))

    def summary(self, row: Told) -> tuple[int, str, str, str]:
        """A row in words: line, title, date, place.

        Raises:
            CellError: it would be refused.
        """
        maker = _Maker(self, 0, {})
        maker.add(row)
        cells = row.record.cells
        event, places = maker.batch.events[0], maker.batch.parts["places"]
        where = maker.batch.places[0].label if places else "no place"
        date = cells[self.n_date] if self.n_date >= 0 else ""
        return row.record.line, str(event[5]), date or "no date", where

    # ---------------------------------------------------------------- cells

    def _days_of(self, first: str, last: str, precision: str) -> _Days | CellError:
        """The days of these cells; an error is a value, so that it is remembered too."""
        field = "date"
        try:
            begin = day_of(first, self._order)
            field = "end_date"
            end = day_of(last, self._order) if last else None
            date = end if begin is None else span_of(begin, end)
        except UndecidedOrderError as error:
            return CellError(
                field, first, f"{error}: import it again with --date-order dmy or --date-order mdy"
            )
        except ValueError as error:
            return CellError(field, first if field == "date" else last, str(error))
        if date is None:
            return _Days(None, None, None, False)
        return _coarsened(date, precision.strip(), self._layout.name)

    def _kind_of(self, kind: str, sub: str, modality: str) -> tuple[EventKind, Modality, str]:
        """Kind, whether it happened, and the words for a title."""
        told = _MODALITIES.get(modality.strip(), Modality.HAPPENED)
        if self._layout.name == "UCDP GED":
            word = kinds.UCDP_WORDS.get(kind.strip(), "Violence")
            return kinds.UCDP.get(kind.strip(), EventKind.OTHER), told, word
        if self._layout.name == "GDELT":
            code = kind.strip()
            word = kinds.GDELT_WORDS.get(code[:2], "Event")
            return kinds.gdelt_kind(code), kinds.gdelt_modality(code), word
        return kinds.kind_in_words(kind, sub), told, sub.strip() or kind.strip()


class _Maker:
    """One batch in the making."""

    def __init__(self, converter: Converter, import_key: int, replaced: dict[str, int]) -> None:
        self._of = converter
        self._import_key = import_key
        self._replaced = replaced
        self._open: dict[tuple[str, str, str], _Open] = {}
        self._places: dict[tuple[str, float, float], int] = {}
        self.batch = Batch()
        parts = self.batch.parts
        self._places_rows, self._actors_rows = parts["places"], parts["actors"]
        self._counts_rows, self._evidence_rows = parts["counts"], parts["evidence"]
        self._origin_rows = parts["rows"]
        self.refused: list[Refusal] = []
        self.noted: list[Refusal] = []
        self.unplaced = 0

    def add(self, row: Told) -> None:
        """Put a row in.

        Raises:
            CellError: it is refused; nothing of it is in the batch.
        """
        of, line = self._of, row.record.line
        cells = [*row.record.cells, ""]  # what no column says is the last one: number -1
        days, spot = self._when_and_where(cells)
        counts = self._counts(cells) if of.has_counts(cells) else ()
        kind, modality, word = of._kind(cells[of.n_kind], cells[of.n_subkind], cells[of.n_modality])
        notes = cells[of.n_notes].strip()
        block, starts = self._text(line, notes, cells)
        report = self._report(cells, line)
        base, here = report.length, len(self.batch.events)
        passage = notes or block
        passage_end = base + len(passage)
        placed = spot.place is not None
        self.batch.events.append(
            (
                report.number, row.event_id, len(report.events), kind.value, modality.value,
                self._title(cells, word, notes, spot), base, passage_end, passage, days.first,
                days.last, days.precision, days.approximate, None, None, None, "on",
                f"{of.date_column} in line {line}" if days.precision else "",
                cells[of.n_speaker].strip(), of._status, spot.score if placed else 0.0,
            )
        )  # fmt: skip
        if self._replaced and (key := self._replaced.get(row.event_id)) is not None:
            self.batch.replaced[here] = key
        evidence = [("passage", base, passage_end, passage)]
        for n, field in of.pointed:
            if (start := starts.get(n)) is not None:
                evidence.append((field, base + start, base + start + len(cells[n]), cells[n]))
        if placed:
            evidence.append(("place", *self._put_place(here, spot, cells, starts, base, passage)))
        else:
            self.unplaced += 1
        if spot.note:
            self._note(line, spot.note, cells)
        self._put_people(here, cells, starts, base, evidence)
        for number, (n, what, low, high) in enumerate(counts):
            if (start := starts.get(n)) is not None:
                span = (base + start, base + start + len(cells[n]))
                self._counts_rows.append((here, number, cells[n], what, low, high, *span))
                evidence.append(("number", *span, cells[n]))
        report_id = report.head["id"]
        self._evidence_rows += [
            (here, number, field, report_id, begin, end, text)
            for number, (field, begin, end, text) in enumerate(evidence)
        ]
        self._origin_rows.append((here, self._import_key, line, row.content_hash, row.external_id))
        self._append(report, block, len(notes), line, here)

    def _when_and_where(self, cells: list[str]) -> tuple[_Days, Spot]:
        of = self._of
        days = of._days(cells[of.n_date], cells[of.n_end_date], cells[of.n_date_precision])
        if isinstance(days, CellError):
            raise CellError(days.field, days.value, str(days))
        spot = of._placer.spot(
            cells[of.n_lat], cells[of.n_lon], cells[of.n_precision], cells[of.n_place],
            cells[of.n_admin2], cells[of.n_admin1], cells[of.n_country],
        )  # fmt: skip
        if isinstance(spot, CellError):
            raise CellError(spot.field, spot.value, str(spot))
        return days, spot

    def _put_place(
        self,
        here: int,
        spot: Spot,
        cells: list[str],
        starts: dict[int, int],
        base: int,
        passage: str,
    ) -> tuple[int, int, str]:
        """Add the place; the words that stand behind it."""
        for n in self._of.naming:
            if (start := starts.get(n)) is not None:
                words = (base + start, base + start + len(cells[n]), cells[n])
                break
        else:
            words = (base, base + len(passage), passage)
        self._places_rows.append(self._place_row(here, spot, words[0], words[1]))
        return words

    def _put_people(
        self,
        here: int,
        cells: list[str],
        starts: dict[int, int],
        base: int,
        evidence: list[tuple[str, int, int, str]],
    ) -> None:
        people = 0
        for n, role, is_main in self._of.people:
            if (start := starts.get(n)) is None:
                continue
            for offset, name in _names(cells[n]):
                first = base + start + offset
                self._actors_rows.append((here, people, name, role, first, first + len(name), ""))
                if is_main:
                    evidence.append(("actor", first, first + len(name), name))
                people += 1

    def _note(self, line: int, note: str, cells: list[str]) -> None:
        of = self._of
        column = of._layout.mapping.get("lat", "lat")
        value = f"{cells[of.n_lat]}, {cells[of.n_lon]}"[:80]
        self.noted.append(Refusal(line, note, column, value, as_row(cells[:-1])))

    # ---------------------------------------------------------------- pieces

    def _text(self, line: int, notes: str, cells: list[str]) -> tuple[str, dict[int, int]]:
        """A row as text, and where each cell begins in it."""
        head = f"{notes}\nLine {line}" if notes else f"Line {line}"
        pieces, at, starts = [head], len(head), {}
        for label, n in self._of._kept:
            cell = cells[n]
            if cell:
                start = at + len(label)
                starts[n] = start
                at = start + len(cell)
                pieces.append(label)
                pieces.append(cell)
        if at > LONGEST_ROW:
            raise CellError("", "", f"the row has more than {LONGEST_ROW:,} characters")
        return "".join(pieces), starts

    def _counts(self, cells: list[str]) -> list[tuple[int, str, int, int | None]]:
        of = self._of
        found: list[tuple[int, str, int, int | None]] = []
        for our, what in (("killed", "killed"), ("wounded", "wounded")):
            text = cells[of.number(our)]
            if not text:
                continue
            low = high = _whole(our, text)
            if our == "killed":
                if least := cells[of.number("killed_low")]:
                    low = min(low, _whole("killed_low", least))
                if most := cells[of.number("killed_high")]:
                    high = max(high, _whole("killed_high", most))
            if high:
                found.append((of.number(our), what, low, high))
        return found

    def _title(self, cells: list[str], word: str, notes: str, spot: Spot) -> str:
        of = self._of
        title = cells[of.n_title].strip()
        if not title and of._layout.source:
            one, other = cells[of.n_actor1].strip(), cells[of.n_actor2].strip()
            sides = f"{one} – {other}" if one and other else one or other
            title = f"{word}: {sides}" if sides else word
        title = title or notes or ", ".join(part for part in (word, spot.name) if part)
        title = " ".join(title[: 2 * LONGEST_TITLE].split())
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
        return title or "Event"

    def _place_row(self, number: int, spot: Spot, start: int, end: int) -> tuple[Any, ...]:
        place = spot.place
        assert place is not None  # noqa: S101 - asked by the caller
        runners = tuple((self._place_number(c.place), c.score, c.reasons) for c in spot.runners_up)
        return (
            number, 0, spot.name, self._place_number(place), "site", spot.precision, spot.lat,
            spot.lon, spot.radius_km, spot.score, start, end, spot.reasons, runners, False, "",
        )  # fmt: skip

    def _place_number(self, place: Any) -> int:
        name = (place.id, place.position.lat, place.position.lon)
        number = self._places.get(name)
        if number is None:
            number = self._places[name] = len(self.batch.places)
            self.batch.places.append(place)
        return number

    # ---------------------------------------------------------------- reports

    def _report(self, cells: list[str], line: int) -> _Open:
        of = self._of
        source, published = cells[of.n_source].strip(), cells[of.n_published]
        link = cells[of.n_link]
        known = of._layout.source
        # In the known layouts a column of sources names papers; who says so is the data set.
        said = of._source if known or not source else source
        key = (said, of._link(link) if link else "", published)
        found = self._open.get(key)
        if found is not None and len(found.events) >= ROWS_A_REPORT:
            self._close(self._open.pop(key))
            found = None
        if found is None:
            # The id is put in when the text is whole; evidence refers to it by this dict.
            day = of._days(published, "", "") if published else None
            first = day.first if isinstance(day, _Days) else None
            report_id = content_id("r", [of._space, of._name, *key, str(line), of._nonce])
            head = {"id": report_id, "source": key[0], "link": key[1], "published": first}
            found = _Open(len(self.batch.reports), head, [], [], 0, line, line, [])
            self.batch.reports.append(head)
            self._open[key] = found
        return found

    def _append(self, report: _Open, block: str, notes: int, line: int, number: int) -> None:
        start, count = report.length, len(report.blocks)
        if notes:
            report.sentences.append([start, start + notes, 2 * count, count])
            start += notes + 1
        report.sentences.append([start, report.length + len(block), 2 * count + 1, count])
        report.blocks.append(block)
        report.length += len(block) + 2
        report.last_line = line
        report.events.append(number)

    def close(self) -> None:
        """Make the open reports whole."""
        for report in self._open.values():
            self._close(report)
        self._open.clear()

    def _close(self, report: _Open) -> None:
        text = "\n\n".join(report.blocks)
        first, last = report.first_line, report.last_line
        lines = f"line {first:,}" if first == last else f"lines {first:,} to {last:,}"
        published = report.head["published"]
        report.head.update(
            text=text,
            text_hash=text_hash(text),
            title=f"{self._of._name}, {lines}",
            published=None if published is None else _date(published),
            language="",
            is_demo=False,
            sentences=[
                [start, end, number, paragraph]
                for number, (start, end, _, paragraph) in enumerate(report.sentences)
            ],
            notes=[],
        )


def as_row(cells: Sequence[str]) -> str:
    """Cells as a row of CSV, cut where it is very long."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()[:2000]


@lru_cache(maxsize=50_000)
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


def _whole(our: str, text: str) -> int:
    text = text.strip()
    if not text or text.casefold() in ("na", "n/a", "nan", "unknown", "none", "null", "-"):
        return 0
    number = _number(text)
    if number is None:
        raise CellError(our, text, "it is no count")
    return number


def _link(text: str) -> str:
    try:
        return checked_link(text)
    except InvalidLinkError:
        return ""  # it stays in the text of the row


def _date(ordinal: int) -> Any:
    from datetime import date

    return date.fromordinal(ordinal)


def _coarsened(date: PartialDate, precision: str, layout: str) -> _Days:
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
    return _Days(begin, end, named.value, approximate)


def _plain(date: PartialDate) -> _Days:
    assert date.first_day is not None  # noqa: S101
    assert date.last_day is not None  # noqa: S101
    return _Days(date.first_day.toordinal(), date.last_day.toordinal(), date.precision.value, False)
