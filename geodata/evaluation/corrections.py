"""Corrections as a regression set: what people put right must stay right.

The file has the form of our own gold sets (see `gold_places`): a text with the corrected name
marked, and a table of where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import FileFormatError
from geodata.evaluation.gold_places import GoldMention, GoldText, is_right, load_gold
from geodata.model import Match, Place

HEAD = (
    "# Places that people corrected, for 'gazette corrections check'. Texts stand here as they\n"
    "# were reported: mind their licence before you pass them on.\n"
)
_TABLE = "= places\n"
_AROUND = 300  # characters before and after the name, to the next blank
_SIGNS = str.maketrans({"[": "(", "]": ")", "|": "/"})


@dataclass(frozen=True, slots=True)
class CorrectedName:
    """A name in a report and the place that a person chose for it.

    Attributes:
        language: ISO 639-1 code, '' when not known.
    """

    text: str
    start: int
    end: int
    place: Place
    language: str = ""


def gold_lines(found: Iterable[CorrectedName]) -> Iterator[str]:
    """The file, piece by piece; the same snippet never twice.

    Example:
        >>> "".join(gold_lines([])).splitlines()[-1]
        '= places'
    """
    yield HEAD
    places: dict[str, Place] = {}
    written: set[str] = set()
    for one in found:
        key = "".join(one.place.id.split())
        snippet = _marked(one, key)
        if snippet in written:
            continue
        written.add(snippet)
        places[key] = one.place
        yield f"\n@ {one.language or 'en'}\n{snippet}\n"
    yield f"\n{_TABLE}"
    for key, place in sorted(places.items()):
        yield f"{key} {place.position.lat:.5f} {place.position.lon:.5f}\n"


def _marked(one: CorrectedName, key: str) -> str:
    def plain(text: str) -> str:
        return " ".join(text.translate(_SIGNS).split())

    left = max(0, one.start - _AROUND)
    right = min(len(one.text), one.end + _AROUND)
    while left > 0 and not one.text[left - 1].isspace():
        left -= 1
    while right < len(one.text) and not one.text[right].isspace():
        right += 1
    before, after = one.text[left : one.start], one.text[one.end : right]
    gap = " " if before[-1:].isspace() else ""
    then = " " if after[:1].isspace() else ""
    name = plain(one.text[one.start : one.end])
    return f"{plain(before)}{gap}[{name}|{key}]{then}{plain(after)}".strip()


@dataclass(frozen=True, slots=True)
class Missed:
    """A corrected name that would be wrong again.

    Attributes:
        found: where it would be put, in words.
    """

    name: str
    snippet: str
    found: str


def load_corrections(path: Path) -> list[GoldText]:
    """The texts of a file that `gold_lines` wrote.

    Raises:
        FileFormatError: it is no such file.
    """
    try:
        return load_gold(path)
    except (ValueError, UnicodeDecodeError) as error:
        raise FileFormatError(
            f"The file {path} is no set of corrections ({error}): write one with "
            "'gazette corrections export'."
        ) from error


def check(
    texts: Sequence[GoldText], parse: Callable[[str], Sequence[Match]]
) -> tuple[int, list[Missed]]:
    """How many corrected names are read rightly now, and those that are not."""
    right, missed = 0, []
    for text in texts:
        matches = parse(text.text)
        for gold in text.mentions:
            match = _match_of(gold, matches)
            if match is not None and match.place is not None and is_right(match.place, gold):
                right += 1
            else:
                found = "not found" if match is None else "not placed"
                if match is not None and match.place is not None:
                    found = match.place.label
                missed.append(Missed(gold.text, text.text, found))
    return right, missed


def _match_of(gold: GoldMention, matches: Sequence[Match]) -> Match | None:
    return next((m for m in matches if m.start < gold.end and m.end > gold.start), None)
