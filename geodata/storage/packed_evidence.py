"""The evidence of imported events: where it stands in the text of the rows, as one string.

Six rows of a table for each of a million events would be half the store, and their words
stand in the report already. The one row that is left names PACKED for its field; where
evidence is edited, rows of the usual kind take its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from geodata.model import Evidence, Field

# Stored in databases: a number never changes its meaning.
_FIELDS: Final = (
    Field.PASSAGE, Field.PLACE, Field.DATE, Field.KIND, Field.ACTOR, Field.MODALITY, Field.NUMBER,
)  # fmt: skip
PACKED: Final = "packed"
NUMBER_OF: Final = {field.value: number for number, field in enumerate(_FIELDS)}


def unpacked(spans: str, report_id: str, text: str) -> Iterator[Evidence]:
    """The evidence of 'field start length field start length ...'.

    Example:
        >>> [(one.field.value, one.text) for one in unpacked("0 0 9 1 5 4", "r1", "Raid near Baku")]
        [('passage', 'Raid near'), ('place', 'near')]
    """
    numbers = list(map(int, spans.split()))
    for field, start, length in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        end = start + length
        yield Evidence(_FIELDS[field], report_id, start, end, text[start:end])
