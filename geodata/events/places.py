"""Which of the places named in a clause belong to its event, and what each is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.coordinates import distance_km
from geodata.events import relative
from geodata.events.clauses import AUXILIARIES, DETERMINERS, Clause
from geodata.events.kinds import is_violent
from geodata.events.lexicon import Lexicon
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import (
    EventKind,
    EventPlace,
    Match,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Usage,
)

_PRECISION = {
    PlaceKind.SETTLEMENT: Precision.SETTLEMENT,
    PlaceKind.CITY_DISTRICT: Precision.SETTLEMENT,
    PlaceKind.FACILITY: Precision.EXACT,
    PlaceKind.REGION: Precision.REGION,
    PlaceKind.DISTRICT: Precision.DISTRICT,
    PlaceKind.COUNTRY: Precision.COUNTRY,
}
_FINENESS = {
    Precision.EXACT: 0,
    Precision.SETTLEMENT: 1,
    Precision.RELATIVE: 1,
    Precision.DISTRICT: 2,
    Precision.REGION: 3,
    Precision.AREA: 4,
    Precision.COUNTRY: 5,
}

_SITE_WORDS = word_set("in at inside within across throughout through along amid")
_NEAR_WORDS = word_set("near around outside off beside")
_TO_WORDS = word_set("to into toward towards onto")
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
    market markets mosque church cathedral prison hospital school hotel station headquarters
    metropolitan section line mouth strait straits gulf bay lake river
    """
)
_SKIPPED = _GENERIC | DETERMINERS | {"'s", "of", "and", "-"}
_STRIKING = word_set(
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
_TAKING = word_set(
    "captured seized retook recaptured capture seize liberated occupied overran took"
)
_LEAVING = word_set("left leaving fled fleeing leave flee departed")
_ARRIVING = word_set("reached entered entering reaching reach enter")
_TRAVELLING = frozenset((EventKind.MOVEMENT, EventKind.DELIVERY, EventKind.HUMANITARIAN))
_OFFICES = word_set(
    """
    ambassador envoy official officials correspondent professor expert analyst spokesman
    spokeswoman spokesperson reporter authorities citizens nationals embassy troops
    stationed living based born
    """
)


@dataclass(frozen=True, slots=True)
class Named:
    """A match with the words of the sentence it covers."""

    first: int
    end: int
    match: Match
    place: Place


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a name hangs in its clause: the governing word and where its phrase begins.

    Attributes:
        word: a preposition, 'object', 'subject', 'compound', or '' for nothing that governs.
        number: the word of the sentence where the phrase begins.
    """

    word: str
    number: int


def named_places(words: Words, matches: Sequence[Match]) -> list[Named]:
    """The matches of a sentence that are used as places and were placed."""
    found = []
    for match in matches:
        if match.usage is Usage.PLACE and match.place is not None:
            first = words.at(match.start)
            end = first + 1
            while end < len(words) and words.starts[end] < match.end:
                end += 1
            found.append(Named(first, end, match, match.place))
    return found


def places_in(
    words: Words,
    clause: Clause,
    names: Sequence[Named],
    hit: Hit,
    kind: EventKind,
    lexicon: Lexicon,
) -> list[EventPlace]:
    """The places of a clause that belong to its event, without those that contain a finer one."""
    here = [n for n in names if clause.start <= n.first < clause.end]
    found: list[EventPlace] = []
    previous: tuple[Named, Bearing] | None = None
    skip_to = -1
    for position, name in enumerate(here):
        following = here[position + 1] if position + 1 < len(here) else None
        if name.first < skip_to or (kind is EventKind.STATEMENT and name.first > hit.number):
            continue  # what a statement is about is no place of it
        bearing = _bearing(words, clause, name, hit, lexicon)
        if not bearing.word and previous is not None and _continues(words, previous[0], name):
            if contains(name.place, previous[0].place):
                continue
            bearing = Bearing(previous[1].word, name.first)
        previous = name, bearing
        if following is not None and _is_between(words, bearing, name, following):
            found.extend(_between(words, bearing, name, following, kind))
            skip_to = following.end
            continue
        border = _border(words, bearing, name, following)
        if border is not None:
            found.append(border)
            skip_to = following.end if following and border.end == following.match.end else -1
            continue
        one = _one_place(words, clause, bearing, name, hit, kind)
        if one is not None and not _explains(words, one, found):
            found.append(one)
    return finest(found)


def _explains(words: Words, place: EventPlace, found: list[EventPlace]) -> bool:
    """Whether a place says only where the one before it lies: 'in Narayanganj, outside Dhaka'."""
    if place.precision is not Precision.RELATIVE or not found:
        return False
    first, last = words.at(found[-1].end - 1), words.at(place.start)
    between = words.lowers[first + 1 : last]
    return found[-1].precision is not Precision.RELATIVE and between in ([","], [",", "just"])


def _bearing(words: Words, clause: Clause, name: Named, hit: Hit, lexicon: Lexicon) -> Bearing:
    """Walks left from a name over its adjectives and kind words to what governs it."""
    number = name.first - 1
    while number >= clause.start and name.first - number <= 9:
        word = words.lowers[number]
        if word == "of" and words.lower(number - 1) in _DWELLERS:
            return Bearing("dwellers", number - 1)  # "residents of Kimbe woke to find"
        if word == "of" and not _passes_through(words, number, hit):
            return Bearing("of" if hit.number <= number - 1 < hit.end else "", number - 1)
        if word in _SITE_WORDS or word in _NEAR_WORDS or word in _TO_WORDS or word in _GOVERNING:
            return _of_preposition(words, number, name)
        if _hits_it(words, number, hit):
            return Bearing("object", number)
        if not _is_skipped(words, number):
            break
        number -= 1
    return _without_preposition(words, clause, name, hit)


_DWELLERS = word_set("residents villagers inhabitants townspeople households")
_GOVERNING = word_set(
    """
    from on against over about between with for by via than like as under behind beyond
    """
)


def _passes_through(words: Words, number: int, hit: Hit) -> bool:
    before = words.lower(number - 1)
    return before in _GENERIC or before in ("south", "north", "east", "west")


def _of_preposition(words: Words, number: int, name: Named) -> Bearing:
    word = words.lowers[number]
    if word == "to" and words.lower(number - 1) in ("close", "next", "adjacent"):
        return Bearing("near", number - 1)
    if word in ("in", "at", "on") and {"outskirts", "vicinity", "suburbs", "edge"}.intersection(
        words.lowers[number : name.first]
    ):
        return Bearing("outside", number)
    if word == "off" and words.lower(number - 1) in ("far",):
        return Bearing("near", number)
    return Bearing(word, number)


def _hits_it(words: Words, number: int, hit: Hit) -> bool:
    word = words.lowers[number]
    return word in _STRIKING or (not hit.is_noun and hit.number <= number < hit.end)


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
    majority-muslim
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


def _continues(words: Words, previous: Named, name: Named) -> bool:
    """'in Baku, Ganja and Nakhichevan': the second name hangs on the first one's word."""
    between = words.lowers[previous.end : name.first]
    if between[:1] == [","] and between[-1] in (",", "and") and len(between) <= 4:
        return all(words.is_capital(n) for n in range(previous.end + 1, name.first - 1))
    return len(between) <= 5 and all(
        word in (",", "and", "or", "/", "-", "(", "as", "well", "both", "&") or word in _SKIPPED
        for word in between
    )


def contains(outer: Place, inner: Place) -> bool:
    """Whether one place lies in the other, as far as their names say."""
    if outer.id == inner.id:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return inner.country_code == outer.country_code != ""
    if outer.kind is PlaceKind.REGION:
        return inner.admin1 == outer.name and inner.country_code == outer.country_code
    if outer.kind is PlaceKind.DISTRICT:
        return inner.admin2 == outer.name and inner.country_code == outer.country_code
    if outer.kind in (PlaceKind.WORLD_REGION, PlaceKind.CONTINENT):
        return inner.kind not in (PlaceKind.WORLD_REGION, PlaceKind.CONTINENT)
    if outer.kind in (PlaceKind.AREA, PlaceKind.ISLAND):
        near = distance_km(outer.position, inner.position) < 1.5 * outer.radius_km
        return near and inner.radius_km < outer.radius_km / 2
    if outer.kind is PlaceKind.SETTLEMENT:
        if inner.country_code != outer.country_code:
            return False
        if inner.kind in (PlaceKind.CITY_DISTRICT, PlaceKind.FACILITY):
            return True
        if inner.kind is not PlaceKind.SETTLEMENT or outer.radius_km < _METROPOLIS_KM:
            return False
        away = distance_km(outer.position, inner.position)
        return away < outer.radius_km and inner.radius_km < outer.radius_km / 1.5
    return False


METROPOLIS = 500_000  # inhabitants; from here agencies write of what happened anywhere
_METROPOLIS_KM = 12.0  # New York, not a market town
_VAST_KM = 1000.0  # an ocean, a continent


def finest(places: list[EventPlace]) -> list[EventPlace]:
    """The places without those that contain another of them, and without doubles."""
    kept: list[EventPlace] = []
    for place in places:
        if any(other is not place and _outranks(other, place) for other in places):
            continue
        if any(place.place.id == k.place.id and place.role is k.role for k in kept):
            continue
        kept.append(place)
    return kept


def _outranks(inner: EventPlace, outer: EventPlace) -> bool:
    """'Berd' makes 'Armenia' needless, unless they are two ends of a way."""
    if inner.role is outer.role and _VAST_KM < outer.radius_km > 5 * inner.radius_km:
        return True  # "the Pacific coast" beside a state on it
    if outer.role in (PlaceRole.ORIGIN, PlaceRole.DESTINATION) and inner.role is not outer.role:
        return False
    if inner.place.id == outer.place.id:
        return outer.role is PlaceRole.SITE and inner.role is not PlaceRole.SITE
    return contains(outer.place, inner.place)


def _is_between(words: Words, bearing: Bearing, first: Named, second: Named) -> bool:
    return (
        bearing.word == "between"
        and "and" in words.lowers[first.end : second.first]
        and (second.first - first.end <= 4)
    )


_FAR_APART_KM = 1500.0  # beyond, "between A and B" names parties and no way


def _between(
    words: Words, bearing: Bearing, first: Named, second: Named, kind: EventKind
) -> list[EventPlace]:
    """Two towns give the way between them; two states are parties, or share a border."""
    states = PlaceKind.COUNTRY in (first.place.kind, second.place.kind)
    if "border" in words.lowers[max(0, bearing.number - 3) : bearing.number]:
        reading = relative.border_reading(first.place, second.place)
    elif states or distance_km(first.place.position, second.place.position) > _FAR_APART_KM:
        return []
    else:
        reading = relative.between_reading(first.place, second.place)
    start, end = words.starts[bearing.number], second.match.end
    return [_relative_place(words, first, reading, start, end)]


def _border(
    words: Words, bearing: Bearing, name: Named, following: Named | None
) -> EventPlace | None:
    """'on the border with Georgia', 'the Tavush section of the border', 'the X-Y border'."""
    before = words.lowers[max(0, name.first - 4) : name.first]
    after = words.lowers[name.end : name.end + 5]
    if bearing.word in ("with", "of", "") and {"border", "frontier"}.intersection(before):
        if bearing.word != "with" and "of" not in before:
            return None
        first = next(
            n for n in range(name.first - 1, -1, -1) if words.lowers[n] in ("border", "frontier")
        )
        if words.lower(first - 1) in DETERMINERS:
            first -= 1
        reading = relative.border_reading(name.place)
        return _relative_place(words, name, reading, words.starts[first], name.match.end)
    if after[:1] == ["section"] and "border" in after:
        reading = relative.border_reading(name.place)
        reading = replace(reading, words=f"the part of the border that lies in {name.place.name}")
        return _relative_place(words, name, reading, name.match.start, name.match.end)
    if (
        following is not None
        and words.lowers[name.end : following.first] in (["-"], ["–"], ["and"])
        and "border" in words.lowers[following.end : following.end + 2]
    ):
        reading = relative.border_reading(name.place, following.place)
        return _relative_place(words, name, reading, name.match.start, following.match.end)
    return None


def _relative_place(
    words: Words, name: Named, reading: relative.Reading, start: int, end: int
) -> EventPlace:
    first = words.at(start)
    text = " ".join(words.texts[first : words.at(end - 1) + 1]).replace(" 's", "'s")
    return EventPlace(
        name=text,
        place=name.place,
        role=PlaceRole.NEAR,
        precision=Precision.RELATIVE,
        position=reading.position,
        radius_km=round(reading.radius_km, 1),
        score=name.match.score,
        start=start,
        end=end,
        reasons=name.match.reasons,
        runners_up=name.match.runners_up,
        reading=reading.words,
    )


def _one_place(
    words: Words, clause: Clause, bearing: Bearing, name: Named, hit: Hit, kind: EventKind
) -> EventPlace | None:
    left = max(clause.start, name.first - 12)
    reading = relative.offset_reading(" ".join(words.lowers[left : name.first]), name.place)
    if reading is not None:
        start = _start_of(words, left, name, reading.start)
        return _relative_place(words, name, reading, start, name.match.end)
    if bearing.word in _NEAR_WORDS:
        reading = relative.near_reading(bearing.word, name.place)
        return _relative_place(words, name, reading, words.starts[bearing.number], name.match.end)
    role = _role(words, bearing, name, hit, kind)
    return None if role is None else plain_place(name.match, name.place, role)


def _start_of(words: Words, left: int, name: Named, length: int) -> int:
    """Where in the report the last `length` characters of the joined words begin."""
    number = name.first
    while number > left and length > 0:
        number -= 1
        length -= len(words.lowers[number]) + 1
    return words.starts[number]


def plain_place(match: Match, place: Place, role: PlaceRole) -> EventPlace:
    """A match as the place of an event, with the precision of its kind."""
    return EventPlace(
        name=match.text,
        place=place,
        role=role,
        precision=_PRECISION.get(place.kind, Precision.AREA),
        position=place.position,
        radius_km=place.radius_km,
        score=match.score,
        start=match.start,
        end=match.end,
        reasons=match.reasons,
        runners_up=match.runners_up,
    )


_BOUND_FOR = word_set(
    """
    left leave bound headed heading departed sailed leaves leaving departing
    """
)


_FLYING = word_set(
    """
    shot flew flights drone jet aircraft downed crashed rained storm smoke
    """
)


def _role(
    words: Words, bearing: Bearing, name: Named, hit: Hit, kind: EventKind
) -> PlaceRole | None:
    """What a place is to its event by the word that governs it; None for a mere mention."""
    word = bearing.word
    if kind is EventKind.STATEMENT and name.first > hit.number:
        return None  # what it is about, not where it was said
    arrives = kind is EventKind.MOVEMENT and hit.trigger.lemma in ("arrive", "land", "arrival")
    if arrives and word in ("in", "at"):
        return PlaceRole.DESTINATION
    if word in _SITE_WORDS:
        aside = _belongs_to_somebody(words, bearing) or _is_a_topic(words, bearing, hit, kind)
        threatened = kind is EventKind.THREAT and name.first > hit.number
        return None if aside else PlaceRole.TARGET if threatened else PlaceRole.SITE
    if word == "dwellers":
        moves = kind in _TRAVELLING or kind in (EventKind.ARREST, EventKind.TALKS)
        return None if moves else PlaceRole.SITE
    if word in ("object", "subject", "compound", "of"):
        return _role_of_object(words, bearing, hit.trigger.lemma, kind)
    if word in _TO_WORDS:
        return _role_of_destination(words, bearing, name, hit, kind)
    if word == "from":
        return _role_of_origin(words, bearing, kind)
    if word in ("on", "against"):
        return _role_of_aim(words, bearing, name, kind)
    if word == "over":
        low = kind is EventKind.BATTLE and name.place.kind is not PlaceKind.COUNTRY
        return PlaceRole.SITE if low or _FLYING.intersection(words.lowers) else None
    if word == "for":
        before = words.lowers[max(0, bearing.number - 4) : bearing.number]
        return PlaceRole.DESTINATION if _BOUND_FOR.intersection(before) else None
    return PlaceRole.SITE if word == "via" else None


def _role_of_aim(words: Words, bearing: Bearing, name: Named, kind: EventKind) -> PlaceRole | None:
    """'on the island' is a site, 'an attack on Kabul' an aim."""
    if name.place.kind in (PlaceKind.ISLAND, PlaceKind.WATER, PlaceKind.MOUNTAINS):
        return PlaceRole.SITE
    aimed = is_violent(kind) or kind is EventKind.THREAT
    return PlaceRole.TARGET if aimed or _closes_in(words, bearing) else None


_ADVANCING = word_set(
    """
    advance advanced march marched advancing
    """
)


def _closes_in(words: Words, bearing: Bearing) -> bool:
    return (
        bool(_ADVANCING.intersection(words.lowers[max(0, bearing.number - 3) : bearing.number]))
        and words.lowers[bearing.number] == "on"
    )


def _belongs_to_somebody(words: Words, bearing: Bearing) -> bool:
    """'officials in Baku', 'based in Paris': where somebody sits, not where it happened."""
    return words.lower(bearing.number - 1) in _OFFICES


def _is_a_topic(words: Words, bearing: Bearing, hit: Hit, kind: EventKind) -> bool:
    """'talks on disputed waters in the Mediterranean': what they are about."""
    if kind not in (EventKind.TALKS, EventKind.AGREEMENT, EventKind.STATEMENT):
        return False
    left = range(max(hit.end, bearing.number - 4), bearing.number)
    return any(words.lowers[n] in _ABOUT and words.lower(n + 1) not in _DAYS for n in left)


_ABOUT = word_set("on about over regarding concerning")
_DAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december the
    """
)


def _role_of_object(
    words: Words, bearing: Bearing, lemma: str, kind: EventKind
) -> PlaceRole | None:
    word = bearing.word
    verb = words.lowers[bearing.number] if word == "object" else ""
    if verb in _LEAVING:
        return PlaceRole.ORIGIN
    if verb in _ARRIVING:
        return PlaceRole.DESTINATION if kind in _TRAVELLING else PlaceRole.SITE
    if verb in _TAKING or (word == "of" and lemma == "battle"):
        return PlaceRole.SITE
    if kind in (EventKind.STRIKE, EventKind.BATTLE, EventKind.ATTACK_ON_CIVILIANS):
        return PlaceRole.SITE if word == "compound" else PlaceRole.TARGET
    if kind is EventKind.THREAT:
        return PlaceRole.TARGET
    if kind in (EventKind.STATEMENT, EventKind.ARREST, EventKind.AGREEMENT, EventKind.DELIVERY):
        return None
    if kind is EventKind.TALKS and word == "object" and not verb.startswith("visit"):
        return None
    if kind is EventKind.MOVEMENT and word in ("compound", "subject", "object"):
        return None
    return PlaceRole.SITE


_VISITING = word_set(
    """
    visit visits visiting trip travelled traveled travel travels travelling traveling flew fly
    flying flies flown
    """
)


_GOING = word_set(
    """
    visit visited trip travelled traveled flew arrived march marched returned way route
    bound travelling traveling went moved came flying sailing walked heading headed from
    """
)


def _role_of_destination(
    words: Words, bearing: Bearing, name: Named, hit: Hit, kind: EventKind
) -> PlaceRole | None:
    word = words.lowers[bearing.number]
    if kind in _TRAVELLING:
        return PlaceRole.DESTINATION
    if kind in (EventKind.AGREEMENT, EventKind.STATEMENT):
        return None
    if word in ("into", "onto", "toward", "towards"):
        if kind in (EventKind.PROTEST, EventKind.RIOT) and word == "into":
            return PlaceRole.SITE
        if is_violent(kind):
            return PlaceRole.TARGET
        water = name.place.kind is PlaceKind.WATER
        return PlaceRole.SITE if water else PlaceRole.DESTINATION
    before = words.lowers[max(0, bearing.number - 4) : bearing.number]
    if kind is EventKind.TALKS and hit.number <= bearing.number < hit.end:
        return PlaceRole.SITE
    if kind is EventKind.TALKS and _VISITING.intersection(before):
        return PlaceRole.SITE
    return PlaceRole.DESTINATION if _GOING.intersection(before) else None


_SETTING_OUT = word_set(
    """
    fired launched travelling traveling flying flight sailing rockets missiles bound route
    returning fire ferry train bus marched
    """
)


def _role_of_origin(words: Words, bearing: Bearing, kind: EventKind) -> PlaceRole | None:
    before = words.lowers[max(0, bearing.number - 6) : bearing.number]
    if kind in _TRAVELLING:
        return PlaceRole.ORIGIN
    moving = _SETTING_OUT
    return PlaceRole.ORIGIN if moving.intersection(before) else None
