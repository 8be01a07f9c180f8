"""The gazetteer as the index asks for it: regions and names of places by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.gazetteer import Gazetteer, areas_with_parts, parts_of
from geodata.model import PlaceKind

_REGIONS = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT})


@dataclass(frozen=True, slots=True)
class GazetteerAtlas:
    """What a gazetteer knows of places given by their ids."""

    gazetteer: Gazetteer

    def regions_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """For each place the ids of its country, region and district, or its own; () if unknown."""
        known: dict[int, str] = {}
        return [self._regions(self.gazetteer.row_of(one), known) for one in place_ids]

    def _regions(self, row: int, known: dict[int, str]) -> tuple[str, ...]:
        if row < 0:
            return ()
        places = self.gazetteer
        rows = [int(places.country_row[places.country[row]])] if places.country[row] else []
        rows += [int(places.admin1[row]), int(places.admin2[row])]
        if places.kinds[places.kind[row]] in _REGIONS:
            rows.append(row)
        for one in rows:
            if one >= 0 and one not in known:
                known[one] = places.id_of(one)
        return tuple(dict.fromkeys(known[one] for one in rows if one >= 0))

    def parts_of(self, region_id: str) -> tuple[str, ...]:
        """An area's own id with those of all countries, divisions and areas in it; itself else."""
        return parts_of(region_id)

    def areas(self) -> tuple[str, ...]:
        """The ids of the areas that have parts."""
        return tuple(areas_with_parts())

    def label_of(self, place_id: str) -> str:
        """What a place is called with what contains it, '' when it is not known."""
        place = self.gazetteer.by_id(place_id)
        return "" if place is None else place.label

    def names_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """For each place every name in every script, () when it is not known."""
        rows = [self.gazetteer.row_of(one) for one in place_ids]
        return [self.gazetteer.names_of(row) if row >= 0 else () for row in rows]

    def regions_named(self, name: str) -> list[str]:
        """The ids of countries, divisions and areas made of them of a name, prominent ones first.

        Args:
            name: in any spelling and script, or an id; what contains it may follow a comma.
        """
        row = self.gazetteer.row_of(name)
        if row >= 0:
            return [name] if self._is_region(row) else []
        found = self._regions_called(name)
        own, comma, rest = name.partition(",")
        if not found and comma:
            around = {
                self.gazetteer.id_of(row)
                for part in rest.split(",")
                for row in self._regions_called(part)
            }
            found = [
                row for row in self._regions_called(own) if around & set(self._regions(row, {}))
            ]
        return [self.gazetteer.id_of(row) for row in found]

    def _regions_called(self, name: str) -> list[int]:
        return [row for row in self.gazetteer.rows(name.strip()) if self._is_region(row)]

    def _is_region(self, row: int) -> bool:
        is_unit = self.gazetteer.kinds[self.gazetteer.kind[row]] in _REGIONS
        return is_unit or self.gazetteer.id_of(row) in areas_with_parts()
