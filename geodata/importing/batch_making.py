"""One batch of rows as rows of the store, column by column where that is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, cast

from geodata.importing.placing import CellError, Spot
from geodata.importing.row_texts import RowTexts
from geodata.model import content_id, text_hash
from geodata.storage.imports import Batch
from geodata.storage.packed_evidence import NUMBER_OF, PACKED

if TYPE_CHECKING:
    from geodata.importing.converting import Converter, CountCell, Days, Told

ROWS_A_REPORT: Final = 100
LONGEST_TITLE: Final = 100
LONGEST_ROW: Final = 200_000  # characters of its text
_PASSAGE, _PLACE, _DATE = NUMBER_OF["passage"], NUMBER_OF["place"], NUMBER_OF["date"]
_KIND, _ACTOR, _NUMBER = NUMBER_OF["kind"], NUMBER_OF["actor"], NUMBER_OF["number"]
Key = tuple[str, str, str]


@dataclass(slots=True)
class Made:
    """What became of some rows.

    Attributes:
        refused: rows that cannot go in, in their order.
        noted: rows that went in with a remark.
        unplaced: how many went in without a place.
    """

    batch: Batch
    refused: list[tuple[Told, CellError]]
    noted: list[tuple[Told, str]]
    unplaced: int


class _Columns:
    """The cells of rows column by column, and what the cells of each row mean."""

    def __init__(self, of: Converter, rows: Sequence[Told]) -> None:
        self.rows = rows
        self._columns = list(zip(*(row.record.cells for row in rows), strict=True))
        self._none = ("",) * len(rows)
        cells = self.cells
        days = map(of.days, cells(of.n_date), cells(of.n_end_date), cells(of.n_date_precision))
        spots = map(
            of.placer.spot, cells(of.n_lat), cells(of.n_lon), cells(of.n_precision),
            cells(of.n_place), cells(of.n_admin2), cells(of.n_admin1), cells(of.n_country),
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
        self.texts = RowTexts([row.record.line for row in rows], self.notes, self._columns, of.kept)

    def cells(self, number: int) -> Sequence[str]:
        """The cells of a column; empty ones for -1."""
        return self._columns[number] if number >= 0 else self._none

    def refused(self) -> list[tuple[int, CellError]]:
        """Rows with a cell that cannot be used, and the first of these cells."""
        found: dict[int, CellError] = {}
        columns: list[list[Any]] = [self.days, self.spots, self.counts]
        for column in columns:
            if CellError in set(map(type, column)):
                for number, one in enumerate(column):
                    if isinstance(one, CellError):
                        found.setdefault(number, one)
        for number in (self.texts.lengths > LONGEST_ROW).nonzero()[0].tolist():
            reason = f"the row has more than {LONGEST_ROW:,} characters"
            found.setdefault(number, CellError("", "", reason))
        return sorted(found.items())


def made(of: Converter, rows: Sequence[Told], import_key: int, replaced: dict[str, int]) -> Made:
    """Rows made ready; those that cannot go in leave nothing in the batch.

    Args:
        of: knows the layout and remembers what cells mean.
        rows: those that are not in the store, or replace what is.
        import_key: of the ledger.
        replaced: event id to the key of the event it replaces.
    """
    if not rows:
        return Made(Batch(), [], [], 0)
    columns = _Columns(of, rows)
    refused = columns.refused()
    if refused:
        bad = dict(refused)
        good = [row for number, row in enumerate(rows) if number not in bad]
        rest = made(of, good, import_key, replaced)
        rest.refused = [(rows[number], error) for number, error in refused]
        return rest
    return _Maker(of, columns, import_key, replaced).made()


class _Maker:
    def __init__(
        self, of: Converter, columns: _Columns, import_key: int, replaced: dict[str, int]
    ) -> None:
        self._of = of
        self._all = columns
        self._import_key = import_key
        self._replaced = replaced
        self._batch = Batch()
        self._noted: list[tuple[Told, str]] = []
        self._spots: dict[int, tuple[int, tuple[Any, ...]]] = {}
        self._places: dict[tuple[str, float, float], int] = {}

    def made(self) -> Made:
        """All of it."""
        blocks = self._all.texts.blocks()
        owners = self._reports(blocks)
        placed = self._place_rows(owners)
        self._events(blocks, owners)
        self._people_and_counts(owners, placed)
        return Made(self._batch, [], self._noted, len(blocks) - len(self._batch.parts["places"]))

    # ---------------------------------------------------------------- reports

    def _reports(self, blocks: list[str]) -> list[tuple[int, int, int]]:
        """For each row its report, its number there and where its text begins."""
        owners: list[tuple[int, int, int]] = [(0, 0, 0)] * len(blocks)
        for report, (key, numbers) in enumerate(self._grouped()):
            at, notes = 0, self._all.notes
            sentences: list[list[int]] = []
            for count, number in enumerate(numbers):
                owners[number] = (report, count, at)
                start, end = at, at + len(blocks[number])
                if length := len(notes[number]):
                    sentences.append([start, start + length, len(sentences), count])
                    start += length + 1
                sentences.append([start, end, len(sentences), count])
                at = end + 2
            text = "\n\n".join([blocks[number] for number in numbers])
            self._batch.reports.append(self._report(key, numbers, text, sentences))
        return owners

    def _grouped(self) -> Iterator[tuple[Key, list[int]]]:
        """Rows of one source, link and day of publication, a hundred at most together."""
        of, cells, rows = self._of, self._all.cells, self._all.rows
        groups: dict[Key, list[int]] = {}
        # In the known layouts a column of sources names papers; who says so is the data set.
        named = of.n_source >= 0 and not of.is_data_set
        sources = [cell.strip() or of.source for cell in cells(of.n_source)] if named else None
        if sources is None and of.n_link < 0 and of.n_published < 0:
            groups[of.source, "", ""] = list(range(len(rows)))
        else:
            keys = zip(
                sources or repeat(of.source, len(rows)),
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
    ) -> dict[str, Any]:
        of, rows = self._of, self._all.rows
        first, last = rows[numbers[0]].record.line, rows[numbers[-1]].record.line
        lines = f"line {first:,}" if first == last else f"lines {first:,} to {last:,}"
        return {
            "id": content_id("r", [of.space, of.name, *key, str(first), of.nonce]),
            "source": key[0],
            "link": key[1],
            "published": of.published(key[2]),
            "text": text,
            "text_hash": text_hash(text),
            "title": f"{of.name}, {lines}",
            "language": "",
            "is_demo": False,
            "sentences": sentences,
            "notes": [],
        }

    # ----------------------------------------------------------------- events

    def _events(self, blocks: list[str], owners: list[tuple[int, int, int]]) -> None:
        of, here = self._of, self._all
        append = self._batch.events.append
        column, status = of.date_column, of.status
        speakers = list(map(str.strip, here.cells(of.n_speaker)))
        titles = self._titles()
        lengths = here.texts.passages.tolist()
        for row, (report, number, base), length, notes, block, day, spot, kind, title, who in zip(
            here.rows, owners, lengths, here.notes, blocks, here.days, here.spots, here.kinds,
            titles, speakers, strict=True,
        ):  # fmt: skip
            append(
                (
                    report, row.event_id, number, kind.kind, kind.modality, title, base,
                    base + length, notes or block, day.first, day.last, day.precision,
                    day.approximate, None, None, None, "on",
                    f"{column} in line {row.record.line}" if day.precision else "",
                    who, status, spot.score,
                )
            )  # fmt: skip
        if self._replaced:
            for number, row in enumerate(here.rows):
                if (key := self._replaced.get(row.event_id)) is not None:
                    self._batch.replaced[number] = key

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

    def _place_rows(self, owners: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """Add the places; for each row start and length of the words behind its place."""
        here, append = self._all, self._batch.parts["places"].append
        starts, lengths = here.texts.first_of(self._of.naming)
        words = list(zip(starts.tolist(), lengths.tolist(), strict=True))
        known = self._spots
        for number, (spot, (_, _, base), (start, length)) in enumerate(
            zip(here.spots, owners, words, strict=True)
        ):
            if spot.note:
                self._noted.append((here.rows[number], spot.note))
            if spot.place is None:
                continue
            place, runners = known.get(id(spot)) or self._new_spot(spot)
            start += base
            append(
                (
                    number, 0, spot.name, place, "site", spot.precision, spot.lat, spot.lon,
                    spot.radius_km, spot.score, start, start + length, spot.reasons, runners,
                    False, "",
                )
            )  # fmt: skip
        return words

    def _new_spot(self, spot: Spot) -> tuple[int, tuple[Any, ...]]:
        assert spot.place is not None  # noqa: S101 - asked by the caller
        runners = tuple((self._number(c.place), c.score, c.reasons) for c in spot.runners_up)
        found = self._spots[id(spot)] = (self._number(spot.place), runners)
        return found

    def _number(self, place: Any) -> int:
        name = (place.id, place.position.lat, place.position.lon)
        number = self._places.get(name)
        if number is None:
            number = self._places[name] = len(self._batch.places)
            self._batch.places.append(place)
        return number

    # -------------------------------------------------------- people, evidence

    def _people_and_counts(
        self, owners: list[tuple[int, int, int]], places: list[tuple[int, int]]
    ) -> None:
        """Who and how many, and the origin of each row with the spans behind its fields."""
        here = self._all
        parts = self._batch.parts
        spans = self._spans(owners, places)
        self._people(owners, spans)
        self._counts(owners, spans)
        key = self._import_key
        parts["evidence"] = [
            (number, 0, PACKED, "", 0, 0, span) for number, span in enumerate(spans)
        ]
        parts["rows"] = [
            (number, key, row.record.line, row.content_hash, row.external_id)
            for number, row in enumerate(here.rows)
        ]

    def _people(self, owners: list[tuple[int, int, int]], spans: list[str]) -> None:
        of, here = self._of, self._all
        add, names = self._batch.parts["actors"].append, of.names
        told = [one for one in of.people if any(here.cells(one[0]))]
        columns = [
            zip(here.cells(n), here.texts.cells(n)[0].tolist(), strict=True) for n, _, _ in told
        ]
        roles = [(role, is_main) for _, role, is_main in told]
        for number, (owner, *people) in enumerate(zip(owners, *columns, strict=True)):
            base, count = owner[2], 0
            for (cell, start), (role, is_main) in zip(people, roles, strict=True):
                if start < 0:
                    continue
                for offset, name in names(cell):
                    first = base + start + offset
                    add((number, count, name, role, first, first + len(name), ""))
                    count += 1
                    if is_main:
                        spans[number] += f" {_ACTOR} {first} {len(name)}"

    def _counts(self, owners: list[tuple[int, int, int]], spans: list[str]) -> None:
        of, here = self._of, self._all
        add = self._batch.parts["counts"].append
        starts_of = {n: here.texts.cells(n)[0].tolist() for n in (of.n_killed, of.n_wounded)}
        for number, counts in enumerate(here.counts):
            for count, (n, what, low, high) in enumerate(counts):
                if (start := starts_of[n][number]) >= 0:
                    cell = here.cells(n)[number]
                    start += owners[number][2]
                    add((number, count, cell, what, low, high, start, start + len(cell)))
                    spans[number] += f" {_NUMBER} {start} {len(cell)}"

    def _spans(
        self, owners: list[tuple[int, int, int]], places: list[tuple[int, int]]
    ) -> list[str]:
        """The spans behind passage, date, kind and place as they are packed."""
        of, here = self._of, self._all
        columns: list[list[int]] = [here.texts.passages.tolist()]
        for n in (of.n_date, of.n_told_kind):
            columns += [column.tolist() for column in here.texts.cells(n)]
        spans = []
        for spot, (_, _, base), (place, size), length, date, date_size, kind, kind_size in zip(
            here.spots, owners, places, *columns, strict=True
        ):
            span = f"{_PASSAGE} {base} {length}"
            if date >= 0:
                span += f" {_DATE} {base + date} {date_size}"
            if kind >= 0:
                span += f" {_KIND} {base + kind} {kind_size}"
            if spot.place is not None:
                span += f" {_PLACE} {base + place} {size}"
            spans.append(span)
        return spans
