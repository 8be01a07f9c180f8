"""Where and when a report goes on, from a sentence that tells no event itself."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.events.clauses import Clause, Link
from geodata.events.drafts import Draft
from geodata.events.lexicon import CONSEQUENCE, Lexicon, Trigger
from geodata.events.named_places import named_places
from geodata.events.places import places_in
from geodata.events.timing import Dated
from geodata.events.triggers import Hit
from geodata.events.words import Words
from geodata.model import DateMention, EventKind, Match, Modality, PlaceRole, Sentence

_LONGEST = 40  # words; a longer sentence sets no scene
_SETTING = Trigger("", CONSEQUENCE, "", 1, "past")


def setting_of(
    sentence: Sentence,
    words: Words,
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    lexicon: Lexicon,
    *,
    quoted: bool,
) -> list[Draft]:
    """The scene a sentence without an event sets for the next one; empty when it sets none.

    'Crowds filled the main square of Kassala on Friday night.' gives the town and the night to
    'Police used water cannon.'

    Args:
        sentence: the sentence.
        words: its words.
        matches: its place names.
        dates: its date expressions.
        lexicon: for the forms of verbs.
        quoted: whether it stands inside a quotation.
    """
    if quoted or not dates or len(words) > _LONGEST or lexicon.said.intersection(words.lowers):
        return []
    verb = next((n for n, word in enumerate(words.lowers) if word in lexicon.past and n), None)
    if verb is None:
        return []
    hit = Hit(verb, verb + 1, _SETTING, is_noun=False)
    clause = Clause(0, len(words), Link.MAIN)
    places = places_in(words, clause, named_places(words, matches), hit, EventKind.OTHER, lexicon)
    mention = dates[0]
    return [
        Draft(
            kind=None,
            hit=hit,
            sentence=sentence,
            words=words,
            clause=clause,
            first=0,
            last=len(words),
            modality=Modality.HAPPENED,
            places=[place for place in places if place.role in (PlaceRole.SITE, PlaceRole.NEAR)],
            dated=Dated(mention.date, mention.rule, mention),
            is_setting=True,
        )
    ]
