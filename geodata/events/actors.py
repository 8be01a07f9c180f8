"""Who has a part in an event: persons, forces, groups and states as the text names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.events.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS, Clause, Link
from geodata.events.lexicon import Lexicon
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import Actor, ActorRole, EventKind, Match, PlaceKind, Usage

_TITLES = word_set(
    """
    president minister secretary general chancellor spokesman spokeswoman spokesperson
    governor mayor king queen prince princess leader commander chief head ambassador judge
    director colonel captain sheikh pope senator deputy chairman chairwoman chairperson
    envoy premier lawmaker analyst professor dr mr mrs ms prime foreign defence defense
    interior vice lieutenant major admiral marshal sergeant emir sultan ayatollah imam
    bishop archbishop cardinal inspector superintendent commissioner counterpart candidate
    coordinator representative mp congressman congresswoman attorney prosecutor
    chief-of-staff warlord activist journalist health finance former acting first counsellor
    rabbi reverend crown opposition brigadier
    """
)
_ORGANISED = word_set(
    """
    army forces force ministry government party group police council union navy organisation
    organization agency court commission front movement nations parliament congress senate
    guard guards corps committee administration authority authorities assembly department
    militia brigade brigades coalition alliance federation association service services
    office taliban hezbollah hamas nato isis survey centre center bank company corporation
    command observatory fund programme program
    """
)
_GROUPS = word_set(
    """
    police troops soldiers protesters demonstrators rebels gunmen gunman militants residents
    officials government army military forces ministry firefighters rescuers workers
    students authorities villagers fighters insurgents separatists jihadists migrants
    refugees civilians attackers peacekeepers navy bandits prisoners farmers teachers
    doctors nurses miners officers passengers pilgrims supporters voters crew lawmakers
    activists journalists opposition paramilitaries militia delegation aircraft planes jets
    warships helicopters court prosecutors people crowds crowd inmates negotiators mediators
    diplomats drivers fishermen shoppers worshippers pilots guards tourists children women
    herders terrorists assailants
    leaders presidents ministers junta parliament party unions union rescue-workers
    agency agencies charity charities watchdog
    gardai lawmaker deputies
    volunteers medics team teams militias mercenaries
    """
)
_MODIFIERS = word_set(
    """
    prime foreign defence defense finance interior
    security government riot armed rebel opposition local senior military police army
    special air border federal state national joint islamist communist separatist suspected
    rival pro anti-government pro-government thousand young elderly combat cargo transport
    force ground naval coast emergency rescue health aid railway striking angry masked
    commando drone fighter defence defense tribal ethnic union garment public civilian
    foreign regional provincial election unidentified unknown indigenous landless factory
    hospital supreme high constitutional
    """
)
_MONTHS_AND_DAYS = word_set(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday the a an on in at by but and
    for as after before while when if it he she they we i his her their this that these
    those there two three four five six seven eight nine ten several many some most all no
    its eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
    forty fifty sixty seventy eighty ninety hundred hundreds dozens thousands millions
    """
)
# What a name ends or begins with that is no person: 'Surma River', 'North Darfur', 'Lake Chad'.
_LANDS_END = word_set(
    """
    river lake mountain mountains valley bay gulf sea ocean strait island islands desert province
    district region county street avenue road highway bridge airport port dam canal peninsula
    delta plateau basin cup league libertadores
    """
)
_LANDS_BEGIN = word_set(
    """
    north south east west northern southern eastern western central upper lower lake mount gulf
    cape copa river
    """
)
_ENDS_AN_ORGANISATION = word_set(
    "industries directorate institute bureau foundation network society university"
)


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor with the words of the sentence that name it."""

    name: str
    title: str
    first: int
    end: int
    is_person: bool


class Roll:
    """Everybody named so far in a report, so that 'Akar' is known to be Hulusi Akar."""

    def __init__(self) -> None:
        self._full: dict[str, tuple[str, str]] = {}

    def known(self, actor: NamedActor) -> NamedActor:
        """The actor under the fullest name and title met so far."""
        if not actor.is_person:
            return actor
        last = actor.name.split()[-1]
        name, title = self._full.get(last, ("", ""))
        if len(actor.name) < len(name) and name.endswith(actor.name):
            return replace(actor, name=name, title=actor.title or title)
        self._full[last] = (actor.name, actor.title or title)
        return replace(actor, title=actor.title or title)

    def has(self, last_name: str) -> bool:
        """Whether a person of that last name was named before."""
        return last_name in self._full


def named_actors(words: Words, matches: Sequence[Match], roll: Roll) -> list[NamedActor]:
    """The actors a sentence names, left to right."""
    taken = _place_words(words, matches)
    if _is_shouted(words):
        return _groups(words, set(), taken)  # names cannot be told from words
    found = _called(words, taken, roll)
    used = {number for actor in found for number in range(actor.first, actor.end)}
    found.extend(_groups(words, used, taken))
    found.extend(_states(words, matches, used))
    return sorted(found, key=lambda a: a.first)


def _is_shouted(words: Words) -> bool:
    """A sentence in capitals, or a headline in title case."""
    capitals = sum(words.capitals)
    if capitals < 4:
        return False
    if len(words) > 8 and capitals > 0.7 * len(words):
        return True
    lettered = [text for text in words.texts if len(text) > 1 and text.isalpha()]
    return len(lettered) > 3 and all(text.isupper() for text in lettered)


def _called(words: Words, taken: set[int], roll: Roll) -> list[NamedActor]:
    """The persons and organisations a sentence names, remembered for the sentences to come."""
    found: list[NamedActor] = []
    end = 0
    for number, capital in enumerate(words.capitals):
        if not capital or number < end:
            continue
        actor = _name_at(words, number, taken, roll)
        if actor is not None:
            found.append(roll.known(actor))
            end = actor.end
    return found


def _place_words(words: Words, matches: Sequence[Match]) -> set[int]:
    taken: set[int] = set()
    for match in matches:
        if match.usage in (Usage.PLACE, Usage.DEMONYM, Usage.GOVERNMENT):
            number = words.at(match.start)
            while number < len(words) and words.starts[number] < match.end:
                taken.add(number)
                number += 1
    return taken


def _name_at(words: Words, number: int, taken: set[int], roll: Roll) -> NamedActor | None:
    """A person or an organisation whose capitalised name begins here."""
    if number in taken or not _can_name(words, number) or _is_of_village(words, number):
        return None
    end = _end_of_name(words, number, taken)
    if end - number == 1 and words.lowers[number] in _GROUPS and words.lower(end) in _GROUPS:
        return None  # 'Army helicopters': one actor, found as a group
    if _is_of_land(words, number, end):
        return None
    if (
        _ORGANISED.intersection(words.lowers[number:end])
        or words.lowers[end - 1] in _ENDS_AN_ORGANISATION
    ):
        end = _whole_organisation(words, end)
        return NamedActor(_with_demonym(words, number, end), "", number, end, is_person=False)
    if _CALAMITIES.intersection(words.lowers[number:end]) or words.lowers[number] in _STREETS:
        return None
    title_start, first = _title(words, number, end)
    name = " ".join(words.texts[first:end]).replace(" .", ".")
    if not _is_a_person(words, title_start, first, end, roll):
        return None
    title = " ".join(words.texts[title_start:first]).replace(" .", ".")
    return NamedActor(name, title, title_start, end, is_person=True)


# 'Tropical Storm Filipo', 'Avenida do Trabalho': names of no person.
_CALAMITIES = word_set("storm hurricane typhoon cyclone wildfire earthquake tsunami volcano")
_STREETS = word_set("avenida avenue rua rue calle boulevard plaza praça piazza corso jalan")


def _is_of_village(words: Words, number: int) -> bool:
    """'the village of Kaimba Ndodo': a place, though no gazetteer knows it."""
    return words.lower(number - 1) == "of" and words.lower(number - 2) in _VILLAGES


_VILLAGES = word_set("village town city hamlet suburb district neighbourhood")


def _is_of_land(words: Words, number: int, end: int) -> bool:
    if end - number < 2 or _ORGANISED.intersection(words.lowers[number:end]):
        return False
    return words.lowers[end - 1] in _LANDS_END or words.lowers[number] in _LANDS_BEGIN


_JOINING = word_set(
    """
    bin al el de da van von ibn ben del dos la bint abu der den ter do das di du della ul
    """
)
_WITH_ARTICLE = re.compile(r"(?:al|el|an|as|ad|ash|ar|az|ul)[-‑][A-Z]\w+")


def _is_in_name(words: Words, number: int) -> bool:
    """'al-Burhan': a small article before the capital of a name."""
    return _WITH_ARTICLE.match(words.texts[number]) is not None


def _is_dot_of_initial(words: Words, number: int) -> bool:
    """The dot of 'Krystal D. Hall', of 'Sgt. Don Yarbrough'."""
    before = words.texts[number - 1]
    short = len(before) == 1 or words.lowers[number - 1] in _SHORT_TITLES
    glued = words.texts[number] == "." and words.starts[number] == words.ends[number - 1]
    return short and glued and words.is_capital(number - 1) and words.is_capital(number + 1)


_SHORT_TITLES = word_set("sgt lt capt col gen maj cpl const gov sen rep det insp supt dr mr mrs ms")


def _end_of_name(words: Words, number: int, taken: set[int]) -> int:
    end = number + 1
    while (
        end < len(words)
        and end not in taken
        and (
            _can_name(words, end)
            or words.lowers[end] in _JOINING
            or _is_in_name(words, end)
            or _is_dot_of_initial(words, end)
        )
    ):
        end += 1
    while end - 1 > number and not (words.is_capital(end - 1) or _is_in_name(words, end - 1)):
        end -= 1
    return end


def _title(words: Words, number: int, end: int) -> tuple[int, int]:
    """Where the title begins and where the name does."""
    first = number
    while first < end - 1 and (
        words.lowers[first] in _TITLES | _SHORT_TITLES
        or (words.texts[first] == "." and first > number)
    ):
        first += 1
    if words.lowers[first] == "state" and words.lower(first - 1) == "of" and end - first > 1:
        return max(0, first - 2), first + 1  # Secretary of State
    headed = words.lower(number - 1) == "of" and words.lower(number - 2) in _TITLES
    if headed and end - number > 2:
        return number - 2, end - 2  # head of Defence Industries
    return _title_start(words, first), first


def _is_a_person(words: Words, title_start: int, first: int, end: int, roll: Roll) -> bool:
    """Two capitalised words, or one behind a title, or a last name met before."""
    if sum(words.is_capital(n) for n in range(first, end)) > 4:
        return False
    if end - first >= 2:
        return True
    if words.lower(end) in _TITLES or words.lowers[first] in _TITLES:
        return False  # an adjective of origin before an office: Ghanaian president
    return title_start < first or roll.has(words.texts[first])


def _whole_organisation(words: Words, end: int) -> int:
    """The end of 'International Organization for Migration', of 'Ministry of Defence'."""
    while words.lower(end) in ("for", "of", "and") and _can_name(words, end + 1):
        end += 2
        while end < len(words) and _can_name(words, end):
            end += 1
        if words.lower(end - 2) == "and":
            break
    return end


def _can_name(words: Words, number: int) -> bool:
    return (
        words.is_capital(number)
        and words.lowers[number] not in _MONTHS_AND_DAYS
        and words.texts[number][:1].isalpha()
        and words.lowers[number] not in PREPOSITIONS
    )


def _title_start(words: Words, first: int) -> int:
    """Where the title before a name begins: 'Turkish Defense Minister', 'head of ...'."""
    number = first
    while number > 0 and words.lowers[number - 1] in _TITLES:
        number -= 1
    if number == first:
        return first
    if (
        number > 0
        and words.is_capital(number - 1)
        and words.lowers[number - 1].endswith(("ish", "an", "ese", "ani", "i", "ch", "ic"))
    ):
        number -= 1
    return number


def _with_demonym(words: Words, first: int, end: int) -> str:
    if (
        first > 0
        and words.is_capital(first - 1)
        and words.lowers[first - 1] not in _MONTHS_AND_DAYS
    ):
        first -= 1
    return " ".join(words.texts[first:end])


_OFFICES = word_set(
    """
    president minister chancellor king queen pope governor mayor spokesman spokeswoman premier
    ambassador senator commander general prince secretary emir sultan prosecutor judge chairman
    envoy commissioner sheriff coroner archbishop bishop chairwoman spokesperson negotiator
    coordinator minister-president patriarch ayatollah
    """
)


def _is_office(words: Words, number: int) -> bool:
    """'the chancellor' without a name: an office that acts."""
    if words.lowers[number] not in _OFFICES or words.is_capital(number + 1):
        return False
    left = range(max(0, number - 3), number)
    return any(words.lowers[n] in ("the", "'s", "his", "her", "their", "its") for n in left)


_ALSO_ADJECTIVES = word_set("military government police army navy court union party opposition")
_THINGS = word_set(
    """
    cargo aid equipment hardware base exercise exercises drills drill budget support
    buildings building car cars vehicle vehicles custody coup action operation operations airport
    camp spending service help intervention medical house court leader leaders chief
    """
)


def _groups(words: Words, used: set[int], taken: set[int]) -> list[NamedActor]:
    """Groups named by a common noun with what stands before it: 'the Azerbaijani military'."""
    found = []
    for number, word in enumerate(words.lowers):
        if number in used or not (word in _GROUPS or _is_office(words, number)):
            continue
        if words.lower(number + 1) in _GROUPS or words.lower(number + 1) in ("station", "chief"):
            continue
        if word in _ALSO_ADJECTIVES and words.lower(number + 1) in _THINGS:
            continue
        first = number
        while (
            first > 0
            and first - 1 not in used
            and not (first - 1 in taken and words.lower(first - 2) in ("in", "at", "near", "from"))
            and (
                words.lowers[first - 1] in _MODIFIERS
                or words.lowers[first - 1] in _GROUPS
                or (words.is_capital(first - 1) and words.lowers[first - 1] not in _MONTHS_AND_DAYS)
            )
        ):
            first -= 1
        if first > 1 and words.lowers[first - 1] == "'s" and words.is_capital(first - 2):
            first -= 2  # Armenia's foreign ministry
        name = " ".join(words.texts[first : number + 1]).replace(" 's", "'s")
        if first == number and word in (
            "people",
            "team",
            "teams",
            "women",
            "children",
            "party",
            "crew",
            "aircraft",
            "planes",
            "jets",
        ):
            continue
        found.append(NamedActor(name, "", first, number + 1, is_person=False))
        used.update(range(first, number + 1))
    return found


def _states(words: Words, matches: Sequence[Match], used: set[int]) -> list[NamedActor]:
    """Countries and capitals that stand for their government, or that act as a subject."""
    found = []
    for match in matches:
        number = words.at(match.start)
        if number in used or number >= len(words):
            continue
        acts = match.usage is Usage.GOVERNMENT
        if match.usage is Usage.PLACE and match.place is not None:
            country = match.place.kind is PlaceKind.COUNTRY
            before = words.lower(number - 1)
            border = "border" in words.lowers[max(0, number - 3) : number]
            acts = (country and not border) and (before in ("by", "with", "against") or number == 0)
        if match.usage is Usage.ORGANISATION:
            acts = True
        if acts:
            end = number + 1
            while end < len(words) and words.starts[end] < match.end:
                end += 1
            if words.lower(end) == "'s" and (end + 1 in used or end + 2 in used):
                continue  # Mexico's navy: the navy is named already
            found.append(NamedActor(match.text, "", number, end, is_person=False))
    return found


def actors_of(
    words: Words,
    clause: Clause,
    hit: Hit,
    kind: EventKind,
    named: Sequence[NamedActor],
    lexicon: Lexicon,
) -> list[Actor]:
    """The actors of one clause with their parts in its event."""
    verb = verb_of(words, clause, hit, lexicon)
    found = []
    for actor in named:
        if not clause.start <= actor.first < clause.end:
            continue
        role = _role(words, clause, verb, actor, lexicon)
        if kind in (EventKind.STATEMENT, EventKind.THREAT) and actor.end <= hit.number:
            role = ActorRole.SAYS
        found.append(
            Actor(
                actor.name,
                role,
                words.starts[actor.first],
                words.ends[actor.end - 1],
                actor.title,
            )
        )
    return found


def verb_of(words: Words, clause: Clause, hit: Hit, lexicon: Lexicon) -> int:
    """The word that divides who does from who undergoes: the verb, or the noun that tells it."""
    if not hit.is_noun:
        return hit.number
    for number in range(clause.start + 1, clause.end):
        word = words.lowers[number]
        if word in lexicon.past or (word in AUXILIARIES and word != "'s"):
            return number
    return hit.number


def _role(
    words: Words, clause: Clause, verb: int, actor: NamedActor, lexicon: Lexicon
) -> ActorRole:
    number = actor.first - 1
    while number >= clause.start and (
        words.lowers[number] in DETERMINERS or words.is_capital(number)
    ):
        number -= 1
    before = words.lowers[number] if number >= clause.start else ""
    if clause.link is Link.ATTRIBUTION:
        return ActorRole.SAYS
    if before == "by":
        return ActorRole.DOES
    if clause.link is Link.PARTICIPLE and actor.first > clause.start and before != "with":
        return ActorRole.UNDERGOES  # ', grazing Mr X and killing a spectator'
    if _suffers(words, actor, lexicon):
        return ActorRole.UNDERGOES
    if actor.end <= verb or before == "with":
        return ActorRole.DOES
    return ActorRole.UNDERGOES


_PASSIVE = word_set("was were been being are is be")


def _suffers(words: Words, actor: NamedActor, lexicon: Lexicon) -> bool:
    """'four officers were killed': a form of to be and a participle follow."""
    start = _behind_an_apposition(words, _behind_an_age(words, actor.end))
    for number in range(start, min(start + 4, len(words) - 1)):
        word = words.lowers[number]
        if word in _PASSIVE:
            following = words.lowers[number + 1 : number + 3]
            return any(w in lexicon.participles or w in ("been", "being") for w in following)
        if word in (",", "and", "to") or word in lexicon.past:
            return False
    return False


_LONGEST_APPOSITION = 9  # words
_APPOSED = DETERMINERS | {"including", "two", "three", "four", "five"}


def _behind_an_apposition(words: Words, number: int) -> int:
    """Where ', a retired officer,' or ', most of them recruits,' before a passive ends."""
    first = number + (words.lower(number) == ",")
    opens = words.lower(first - 1) == "," and words.lower(first) in _APPOSED
    for end in range(first, min(first + _LONGEST_APPOSITION, len(words))) if opens else ():
        word = words.lowers[end]
        if word == ",":
            return end + 1 if words.lower(end + 1) in _PASSIVE else number
        if word in AUXILIARIES:
            return number
    return number


def _behind_an_age(words: Words, number: int) -> int:
    """Where ', 52,' or ', 29, of Columbia,' behind a name ends."""
    if words.lower(number) != "," or not words.lower(number + 1).isdecimal():
        return number
    if words.lower(number + 2) != ",":
        return number
    if words.lower(number + 3) == "of":
        closed = [n for n in range(number + 4, number + 8) if words.lower(n) == ","]
        return closed[0] + 1 if closed else number
    return number + 3


def speaker_in(words: Words, clause: Clause, named: Sequence[NamedActor]) -> Actor | None:
    """Who speaks in an attribution: the first actor it names."""
    for actor in named:
        if clause.start <= actor.first < clause.end:
            return Actor(
                actor.name,
                ActorRole.SAYS,
                words.starts[actor.first],
                words.ends[actor.end - 1],
                actor.title,
            )
    return None
