"""What regions of the world and areas consist of: countries, divisions and other areas."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from geodata.gazetteer.identity import table_text

TABLE = "area_parts.csv"


@cache
def areas_with_parts() -> Mapping[str, tuple[str, ...]]:
    """By the id of each area of the table what it consists of, as the table has it."""
    lines = (line for line in table_text(TABLE).splitlines() if line and line[0] != "#")
    return {row["area"]: tuple(row["parts"].split(";")) for row in csv.DictReader(lines)}


def parts_of(place_id: str) -> tuple[str, ...]:
    """The id with those of all that it consists of, and what they consist of; itself else.

    Example:
        >>> parts_of("gz:south-caucasus")
        ('gz:south-caucasus', 'iso:AM', 'iso:AZ', 'iso:GE')
        >>> parts_of("iso:AM")
        ('iso:AM',)
    """
    found, waiting = dict[str, None](), [place_id]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = None
            waiting += areas_with_parts().get(one, ())
    return tuple(found)
