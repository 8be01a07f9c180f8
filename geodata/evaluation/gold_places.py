"""Our own marked texts in six languages, and how many of their places are found.

A place is right when it lies within 25 km of where the table of the gold file says, or
within its own radius when it is an area; a country is right when it is that country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.coordinates import LatLon, distance_km
from geodata.evaluation.scoring import NOTHING, Counts
from geodata.model import Match, Place, PlaceKind

GOLD: Final = Path(__file__).with_name("gold") / "places.txt"
WITHIN_KM: Final = 25.0
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked name: its characters, and where it is, or the code of its country."""

    start: int
    end: int
    text: str
    position: LatLon | None
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text without its marks, in a language (ISO 639-1)."""

    language: str
    text: str
    mentions: tuple[GoldMention, ...]


def load_gold(path: Path = GOLD) -> list[GoldText]:
    """The marked texts of a gold file.

    Example:
        >>> sum(len(text.mentions) for text in load_gold()) >= 300
        True
    """
    marked, _, table = path.read_text(encoding="utf-8").partition("= places\n")
    places = {
        name: LatLon(float(lat), float(lon))
        for name, lat, lon in (line.split() for line in table.splitlines() if line)
    }
    found: list[GoldText] = []
    for block in marked.split("\n@ ")[1:]:
        language, _, text = block.partition("\n")
        found.append(_unmarked(language.strip(), text.strip(), places))
    return found


def _unmarked(language: str, marked: str, places: dict[str, LatLon]) -> GoldText:
    parts: list[str] = []
    mentions: list[GoldMention] = []
    length = after = 0
    for match in _MARK.finditer(marked):
        before = marked[after : match.start()]
        words, place = match.groups()
        start = length + len(before)
        code = place if place not in places else ""
        mentions.append(GoldMention(start, start + len(words), words, places.get(place), code))
        parts += [before, words]
        length, after = start + len(words), match.end()
    parts.append(marked[after:])
    return GoldText(language, "".join(parts), tuple(mentions))


def is_right(place: Place, gold: GoldMention) -> bool:
    """Whether the place is the one that the gold means."""
    if gold.position is None:
        return place.kind is PlaceKind.COUNTRY and place.country_code == gold.country_code
    km = distance_km(place.position, gold.position)
    is_area = place.kind in (PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA)
    return km <= max(WITHIN_KM, place.radius_km if is_area else 0.0)


@dataclass(frozen=True, slots=True)
class LanguageScore:
    """Counts of one language: names found, and names found and rightly placed."""

    language: str
    mentions: int
    found: Counts
    placed: Counts


def score_languages(
    texts: Sequence[GoldText], parse: Callable[[str], Sequence[Match]]
) -> list[LanguageScore]:
    """Each language's score, in alphabetical order."""
    scores = []
    for language in sorted({text.language for text in texts}):
        own = [text for text in texts if text.language == language]
        found, placed = NOTHING, NOTHING
        for text in own:
            one_found, one_placed = _score(text, parse(text.text))
            found, placed = found + one_found, placed + one_placed
        mentions = sum(len(text.mentions) for text in own)
        scores.append(LanguageScore(language, mentions, found, placed))
    return scores


def _score(text: GoldText, matches: Sequence[Match]) -> tuple[Counts, Counts]:
    hits = right = 0
    taken: set[int] = set()
    for gold in text.mentions:
        for number, match in enumerate(matches):
            if number not in taken and match.start < gold.end and match.end > gold.start:
                taken.add(number)
                hits += 1
                right += match.place is not None and is_right(match.place, gold)
                break
    said = sum(match.place is not None for match in matches)
    total = len(text.mentions)
    found = Counts(hits, len(matches) - hits, total - hits)
    return found, Counts(right, said - right, total - right)
