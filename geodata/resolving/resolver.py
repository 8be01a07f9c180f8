"""Mentions to matches: which place each name means, how likely that is, and why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

import numpy as np

from geodata.gazetteer import Gazetteer
from geodata.geoparsing import FoundName, Recogniser, Trait, found_names, split_sentences
from geodata.geoparsing.candidates import name_candidates
from geodata.geoparsing.external import VARIABLE, load_recogniser
from geodata.geoparsing.mentions import as_found
from geodata.geoparsing.names import KIND_BIT
from geodata.geoparsing.recogniser import LIKELY, POSSIBLE
from geodata.geoparsing.segments import segments
from geodata.geoparsing.tokens import Tokens, tokenise
from geodata.model import Candidate, Match, Mention, Place, PlaceKind, Sentence
from geodata.resolving.choice import Choice, chosen_places
from geodata.resolving.gazetteer_names import GazetteerNames
from geodata.resolving.reasons import Explainer
from geodata.resolving.weights import ChoiceModel

MOST_RUNNERS_UP: Final = 5
WORLD_CITY: Final = 5.9  # prominence: about 800,000 people, or a capital of 25,000
_EVEN: Final = 0.5
_SURE_AFAR: Final = 0.75  # chance that a town so far from all else must have
_OWN_TOWN: Final = 1.0  # log-odds that a paper's own name in its text is a place
_SETTLEMENT = KIND_BIT[PlaceKind.SETTLEMENT]


def find_places(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    published_by: str = "",
    sentences: Sequence[Sentence] | None = None,
    recogniser: Recogniser | None = None,
    cells: Sequence[tuple[int, int]] = (),
) -> list[Match]:
    """The place names of a text in order, each with the place it means and why.

    Args:
        text: any text; positions count its code points.
        gazetteer: where places are looked up; the embedded one by default.
        published_by: the publisher's name or address: its own region counts as a clue.
        sentences: of the text, when they are already known.
        recogniser: judges which names are places; by default the one that GAZETTE_RECOGNISER
            names ("spacy:FOLDER"), else our own.
        cells: characters, in order, of which the header of a table says that they name places.

    Raises:
        InputError: GAZETTE_RECOGNISER names one that cannot be loaded.

    Example:
        >>> [match.place.label for match in find_places("Troops left Paris, Texas.")][:1]
        ['Paris, Texas, United States']
        >>> find_places("")
        []
    """
    gazetteer = gazetteer or default_gazetteer()
    names = names_of(gazetteer)
    if recogniser is None and (named := os.environ.get(VARIABLE)):
        recogniser = load_recogniser(named)
    publisher = _publisher_names(names, published_by) if published_by else []
    matches: list[Match] = []
    for tokens, found in found_names(
        text, names, sentences=sentences, recogniser=recogniser, least=POSSIBLE, cells=cells
    ):
        found = [_of_its_own_town(name, publisher) for name in found]
        matches += matches_of(gazetteer, tokens, found, publisher_names=publisher)
    return matches


def _of_its_own_town(name: FoundName, publisher: Sequence[int]) -> FoundName:
    """A local paper that writes the name it bears means its town."""
    own = name.candidate.name in publisher
    return name._replace(score=max(name.score, _OWN_TOWN)) if own else name


def _publisher_names(names: GazetteerNames, published_by: str) -> list[int]:
    """Numbers of the place names in a publisher's name: "Nashville Scene", "Ohio News".

    Papers of world cities write about the world, so those cities tell nothing.
    """
    tokens = tokenise(published_by.title(), split_sentences(published_by.title()))
    return [
        c.name
        for c in name_candidates(tokens, names)
        if c.traits.best_flags & Trait.MAIN
        and not c.traits.flags & Trait.COMMON
        and (c.traits.kind != _SETTLEMENT or c.traits.prominence < WORLD_CITY)
    ]


def resolve(text: str, mentions: Iterable[Mention], gazetteer: Gazetteer) -> list[Match]:
    """The same for mentions that somebody else found; one match a mention, in their order."""
    mentions = list(mentions)
    known: dict[tuple[int, int], Match] = {}
    for run in segments(split_sentences(text)):
        tokens = tokenise(text, run)
        within = [m for m in mentions if run[0].start <= m.start < run[-1].end]
        found = as_found(tokens, within, names_of(gazetteer))
        known |= {(m.start, m.end): m for m in matches_of(gazetteer, tokens, found)}
    return [known.get((m.start, m.end)) or _unknown(m) for m in mentions]


def _unknown(mention: Mention) -> Match:
    return Match(mention.start, mention.end, mention.text, mention.usage, None, 0.0)


@cache
def default_gazetteer() -> Gazetteer:
    """The embedded gazetteer, opened once."""
    return Gazetteer.open()


@lru_cache(maxsize=4)
def names_of(gazetteer: Gazetteer) -> GazetteerNames:
    """The gazetteer as geoparsing sees it, made once."""
    return GazetteerNames(gazetteer)


@lru_cache(maxsize=20_000)
def _place(gazetteer: Gazetteer, row: int) -> Place:
    return gazetteer.place(row)


def matches_of(
    gazetteer: Gazetteer,
    tokens: Tokens,
    found: Sequence[FoundName],
    model: ChoiceModel | None = None,
    publisher_names: Iterable[int] = (),
) -> list[Match]:
    """Found names with their places, in the order of the text."""
    choice = chosen_places(gazetteer, tokens, found, model, publisher_names)
    if choice is None:
        return []
    explainer = Explainer(choice)
    matches: dict[int, Match] = {}
    for number, group in enumerate(choice.scene.groups):
        if not group.mentions:
            continue
        candidates = tuple(_candidates(gazetteer, choice, explainer, number))
        others = candidates[1:], candidates[:MOST_RUNNERS_UP]  # shared by all its mentions
        for mention_number in group.mentions:
            name = found[mention_number]
            score = choice.chance_right(name, number)
            if score < choice.model.not_placed_below and name.score < LIKELY:
                continue  # neither the words nor the rest of the report speak for it
            placed = score >= choice.model.not_placed_below
            if choice.is_another_kind(number) or (score < _EVEN and choice.lies_elsewhere(number)):
                placed = False  # a doubtful name in a country that nothing else lies in
            if choice.is_unlikely_country(number):
                placed = False
            if score < _SURE_AFAR and choice.is_far_namesake(number):
                placed = False
            matches[mention_number] = _match(name.mention, candidates[0], others, score, placed)
    return [matches[number] for number in sorted(matches)]


def _candidates(
    gazetteer: Gazetteer, choice: Choice, explainer: Explainer, group: int
) -> list[Candidate]:
    """The likeliest places of a name, best first, each with its reasons."""
    scene = choice.scene
    begin, size = int(scene.edges[group]), int(scene.sizes[group])
    order = np.argsort(-choice.chances[begin : begin + size], kind="stable")
    return [
        Candidate(
            _place(gazetteer, int(scene.rows[begin + n])),
            round(float(choice.chances[begin + n]), 4),
            explainer.reasons(begin + n),
        )
        for n in order[: MOST_RUNNERS_UP + 1].tolist()
    ]


def _match(
    mention: Mention,
    best: Candidate,
    others: tuple[tuple[Candidate, ...], tuple[Candidate, ...]],
    score: float,
    placed: bool,
) -> Match:
    return Match(
        mention.start,
        mention.end,
        mention.text,
        mention.usage,
        best.place if placed else None,
        round(score, 3),
        best.reasons if placed else (),
        others[0] if placed else others[1],
    )
