"""How a place name hangs in its clause: the word that governs it."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.events.clauses import AUXILIARIES, DETERMINERS, Clause
from geodata.events.named_places import Named
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import PlaceKind

SITE_WORDS = word_set("in at inside within across throughout through along amid")
NEAR_WORDS = word_set("near around outside off beside")
TO_WORDS = word_set("to into toward towards onto")
_GENERIC = word_set(
    """
    states city town village province district region state capital port suburb suburbs
    neighbourhood neighborhood area areas outskirts coast streets street island islands
    county municipality hamlet settlement part parts centre center heart north south east
    west northeast northwest southeast southwest north-east north-west south-east south-west
    northern southern eastern western central swathes swaths much most regions provinces
    districts towns villages cities border frontier airport governorate oblast department
    prefecture republic slum township countryside shores shore banks waters kingdom
    peninsula enclave exclave territory coastline interior hills mountains valley side edge
    mainland camp base university stadium port harbour harbor square downtown greater
    community communities townland barangay commune ward sitio
    market markets mosque church cathedral prison hospital school hotel station headquarters
    metropolitan section line mouth strait straits gulf bay lake river
    """
)
_SKIPPED = _GENERIC | DETERMINERS | {"'s", "of", "and", "-"}
STRIKING = word_set(
    """
    hit hits struck strikes strike rocked rocks shook shakes jolted swept sweeps ravaged
    devastated battered lashed pounded hammered slammed crossed targeted targeting engulfed
    gripped flooded inundated paralysed paralyzed blanketed destroyed destroying wrecked
    hitting striking rocking shaking battering flattened damaged levelled leveled convulsed
    reached entered stormed captured seized attacked shelled bombed bombarded besieged
    retook recaptured overran invaded raided visited visits visiting bomb attack shell
    invade hit strike entering left leaving fled reaching occupied bombing shelling
    attacking storming seize capture liberated surrounded submerged cross crossing rock
    shake devastate ravage batter crippled rattled
    """
)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a name hangs in its clause: the governing word and where its phrase begins.

    Attributes:
        word: a preposition, 'object', 'subject', 'compound', or '' for nothing that governs.
        number: the word of the sentence where the phrase begins.
    """

    word: str
    number: int


def bearing_of(words: Words, clause: Clause, name: Named, hit: Hit) -> Bearing:
    """Walks left from a name over its adjectives and kind words to what governs it."""
    number = name.first - 1
    while number >= clause.start and name.first - number <= 9:
        word = words.lowers[number]
        if word == "of" and words.lower(number - 1) in _DWELLERS:
            return Bearing("dwellers", number - 1)  # "residents of Kimbe woke to find"
        if word == "of" and words.lower(number - 1) in _ALSO_WITH_OF:
            number -= 1  # "outside of Ganja"
            continue
        if word == "of" and not _passes_through(words, number):
            return Bearing("of" if hit.number <= number - 1 < hit.end else "", number - 1)
        if word in SITE_WORDS or word in NEAR_WORDS or word in TO_WORDS or word in _GOVERNING:
            return _of_preposition(words, number, name)
        if _hits_it(words, number, hit):
            return Bearing("object", number)
        if word == "," and words.lower(number - 1) in _NAMED_AFTER:
            number -= 1  # "in the provincial capital, Lashkar Gah"
            continue
        if not (_is_skipped(words, number) or _describes_a_kind(words, number)):
            break
        number -= 1
    return _without_preposition(words, clause, name, hit)


def _describes_a_kind(words: Words, number: int) -> bool:
    """'the small farming village of': plain words between an article and a word like 'village'."""
    behind = words.lowers[number + 1 : number + 4]
    kind = next((n for n, word in enumerate(behind) if word in _GENERIC), len(behind))
    return (
        words.lowers[number].isalpha()
        and behind[kind + 1 : kind + 2] == ["of"]
        and not DETERMINERS.isdisjoint(words.lowers[max(0, number - 3) : number])
    )


_NAMED_AFTER = word_set("capital city town village hometown")
_ROUND_ABOUT = word_set("outskirts vicinity suburbs edge countryside")
_ALSO_WITH_OF = word_set("outside inside")
_DWELLERS = word_set("residents villagers inhabitants townspeople households")
_GOVERNING = word_set(
    """
    from on against over about between with for by via than like as under behind beyond
    """
)


def _passes_through(words: Words, number: int) -> bool:
    """'the town of', 'the north of': what governs stands further left."""
    return words.lower(number - 1) in _GENERIC


def _of_preposition(words: Words, number: int, name: Named) -> Bearing:
    word = words.lowers[number]
    if word == "to" and words.lower(number - 1) in ("close", "next", "adjacent"):
        return Bearing("near", number - 1)
    if word in ("in", "at", "on") and _ROUND_ABOUT.intersection(words.lowers[number : name.first]):
        wide = name.place.kind in (PlaceKind.REGION, PlaceKind.DISTRICT)
        return Bearing("in" if wide else "outside", number)
    if word == "off" and words.lower(number - 1) == "far":
        return Bearing("near", number)
    return Bearing(word, number)


def _hits_it(words: Words, number: int, hit: Hit) -> bool:
    word = words.lowers[number]
    return word in STRIKING or (not hit.is_noun and hit.number <= number < hit.end)


def _is_skipped(words: Words, number: int) -> bool:
    word = words.lowers[number]
    if word in _SKIPPED or words.is_capital(number):
        return True
    return (
        word.isalpha()
        and (
            word.endswith(("ern", "al", "ed", "ic", "an", "ous", "ese", "ish", "ly", "st"))
            or word in _PLAIN_ADJECTIVES
        )
        and word not in AUXILIARIES
    )


_PLAIN_ADJECTIVES = word_set(
    """
    busy small large remote rural poor rich ancient old new crowded troubled restive
    war-torn breakaway disputed main country country's nation's neighbouring neighboring
    nearby key second third whole entire popular tiny big wider hilly flood-hit wealthy
    mostly lower upper inner outer far near-by besieged mineral-rich oil-rich
    majority-muslim different various
    """
)


def _without_preposition(words: Words, clause: Clause, name: Named, hit: Hit) -> Bearing:
    """A name in front of the noun that tells the event, or what a passive verb was done to."""
    if clause.start > 0 and words.lower(clause.start - 1) == ":":
        return Bearing("in", name.first)  # "three towns: Berd, Ijevan and Noyemberyan"
    after = hit.number - name.end
    if (
        hit.is_noun
        and 0 <= after <= 2
        and all(
            words.lowers[i].isalpha() or words.lowers[i] == "'s"
            for i in range(name.end, hit.number)
        )
    ):
        return Bearing("compound", name.first)
    between = words.lowers[name.end : hit.number]
    if (
        not hit.is_noun
        and 0 < after <= 5
        and {"was", "were", "been", "being"}.intersection(between)
        and ":" not in between
    ):
        return Bearing("subject", name.first)
    if hit.is_noun and _UNDERGOING.intersection(words.lowers[name.end : name.end + 3]):
        return Bearing("subject", name.first)
    if hit.is_noun and 0 < after <= 5 and "under" in between:
        return Bearing("subject", name.first)
    if hit.is_noun and 0 < after <= 8 and _is_stricken(words, name):
        return Bearing("subject", name.first)
    return Bearing("", name.first)


def _is_stricken(words: Words, name: Named) -> bool:
    """'Gori was hit by heavy flooding', 'Kutaisi had been rocked by an explosion'."""
    number = name.end
    while number < name.end + 3 and words.lower(number) in _BEING:
        number += 1
    return (
        number > name.end and words.lower(number) in _STRICKEN and words.lower(number + 1) == "by"
    )


_BEING = word_set("was were is are been being has have had also")
_STRICKEN = word_set(
    """
    hit struck shaken rocked jolted battered lashed pounded hammered devastated ravaged swept
    flooded inundated engulfed gripped
    """
)
_UNDERGOING = word_set(
    "suffered suffers experienced witnessed endured saw sees faces faced suffering weathered"
)


def continues(words: Words, previous: Named, name: Named) -> bool:
    """'in Baku, Ganja and Nakhichevan': the second name hangs on the first one's word."""
    between = words.lowers[previous.end : name.first]
    if between[:1] == [","] and between[-1] in (",", "and") and len(between) <= 4:
        return all(words.is_capital(n) for n in range(previous.end + 1, name.first - 1))
    return len(between) <= 5 and all(
        word in (",", "and", "or", "/", "-", "(", "as", "well", "both", "&") or word in _SKIPPED
        for word in between
    )
