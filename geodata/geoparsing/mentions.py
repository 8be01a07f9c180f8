"""Text to mentions: the whole way, in the order of the steps."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from geodata.geoparsing.candidates import Candidate, name_candidates
from geodata.geoparsing.choosing import best_apart
from geodata.geoparsing.language import guess_language, is_without_capitals
from geodata.geoparsing.names import KIND_BIT, NameIndex
from geodata.geoparsing.recogniser import LIKELY, Recogniser, recogniser_for
from geodata.geoparsing.rules import UNCASED
from geodata.geoparsing.segments import segments
from geodata.geoparsing.sentences import split_sentences
from geodata.geoparsing.tokens import Tokens, tokenise
from geodata.geoparsing.usage import usage_of
from geodata.geoparsing.wordlists import words
from geodata.model import Mention, PlaceKind, Sentence, Usage

_WHOLE_NAME = 0.1  # log-odds by which "Gulf of Aden" beats "Aden"


class FoundName(NamedTuple):
    """A mention with the number of its name, and the log-odds that it is a place name."""

    mention: Mention
    candidate: Candidate
    score: float


def find_mentions(
    text: str, names: NameIndex, *, recogniser: Recogniser | None = None
) -> list[Mention]:
    """The place names of a text in order, each with what it does in its sentence.

    Args:
        text: any text; positions count its code points.
        names: the names to look for.
        recogniser: judges which candidates are places; the trained one by default.
    """
    return [
        name.mention
        for _, found in found_names(text, names, recogniser=recogniser)
        for name in found
    ]


def found_names(
    text: str,
    names: NameIndex,
    *,
    sentences: Sequence[Sentence] | None = None,
    recogniser: Recogniser | None = None,
    least: float = LIKELY,
    cells: Sequence[tuple[int, int]] = (),
) -> Iterator[tuple[Tokens, list[FoundName]]]:
    """The same with all that was learned on the way, for whoever chooses the places.

    A text of ordinary length comes in one piece, a very long one in several. Candidates
    whose log-odds are not above ``least`` are left out; ``cells`` are characters of which the
    header of a table says that they name places.
    """
    if sentences is None:
        sentences = split_sentences(text)
    uncased = is_without_capitals(text)
    language = guess_language(text)
    recogniser = recogniser or recogniser_for(UNCASED if uncased else language)
    for run in segments(sentences):
        tokens = tokenise(text, run)
        if uncased:
            tokens = replace(tokens, capital=[word[0].isalpha() for word in tokens.words])
        candidates = name_candidates(tokens, names, language)
        scores = recogniser.scores(tokens, candidates)
        yield tokens, names_chosen(tokens, candidates, scores, least, cells)


def names_chosen(
    tokens: Tokens,
    candidates: Sequence[Candidate],
    scores: Sequence[float],
    least: float,
    cells: Sequence[tuple[int, int]] = (),
) -> list[FoundName]:
    """The candidates above ``least`` that do not overlap, as names with their usage."""
    found = []
    scores = _struck(tokens, candidates, scores)
    in_cells = _in_cells(candidates, cells)
    for number in in_cells:
        scores[number] = max(scores[number], _IN_A_CELL)
    whole = _whole_linked(tokens, candidates, _whole_waters(candidates, scores))
    for number in best_apart(candidates, [score - least for score in whole]):
        candidate = candidates[number]
        mention = Mention(
            candidate.start,
            candidate.end,
            tokens.text[candidate.start : candidate.end],
            Usage.PLACE if number in in_cells else usage_of(tokens, candidate),
        )
        found.append(FoundName(mention, candidate, scores[number]))
    return found


_IN_A_CELL = 2.0  # log-odds that a name in a cell of places is one


def _in_cells(candidates: Sequence[Candidate], cells: Sequence[tuple[int, int]]) -> set[int]:
    """The candidates that stand in a cell of places, as both of "Tovuz, Azerbaijan" do."""
    if not cells:
        return set()
    starts = [start for start, _ in cells]
    found = set()
    for number, candidate in enumerate(candidates):
        cell = bisect_right(starts, candidate.start) - 1
        if cell >= 0 and candidate.end <= cells[cell][1]:
            found.add(number)
    return found


def _whole_waters(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[float]:
    """The scores with a gulf, strait or bay never below the town it is named after."""
    raised = list(scores)
    water = KIND_BIT[PlaceKind.WATER]
    for number, whole in enumerate(candidates):
        if whole.last - whole.first >= 2 and whole.traits.kind & water:
            inner = (
                scores[n]
                for n, part in enumerate(candidates[number + 1 : number + 9], number + 1)
                if part.first > whole.first and part.last == whole.last
            )
            raised[number] = max(raised[number], *(score + _WHOLE_NAME for score in inner), -9.9)
    return raised


_LINKS = words("de del da do dos das di della la las los el al du des le of upon sur am an ob nad")


def _whole_linked(
    tokens: Tokens, candidates: Sequence[Candidate], scores: Sequence[float]
) -> list[float]:
    """The scores with a name of linked words never below its head: Santiago del Estero."""
    raised = list(scores)
    heads: dict[int, list[tuple[int, float]]] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        heads.setdefault(candidate.first, []).append((candidate.last, score))
    for number, whole in enumerate(candidates):
        if whole.last - whole.first < 2 or len(heads[whole.first]) < 2:
            continue
        for last, score in heads[whole.first]:
            if last < whole.last and tokens.words[last + 1] in _LINKS:
                raised[number] = max(raised[number], score + _WHOLE_NAME)
    return raised


# What is shelled or retaken is a place: nobody is, and no organisation.
_PLACE_TAKING = words(
    """
    shelled shelling bombarded bombarding recaptured recapturing retook retake retaking overran
    overrun besieged besieging
    """
)
_STRUCK = 0.5  # log-odds that the object of such a verb has at least


# A person is hit by a car or by lightning; by one of these a town or a land is.
_BEING = words("was were is are been being has have had also")
_STRICKEN = words(
    """
    hit struck shaken rocked jolted battered lashed pounded hammered devastated ravaged swept
    flooded inundated engulfed gripped
    """
)
_CALAMITIES = words(
    """
    flood floods flooding earthquake earthquakes quake quakes aftershock aftershocks tremor tremors
    cyclone cyclones hurricane hurricanes typhoon typhoons tornado tornadoes tsunami storm storms
    drought droughts landslide landslides mudslide mudslides wildfire wildfires heatwave blizzard
    shelling bombardment airstrikes explosion explosions blast blasts unrest protests riots
    """
)

_ELSEWHERE = words("in on at over during after before from near , .")


def _struck(
    tokens: Tokens, candidates: Sequence[Candidate], scores: Sequence[float]
) -> list[float]:
    """The scores with what is shelled, besieged or struck by a calamity never below even."""
    raised = list(scores)
    for number, candidate in enumerate(candidates):
        if not tokens.capital[candidate.first]:
            continue
        if (
            _is_taken(tokens, candidate)
            or _is_stricken(tokens, candidate.last + 1)
            or _is_said_to_be(tokens, candidate)
            or _is_owned(tokens, candidate)
        ):
            raised[number] = max(raised[number], _STRUCK)
    return raised


def _is_taken(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether a verb that takes places stands before it: 'Troops shelled Berd.'."""
    first, after = candidate.first, candidate.last + 1
    if tokens.opens_sentence(first) or tokens.lowers[first - 1] not in _PLACE_TAKING:
        return False
    return not (after < len(tokens) and tokens.gaps[after] == " " and tokens.capital[after])


def _is_stricken(tokens: Tokens, after: int) -> bool:
    """Whether it goes on, behind the name, like 'Gori was hit by heavy flooding'."""
    following = tokens.lowers[after : after + 9]
    number = 0
    while number < min(3, len(following)) and following[number] in _BEING:
        number += 1
    if not 0 < number < len(following):
        return False
    struck = following[number] in _STRICKEN and following[number + 1 : number + 2] == ["by"]
    if not struck:
        return False
    by_what = itertools.takewhile(lambda word: word not in _ELSEWHERE, following[number + 2 :])
    return not _CALAMITIES.isdisjoint(by_what)


_UNITS = words("district province governorate oblast county municipality township village region")
_LED_TO = words("in at near of from to across throughout outside around")
_WELL_KNOWN = 5.0  # prominence: about 100,000 people


def _is_said_to_be(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether the words say what it is: 'in Palpa district', 'Wase Local Government Area'."""
    after = candidate.last + 1
    if tokens.lowers[after : after + 3] == ["local", "government", "area"]:
        return True
    if after >= len(tokens) or tokens.opens_sentence(candidate.first):
        return False
    before, gap = tokens.lowers[max(0, candidate.first - 2) : candidate.first], tokens.gaps
    if gap[candidate.first] != " ":
        return False
    if before[-1:] == ["of"] and before[0] in _UNITS:
        return not tokens.capital[after]
    return before[-1] in _LED_TO and gap[after] == " " and tokens.words[after] in _UNITS


def _is_owned(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether a name that owns a well-known one stands before it: "on Syria's Idlib,"."""
    first, after = candidate.first, candidate.last + 1
    if candidate.traits.prominence < _WELL_KNOWN or tokens.opens_sentence(first):
        return False
    owner = tokens.words[first - 1]
    ends = after >= len(tokens) or tokens.gaps[after] != " " or not tokens.capital[after]
    return ends and tokens.capital[first - 1] and owner[-2:] in ("'s", "’s")


def as_found(
    tokens: Tokens, mentions: Iterable[Mention], names: NameIndex, score: float = 2.0
) -> list[FoundName]:
    """Mentions that somebody else found, with the names they are in the index.

    A mention whose words no name of the index covers is left out. ``score`` is the
    log-odds given to each.
    """
    by_start: dict[int, list[Candidate]] = {}
    for candidate in name_candidates(tokens, names, guess_language(tokens.text)):
        by_start.setdefault(candidate.start, []).append(candidate)
    found = []
    for mention in mentions:
        fitting = [c for c in by_start.get(mention.start, ()) if c.end <= mention.end]
        if fitting:
            found.append(FoundName(mention, max(fitting, key=lambda c: c.end), score))
    return found
