"""One batch of rows as rows of the store, column by column where that is possible."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from geodata.importing.csv_records import Record
from geodata.importing.placing import CellError, Fault, Spot
from geodata.importing.row_texts import Lengths, RowTexts
from geodata.model import Place, content_id, text_hash
from geodata.storage.batches import Batch, Columns
from geodata.storage.packed_evidence import NUMBER_OF, PACKED
from geodata.storage.place_rows import gazetteer_row, place_hash

if TYPE_CHECKING:
    from geodata.importing.converting import Converter, CountCell, Days

ROWS_A_REPORT: Final = 100
LONGEST_TITLE: Final = 100
LONGEST_ROW: Final = 200_000  # characters of its text
_PASSAGE, _PLACE, _DATE = NUMBER_OF["passage"], NUMBER_OF["place"], NUMBER_OF["date"]
_KIND, _ACTOR, _NUMBER = NUMBER_OF["kind"], NUMBER_OF["actor"], NUMBER_OF["number"]
_PLACE_COLUMNS: Final = (
    "content_hash", "id", "name", "kind", "country_code", "country", "admin1", "admin2", "lat",
    "lon", "radius_km", "population", "names", "source",
)  # fmt: skip
Key = tuple[str, str, str]
Row = tuple[Any, ...]
PLACES_REMEMBERED: Final = 100_000


@dataclass(slots=True)
class Rows:
    """Rows with the ids their events have in the store; the lists belong together.

    Attributes:
        external_ids: of the data set, '' for none.
        content_hashes: of the cells whose change is a change of the event.
    """

    lines: list[int]
    cells: list[list[str]]
    event_ids: list[str]
    external_ids: list[str]
    content_hashes: list[int]

    def __len__(self) -> int:
        return len(self.lines)

    def only(self, numbers: Sequence[int]) -> Rows:
        """Some of them."""
        of = (self.lines, self.cells, self.event_ids, self.external_ids, self.content_hashes)
        return Rows(*([column[n] for n in numbers] for column in of))  # type: ignore[arg-type]

    def record(self, number: int) -> Record:
        """One of them as it stood in the file."""
        return Record(self.lines[number], self.cells[number])


@dataclass(slots=True)
class Made:
    """What became of some rows.

    Attributes:
        refused: numbers of rows that cannot go in, in their order, with what is wrong there.
        noted: numbers of rows that went in with a remark.
        unplaced: how many went in without a place.
    """

    batch: Batch = field(default_factory=Batch)
    refused: list[tuple[int, list[Fault]]] = field(default_factory=list)
    noted: list[tuple[int, str]] = field(default_factory=list)
    unplaced: int = 0


class _Cells:
    """The cells of rows column by column, and what the cells of each row mean."""

    def __init__(self, of: Converter, rows: Rows) -> None:
        self.rows = rows
        self._columns = list(zip(*rows.cells, strict=True))
        self._none = ("",) * len(rows)
        cells = self.cells
        days = map(of.days, cells(of.n_date), cells(of.n_end_date), cells(of.n_date_precision))
        spots = map(
            of.placer.spot, cells(of.n_lat), cells(of.n_lon), cells(of.n_precision),
            cells(of.n_radius), cells(of.n_place), cells(of.n_admin2), cells(of.n_admin1),
            cells(of.n_country),
        )  # fmt: skip
        counts = map(
            of.counts, cells(of.n_killed), cells(of.n_killed_low), cells(of.n_killed_high),
            cells(of.n_wounded),
        )  # fmt: skip
        # Errors may stand among them: then `refused` names them and nothing else is asked.
        self.days = cast("list[Days]", list(days))
        self.spots = cast("list[Spot]", list(spots))
        self.counts = cast("list[tuple[CountCell, ...]]", list(counts))
        self.kinds = list(map(of.kind, cells(of.n_kind), cells(of.n_subkind), cells(of.n_modality)))
        self.notes = list(map(str.strip, cells(of.n_notes)))
        self.texts = RowTexts(rows.lines, self.notes, self._columns, of.kept)

    def cells(self, number: int) -> Sequence[str]:
        """The cells of a column; empty ones for -1."""
        return self._columns[number] if number >= 0 else self._none

    def refused(self) -> list[tuple[int, list[Fault]]]:
        """Rows with cells that cannot be used, and all of these cells."""
        found: dict[int, list[Fault]] = {}
        columns: list[list[Any]] = [self.days, self.spots, self.counts]
        for column in columns:
            if CellError in set(map(type, column)):
                for number, one in enumerate(column):
                    if isinstance(one, CellError):
                        found.setdefault(number, []).extend(one.faults)
        for number in (self.texts.lengths > LONGEST_ROW).nonzero()[0].tolist():
            reason = f"the row has more than {LONGEST_ROW:,} characters"
            found.setdefault(number, []).append(Fault("", "", reason))
        return sorted(found.items())


def made(of: Converter, rows: Rows, import_key: int, replaced: dict[str, int]) -> Made:
    """Rows made ready; those that cannot go in leave nothing in the batch.

    Args:
        of: knows the layout and remembers what cells mean.
        rows: those that are not in the store, or replace what is.
        import_key: of the ledger.
        replaced: event id to the key of the event it replaces.
    """
    if not len(rows):
        return Made()
    cells = _Cells(of, rows)
    refused = cells.refused()
    if refused:
        bad = dict(refused)
        good = [number for number in range(len(rows)) if number not in bad]
        rest = made(of, rows.only(good), import_key, replaced)
        rest.refused = refused
        rest.noted = [(good[number], note) for number, note in rest.noted]
        return rest
    return _Maker(of, cells, import_key, replaced).made()


class _Maker:
    def __init__(
        self, of: Converter, cells: _Cells, import_key: int, replaced: dict[str, int]
    ) -> None:
        self._of = of
        self._all = cells
        self._count = len(cells.rows)
        self._import_key = import_key
        self._replaced = replaced
        self._batch = Batch()

    def made(self) -> Made:
        """All of it."""
        blocks = self._all.texts.blocks()
        owners, bases = self._reports(blocks)
        self._events(blocks, owners, bases)
        noted, unplaced = self._places_and_spans(bases)
        rows = self._all.rows
        self._put("rows", event=np.arange(self._count), line=rows.lines,
                  content_hash=rows.content_hashes, external_id=rows.external_ids,
                  same={"import_key": self._import_key})  # fmt: skip
        for number, event_id in enumerate(rows.event_ids if self._replaced else ()):
            if (key := self._replaced.get(event_id)) is not None:
                self._batch.replaced[number] = key
        return Made(self._batch, [], noted, unplaced)

    def _put(self, table: str, /, *, same: dict[str, Any], **values: Any) -> None:
        count = len(next(iter(values.values())))
        self._batch.tables[table] = Columns(count, values, same)

    # ---------------------------------------------------------------- reports

    def _reports(self, blocks: list[str]) -> tuple[tuple[Lengths, Lengths], Lengths]:
        """The report of each row, its number there, and where its text begins in it."""
        reports, counts = np.zeros(self._count, np.int64), np.zeros(self._count, np.int64)
        bases = np.zeros(self._count, np.int64)
        notes = self._all.texts.notes.tolist()
        found: list[tuple[Any, ...]] = []
        for report, (key, numbers) in enumerate(self._grouped()):
            at, starts = 0, []
            sentences: list[list[int]] = []
            for count, number in enumerate(numbers):
                starts.append(at)
                start, end = at, at + len(blocks[number])
                if length := notes[number]:
                    sentences.append([start, start + length, len(sentences), count])
                    start += length + 1
                sentences.append([start, end, len(sentences), count])
                at = end + 2
            reports[numbers], counts[numbers] = report, range(len(numbers))
            bases[numbers] = starts
            text = "\n\n".join([blocks[number] for number in numbers])
            found.append(self._report(key, numbers, text, sentences))
        names = ("id", "source", "link", "published", "text", "text_hash", "title", "sentences")
        same = {"language": "", "is_demo": False, "notes": "[]"}
        columns = Columns.of_rows(names, found)
        self._batch.tables["reports"] = Columns(len(found), columns.values, same)
        return (reports, counts), bases

    def _grouped(self) -> Iterator[tuple[Key, list[int]]]:
        """Rows of one source, link and day of publication, a hundred at most together."""
        of, cells, count = self._of, self._all.cells, self._count
        groups: dict[Key, list[int]] = {}
        # In the known layouts a column of sources names papers; who says so is the data set.
        named = of.n_source >= 0 and not of.is_data_set
        sources = [cell.strip() or of.source for cell in cells(of.n_source)] if named else None
        if sources is None and of.n_link < 0 and of.n_published < 0:
            groups[of.source, "", ""] = list(range(count))
        else:
            keys = zip(
                sources or repeat(of.source, count),
                [of.link(cell) if cell else "" for cell in cells(of.n_link)],
                cells(of.n_published),
                strict=True,
            )
            for number, key in enumerate(keys):
                groups.setdefault(key, []).append(number)
        pieces = [
            (key, numbers[at : at + ROWS_A_REPORT])
            for key, numbers in groups.items()
            for at in range(0, len(numbers), ROWS_A_REPORT)
        ]
        yield from sorted(pieces, key=lambda piece: piece[1][0])

    def _report(
        self, key: Key, numbers: list[int], text: str, sentences: list[list[int]]
    ) -> tuple[Any, ...]:
        of, rows = self._of, self._all.rows
        first, last = rows.lines[numbers[0]], rows.lines[numbers[-1]]
        lines = f"line {first:,}" if first == last else f"lines {first:,} to {last:,}"
        published = of.published(key[2])
        # Not by its line: a GeoJSON file may have a single one.
        report_id = content_id("r", [of.space, of.name, rows.event_ids[numbers[0]], of.nonce])
        return (
            report_id, key[0], key[1], None if published is None else published.toordinal(), text,
            text_hash(text), f"{of.name}, {lines}", json.dumps(sentences),
        )  # fmt: skip

    # ----------------------------------------------------------------- events

    def _events(self, blocks: list[str], owners: tuple[Lengths, Lengths], bases: Lengths) -> None:
        of, here = self._of, self._all
        days, kinds = here.days, here.kinds
        rule = f"{of.date_column} in line "
        self._put(
            "events",
            report=owners[0],
            id=here.rows.event_ids,
            number=owners[1],
            kind=[kind.kind for kind in kinds],
            modality=[kind.modality for kind in kinds],
            title=list(self._titles()),
            passage_start=bases,
            passage_end=bases + here.texts.passages,
            passage=[notes or block for notes, block in zip(here.notes, blocks, strict=True)],
            first_day=[day.first for day in days],
            last_day=[day.last for day in days],
            date_precision=[day.precision for day in days],
            approximate=[day.approximate for day in days],
            date_rule=[
                f"{rule}{line}" if day.precision else ""
                for line, day in zip(here.rows.lines, days, strict=True)
            ],
            speaker=list(map(str.strip, here.cells(of.n_speaker))),
            certainty=[spot.score for spot in here.spots],
            same={"year": None, "month": None, "day": None, "bound": "on", "status": of.status},
        )

    def _titles(self) -> Iterator[str]:
        of, here = self._of, self._all
        for told, kind, notes, spot, one, other in zip(
            here.cells(of.n_title), here.kinds, here.notes, here.spots, here.cells(of.n_actor1),
            here.cells(of.n_actor2), strict=True,
        ):  # fmt: skip
            title, word = told.strip(), kind.word
            if not title and of.is_data_set:
                one, other = one.strip(), other.strip()
                sides = f"{one} – {other}" if one and other else one or other
                title = f"{word}: {sides}" if sides else word
            title = title or notes or ", ".join([part for part in (word, spot.name) if part])
            title = " ".join(title[: 2 * LONGEST_TITLE].split())
            if len(title) > LONGEST_TITLE:
                title = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
            yield title or "Event"

    # ----------------------------------------------------------------- places

    def _places_and_spans(self, bases: Lengths) -> tuple[list[tuple[int, str]], int]:
        """Places, people, numbers and the spans behind them; remarks, and how many lie nowhere."""
        here = self._all
        starts, lengths = here.texts.first_of(self._of.naming)
        starts = starts + bases
        spots = _Spots(self._of.place_rows)
        numbers = list(map(spots.number, here.spots))
        placed = [number for number, spot in enumerate(numbers) if spot >= 0]
        self._put(
            "event_places", event=placed, spot=[numbers[n] for n in placed],
            start=starts[placed], end=(starts + lengths)[placed], same={"number": 0},
        )  # fmt: skip
        self._batch.tables |= spots.tables()
        spans = self._spans(bases, numbers, starts.tolist(), lengths.tolist())
        self._people(bases, spans)
        self._counts(bases, spans)
        same = {"number": 0, "field": PACKED, "report_id": "", "start": 0, "end": 0}
        self._put("evidence", event=np.arange(self._count), text=spans, same=same)
        noted: list[tuple[int, str]] = []
        if any(spot.note for spot in spots.seen):
            noted = [(n, spot.note) for n, spot in enumerate(here.spots) if spot.note]
        return noted, self._count - len(placed)

    def _spans(
        self, bases: Lengths, spots: list[int], places: list[int], lengths: list[int]
    ) -> list[str]:
        """The spans behind passage, date, kind and place as they are packed."""
        of, texts = self._of, self._all.texts
        columns: list[list[int]] = [bases.tolist(), texts.passages.tolist()]
        for n in (of.n_date, of.n_told_kind):
            start, length = texts.cells(n)
            columns += [np.where(start >= 0, start + bases, -1).tolist(), length.tolist()]
        return [
            f"{_PASSAGE} {base} {length}"
            + (f" {_DATE} {date} {date_size}" if date >= 0 else "")
            + (f" {_KIND} {kind} {kind_size}" if kind >= 0 else "")
            + (f" {_PLACE} {place} {size}" if spot >= 0 else "")
            for spot, place, size, base, length, date, date_size, kind, kind_size in zip(
                spots, places, lengths, *columns, strict=True
            )
        ]

    # ----------------------------------------------------------------- people

    def _people(self, bases: Lengths, spans: list[str]) -> None:
        """Who had a part, role after role; their numbers count through all roles of a row."""
        of, here = self._of, self._all
        before = np.zeros(self._count, np.int64)
        events: list[Lengths] = []
        numbers: list[Lengths] = []
        starts: list[Lengths] = []
        names: list[str] = []
        roles: list[str] = []
        for n, role, is_main in of.people:
            cells = here.cells(n)
            if not any(cells):
                continue
            said = list(map(of.names, cells))
            count = np.fromiter(map(len, said), np.int64, self._count)
            owner = np.repeat(np.arange(self._count), count)
            first = np.repeat(count.cumsum() - count, count)
            found = list(chain.from_iterable(said))
            begin = np.fromiter((at for at, _ in found), np.int64, len(found))
            begin += (here.texts.cells(n)[0] + bases)[owner]
            events.append(owner)
            numbers.append(before[owner] + np.arange(len(found)) - first)
            starts.append(begin)
            names += [name for _, name in found]
            roles += [role] * len(found)
            before += count
            if is_main:
                for event, at, (_, name) in zip(owner.tolist(), begin.tolist(), found, strict=True):
                    spans[event] += f" {_ACTOR} {at} {len(name)}"
        if names:
            whole = [np.concatenate(one) for one in (events, numbers, starts)]
            self._put_people(whole[0], whole[1], whole[2], names, roles)

    def _put_people(
        self, events: Lengths, numbers: Lengths, starts: Lengths, names: list[str], roles: list[str]
    ) -> None:
        order = np.lexsort((numbers, events))
        ends = starts + np.fromiter(map(len, names), np.int64, len(names))
        ranks = order.tolist()
        self._put(
            "actors", event=events[order], number=numbers[order], start=starts[order],
            end=ends[order], name=[names[n] for n in ranks], role=[roles[n] for n in ranks],
            same={"title": ""},
        )  # fmt: skip

    def _counts(self, bases: Lengths, spans: list[str]) -> None:
        of, here = self._of, self._all
        starts_of = {n: here.texts.cells(n)[0].tolist() for n in (of.n_killed, of.n_wounded)}
        base_of = bases.tolist()
        rows: list[tuple[Any, ...]] = []
        for event, counts in enumerate(here.counts):
            for number, (n, what, low, high) in enumerate(counts):
                if (start := starts_of[n][event]) >= 0:
                    cell = here.cells(n)[event]
                    start += base_of[event]
                    rows.append((event, number, cell, what, low, high, start, start + len(cell)))
                    spans[event] += f" {_NUMBER} {start} {len(cell)}"
        names = ("event", "number", "text", "what", "low", "high", "start", "end")
        self._batch.tables["counts"] = Columns.of_rows(names, rows)


class _Spots:
    """The spots of a batch and the places behind them, each once, by numbers."""

    def __init__(self, rows: dict[Hashable, Row]) -> None:
        self.seen: list[Spot] = []
        self._numbers: dict[int, int] = {}
        self._spots: list[tuple[Any, ...]] = []
        self._places = PlaceTable(_name_of, rows)

    def number(self, spot: Spot) -> int:
        """The number of a spot, -1 when there is no place to it."""
        found = self._numbers.get(id(spot))
        if found is None:
            found = self._numbers[id(spot)] = self._add(spot)
        return found

    def _add(self, spot: Spot) -> int:
        self.seen.append(spot)
        if spot.place is None:
            return -1
        runners = [
            [self._places.number(c.place), c.score, list(c.reasons)] for c in spot.runners_up
        ]
        place = self._places.number(spot.place)
        self._spots.append(
            (
                spot.name, place, spot.precision, spot.lat, spot.lon, spot.radius_km, spot.score,
                spot.reasons, json.dumps(runners, ensure_ascii=False) if runners else "[]",
            )
        )  # fmt: skip
        return len(self._spots) - 1

    def tables(self) -> dict[str, Columns]:
        """As tables of a batch."""
        names = (
            "name", "place", "precision", "lat", "lon", "radius_km", "score", "reasons",
            "runners_up",
        )  # fmt: skip
        spots = Columns.of_rows(names, self._spots)
        same = {"role": "site", "inherited": False, "reading": ""}
        return {
            "places": self._places.table(),
            "spots": Columns(spots.count, spots.values, same),
        }


class PlaceTable:
    """The places of a batch, each once, by numbers.

    Args:
        key: what tells places apart.
        rows: as they were made before, by key.
    """

    def __init__(self, key: Callable[[Place], Hashable], rows: dict[Hashable, Row]) -> None:
        self._key = key
        self._made = rows
        self._rows: list[Row] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, place: Place) -> int:
        """The number of a place."""
        key = self._key(place)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._rows)
            row = self._made.get(key)
            if row is None:
                if len(self._made) >= PLACES_REMEMBERED:
                    self._made.clear()
                row = self._made[key] = _row_of(place)
            self._rows.append(row)
        return number

    def table(self) -> Columns:
        """As a table of a batch."""
        return Columns.of_rows(_PLACE_COLUMNS, self._rows)


def _row_of(place: Place) -> Row:
    row = gazetteer_row(place, place_hash(place))
    return tuple(json.dumps(v) if isinstance(v, list) else v for v in row.values())


def _name_of(place: Place) -> Hashable:
    """An id and a position stand for one description as long as one file is imported."""
    return place.id, place.position.lat, place.position.lon
