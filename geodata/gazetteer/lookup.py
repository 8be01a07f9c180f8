"""The gazetteer opened: names to places, ids to places, positions to places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from geodata.coordinates import BoundingBox, LatLon
from geodata.gazetteer import labelling, nearness
from geodata.gazetteer.cache import opened_container
from geodata.gazetteer.container import Container
from geodata.gazetteer.names import name_key, short_form
from geodata.model import Place, PlaceKind

NAME_SEPARATOR = "\x1f"
_COLUMNS = (
    *("lat", "lon", "radius_km", "population", "prominence", "kind", "country", "source"),
    *("country_row", "admin1", "admin2", "cell_start", "cell_row"),
    *("names_start", "names_end"),
    *("name_flags", "name_flags_common", "name_prominence"),
)


class Gazetteer:
    """All known places, mapped from one compiled file; safe to share between threads.

    Rows are numbered by falling prominence: of two places the one with the smaller row is
    the better known. The columns are read-only arrays indexed by row:

        lat, lon        float64, degrees
        radius_km       float32, of the circle that about covers it
        population      int64, 0 when unknown
        prominence      float32, about log10 of the population; countries and capitals more
        kind            uint8, an index into ``kinds``
        country         uint16, an index into ``country_codes``; 0 for none
        country_row     int32 by country number: the row of the country itself, -1 for none
        admin1, admin2  int32, the row of the region and the district it lies in, -1 for none

    Names have numbers; the columns by name number are

        name_flags        uint8, NameFlags of all places of that name joined with "or"
        name_flags_common uint8, the flags that all its places have
        name_prominence   float32, of its most prominent place, less for alternate names

    Example:
        >>> gazetteer = Gazetteer.open()
        >>> gazetteer.find("Gəncə")[0].id, gazetteer.find("no such place at all")
        ('gn:586523', [])
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        about = container.about
        self.kinds: tuple[PlaceKind, ...] = tuple(PlaceKind(kind) for kind in about["kinds"])
        self.country_codes: tuple[str, ...] = tuple(about["countries"])
        self._country_numbers = {code: n for n, code in enumerate(self.country_codes)}
        self._sources: tuple[str, ...] = tuple(about["sources"])
        for column in _COLUMNS:
            setattr(self, column, container.array(column))
        self._start: NDArray[np.uint32] = container.array("posting_start")
        self._posting_row: NDArray[np.uint32] = container.array("posting_row")
        self._posting_flags: NDArray[np.uint8] = container.array("posting_flags")
        self._names = container.bytes_of("names")
        self._id_number: NDArray[np.uint32] = container.array("id_number")
        self._row_of_id: NDArray[np.uint32] = container.array("row_of_id")
        self._trie = marisa_trie.Trie()
        self._trie.map(container.bytes_of("name_trie"))
        self._id_trie = marisa_trie.Trie()
        self._id_trie.map(container.bytes_of("id_trie"))

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    radius_km: NDArray[np.float32]
    population: NDArray[np.int64]
    prominence: NDArray[np.float32]
    kind: NDArray[np.uint8]
    country: NDArray[np.uint16]
    source: NDArray[np.uint8]
    country_row: NDArray[np.int32]
    admin1: NDArray[np.int32]
    admin2: NDArray[np.int32]
    name_flags: NDArray[np.uint8]
    name_flags_common: NDArray[np.uint8]
    name_prominence: NDArray[np.float32]
    names_start: NDArray[np.uint32]
    names_end: NDArray[np.uint32]
    cell_start: NDArray[np.uint32]
    cell_row: NDArray[np.uint32]

    @classmethod
    def open(
        cls,
        cache_folder: Path | None = None,
        *,
        progress: Callable[[str, float], None] | None = None,
    ) -> Gazetteer:
        """The gazetteer, built first when it is missing, out of date or damaged.

        Args:
            cache_folder: where the compiled file lives; by default the folder that
                GAZETTE_CACHE names, else the user's cache folder.
            progress: called with what is being done and the share done (0..1) while building.

        Raises:
            GazetteerError: it could not be built; the message says what to do.
        """
        return cls(opened_container(cache_folder, progress))

    @classmethod
    def build(
        cls,
        cache_folder: Path | None = None,
        *,
        progress: Callable[[str, float], None] | None = None,
    ) -> Gazetteer:
        """The gazetteer, built anew even when there is a sound file.

        Args:
            cache_folder: as for ``open``.
            progress: as for ``open``.

        Raises:
            GazetteerError: it could not be built; the message says what to do.
        """
        return cls(opened_container(cache_folder, progress, build_anew=True))

    # ------------------------------------------------------------- by name

    def name_number(self, key: str) -> int:
        """The number of a name key (see ``name_key``), -1 when nothing has that name."""
        number = self._trie.get(key)
        return -1 if number is None else number

    def names_at(self, text_key: str, start: int = 0) -> list[tuple[int, int]]:
        """Known names that begin at ``start`` of a folded text and end at a word's end.

        Args:
            text_key: words as ``name_key`` gives them, joined by single spaces.
            start: where a word begins in it.

        Returns:
            (end, name number) of each name, shortest first, so the longest is the last.

        Example:
            >>> text = "troops left new york city today"
            >>> [text[12:end] for end, _ in Gazetteer.open().names_at(text, 12)]
            ['new york', 'new york city']
        """
        rest = text_key[start : start + 80]
        size = len(rest)
        whole = start + size == len(text_key)
        return [
            (start + len(name), number)
            for name, number in self._trie.iter_prefixes_with_ids(rest)
            if (rest[len(name)] == " " if len(name) < size else whole)
        ]

    def longest_names(self, text_key: str) -> list[tuple[int, int, int]]:
        """The longest known names of a folded text from left to right, not overlapping.

        Returns:
            (start, end, name number), positions counted in ``text_key``.
        """
        found, at = [], 0
        while at < len(text_key):
            names = self.names_at(text_key, at)
            if names:
                end, number = names[-1]
                found.append((at, end, number))
                at = end + 1
            else:
                space = text_key.find(" ", at)
                at = len(text_key) if space < 0 else space + 1
        return found

    def rows(self, name: str) -> list[int]:
        """Rows of all places of a name in any spelling and case, most prominent first.

        When nothing has the whole name, an English article in front ("the Caucasus") or a
        generic word at an end ("Madison Township") is left out.
        """
        key = name_key(name)
        for spelling in (key, key.removeprefix("the "), short_form(key)):
            number = self.name_number(spelling)
            if number >= 0:
                return self.rows_of(number)
        return []

    def rows_of(self, name_number: int, limit: int | None = None) -> list[int]:
        """Rows of all places of a name number, most prominent first; [] for -1."""
        if name_number < 0:
            return []
        begin, end = int(self._start[name_number]), int(self._start[name_number + 1])
        if limit is not None:
            end = min(end, begin + limit)
        rows: list[int] = self._posting_row[begin:end].tolist()
        return rows

    def flags_of(self, name_number: int, limit: int | None = None) -> list[int]:
        """NameFlags for each row of ``rows_of``: what kind of name it is for that place."""
        if name_number < 0:
            return []
        begin, end = int(self._start[name_number]), int(self._start[name_number + 1])
        if limit is not None:
            end = min(end, begin + limit)
        flags: list[int] = self._posting_flags[begin:end].tolist()
        return flags

    def find(
        self, name: str, *, country_codes: Iterable[str] | None = None, limit: int | None = None
    ) -> list[Place]:
        """Places of that name in any spelling and script, most prominent first; [] for none.

        Args:
            name: in any spelling, case and script.
            country_codes: keep only places of these countries (ISO 3166-1 alpha-2).
            limit: at most so many.

        Example:
            >>> [place.country_code for place in Gazetteer.open().find("Ganja", limit=1)]
            ['AZ']
        """
        rows = self.rows(name)
        if country_codes is not None:
            wanted = {self._country_numbers.get(code.upper()) for code in country_codes}
            rows = [row for row in rows if int(self.country[row]) in wanted]
        return [self.place(row) for row in rows[:limit]]

    # --------------------------------------------------------- by row and id

    def names_of(self, row: int) -> tuple[str, ...]:
        """Every name of a row, the usual English one first."""
        begin, end = int(self.names_start[row]), int(self.names_end[row])
        text = bytes(self._names[begin:end]).decode("utf-8")
        return tuple(text.split(NAME_SEPARATOR))

    def name_of(self, row: int) -> str:
        """The usual English name of a row, '' for -1."""
        return self.names_of(row)[0] if row >= 0 else ""

    def id_of(self, row: int) -> str:
        """The id of a row."""
        own_id: str = self._id_trie.restore_key(int(self._id_number[row]))
        return own_id

    def row_of(self, place_id: str) -> int:
        """The row of an id, -1 when it is not known."""
        number = self._id_trie.get(place_id)
        return -1 if number is None else int(self._row_of_id[number])

    def country_number(self, country_code: str) -> int:
        """What the country column holds for a country, 0 when it is not known."""
        return self._country_numbers.get(country_code.upper(), 0)

    def place(self, row: int) -> Place:
        """The place of a row, with all its names."""
        names = self.names_of(row)
        country = int(self.country[row])
        kind = self.kinds[self.kind[row]]
        return Place(
            id=self.id_of(row),
            name=names[0],
            kind=kind,
            country_code=self.country_codes[country],
            country=self.name_of(int(self.country_row[country])),
            admin1=self.name_of(int(self.admin1[row])),
            admin2=self.name_of(int(self.admin2[row])),
            position=LatLon(float(self.lat[row]), float(self.lon[row])),
            radius_km=round(float(self.radius_km[row]), 2),
            population=int(self.population[row]),
            names=names,
            source=self._sources[self.source[row]],
        )

    def by_id(self, place_id: str) -> Place | None:
        """The place of an id, None when there is none."""
        row = self.row_of(place_id)
        return None if row < 0 else self.place(row)

    # ----------------------------------------------------------- by position

    def nearest(
        self, position: LatLon, *, limit: int = 1, within_km: float | None = None
    ) -> list[tuple[Place, float]]:
        """Settlements nearest to a position with their distances in km, nearest first.

        Args:
            position: where to look.
            limit: at most so many.
            within_km: none farther than this; no bound when None.
        """
        found = nearness.nearest_rows(self, position, limit=limit, within_km=within_km)
        return [(self.place(row), km) for row, km in found]

    def labels(self, box: BoundingBox, zoom: int, limit: int = 60) -> list[Place]:
        """Places worth a label on a map of that box and zoom level, most prominent first."""
        return [self.place(row) for row in labelling.label_rows(self, box, zoom, limit)]

    # ----------------------------------------------------------------- about

    def __len__(self) -> int:
        return len(self.lat)

    @property
    def path(self) -> Path:
        """The compiled file."""
        return self._container.path

    @property
    def about(self) -> dict[str, Any]:
        """What it was built from: versions, and how many places and names it has."""
        return dict(self._container.about)

    def verify(self) -> list[str]:
        """Names of the damaged sections of the file, [] when sound; reads the whole file."""
        return self._container.damaged_sections()
