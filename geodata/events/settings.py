"""Where and when a report goes on, from a sentence that tells no event itself."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.events.clauses import Clause, Link
from geodata.events.drafts import Draft
from geodata.events.lexicon import CONSEQUENCE, Lexicon, Trigger
from geodata.events.named_places import named_places, plain_place
from geodata.events.places import places_in
from geodata.events.timing import Dated
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import DateMention, EventKind, Match, Modality, PlaceRole, Sentence

_LONGEST = 40  # words; a longer sentence sets no scene
_LONGEST_HEADING = 60  # characters
_ENDS = tuple('.!?,;"”')
_BESIDE_A_NAME = word_set(
    ": - – — the province region district county state city governorate oblast countryside of in"
)
_SETTING = Trigger("", CONSEQUENCE, "", 1, "past")


def is_heading(sentence: Sentence) -> bool:
    """Whether a sentence is a short line of its own without a full stop.

    Example:
        >>> [is_heading(Sentence(0, 9, text, 3, 1)) for text in ("Co Offaly", "He left.")]
        [True, False]
    """
    text = sentence.text.rstrip()
    short = len(text) <= _LONGEST_HEADING and text[-1:] not in _ENDS
    return short and "\n" not in text and sentence.number > 0


def _heading(sentence: Sentence, words: Words, matches: Sequence[Match]) -> Draft:
    """A heading, with its place where it is nothing but a name: 'Idlib Province:'."""
    names = named_places(words, matches)
    named = {n for name in names for n in range(name.first, name.end)}
    rest = [w for n, w in enumerate(words.lowers) if n not in named and w not in _BESIDE_A_NAME]
    places = [plain_place(names[0].match, names[0].place, PlaceRole.SITE)] if names else []
    return Draft(
        kind=None,
        hit=Hit(0, 1, _SETTING, is_noun=False),
        sentence=sentence,
        words=words,
        clause=Clause(0, len(words), Link.MAIN),
        first=0,
        last=len(words),
        modality=Modality.HAPPENED,
        places=[] if rest or len(names) != 1 else places,
        is_heading=True,
        is_setting=True,
    )


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
    if is_heading(sentence):
        return [_heading(sentence, words, matches)]
    if quoted or not dates or len(words) > _LONGEST or lexicon.said.intersection(words.lowers):
        return []
    verb = next((n for n, word in enumerate(words.lowers) if word in lexicon.past and n), None)
    if verb is None:
        return []
    hit = Hit(verb, verb + 1, _SETTING, is_noun=False)
    clause = Clause(0, len(words), Link.MAIN)
    places = places_in(words, clause, named_places(words, matches), hit, EventKind.OTHER)
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
