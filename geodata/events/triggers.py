"""The words of a clause that tell an event, without the false friends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodata.events.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS
from geodata.events.company import domains
from geodata.events.lexicon import CONSEQUENCE, Lexicon, Trigger, lexicon
from geodata.events.words import Words, word_set

_WINDOW = 60  # characters either side in which an idiom is looked for
_SUBJECT_PRONOUNS = word_set("he she they we i who which it you that")
_NEVER_A_NOUN = word_set("to not n't didn't don't doesn't won't")

# Words for things that also go off in sport and on markets: there they tell no event.
_FIRM_EVEN_IN_SPORT = word_set(
    """
    riot rioting stampede earthquake quake explosion bombing massacre mass shooting crash
    collapse flood flooding derail capsize shelling airstrike landslide tsunami blaze
    """
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger at words `number` to `end` (exclusive) of a sentence."""

    number: int
    end: int
    trigger: Trigger
    is_noun: bool

    @property
    def is_consequence(self) -> bool:
        """Whether it tells only what an event did."""
        return self.trigger.kind == CONSEQUENCE


def find_hits(
    words: Words, lexicon: Lexicon, company: Counter[str], report_company: Counter[str]
) -> list[Hit]:
    """The triggers of a sentence from left to right, false friends left out."""
    if _tells_a_score(words, company):
        return []
    hits: list[Hit] = []
    end = 0
    known = lexicon.triggers
    for number, word in enumerate(words.lowers):
        if number < end or word not in known:
            continue
        hit = next(_readings(words, number, lexicon), None)
        if hit is not None:
            if not _is_out_of_place(hit, company, report_company):
                hits.append(hit)
            end = hit.end
    return hits


def _readings(words: Words, number: int, lexicon: Lexicon) -> Iterator[Hit]:
    found = lexicon.triggers.get(words.lowers[number])
    if found is None:
        return
    noun = _is_noun(words, number)
    seen: set[str] = set()
    if _is_a_person(words, number):
        return
    for trigger in found:
        end = number + 1 + len(trigger.rest)
        if trigger.rest and tuple(words.lowers[number + 1 : end]) != trigger.rest:
            end = _widened(words, number, trigger)
            if not end:
                continue
        if trigger.lemma in seen or not _fits(words, number, end, trigger, noun):
            continue
        if noun and trigger.form == "ing" and words.lower(end) == "of" and _has_noun(found):
            continue  # 'Saturday's fatal shooting of a man'
        seen.add(trigger.lemma)
        if _is_idiom(words, number, end, trigger, lexicon):
            continue
        named = not trigger.is_verb or trigger.form == "ing"  # 'the Shooting Stars Hospice'
        if named and _is_part_of_a_name(words, number, end, trigger):
            continue
        if (
            not trigger.is_verb
            and words.lower(end) in _HEADS
            and not _is_illness(words, end, trigger)
        ):
            continue
        yield Hit(number, end, trigger, not trigger.is_verb)


def _is_a_person(words: Words, number: int) -> bool:
    """'the dead and wounded', 'treated the injured': people, no deed."""
    word, before = words.lowers[number], words.lower(number - 1)
    if word not in _FALLEN:
        return False
    follows = words.lower(number + 1)
    alone = not follows.isalpha() or follows in AUXILIARIES or follows in PREPOSITIONS
    paired = before in ("and", "or") and words.lower(number - 2) in _FALLEN
    alone = alone or follows in ("and", "or")
    return alone and (before == "the" or (paired and words.lower(number - 3) == "the"))


_FALLEN = word_set("dead wounded injured killed")


def _has_noun(found: Iterable[Trigger]) -> bool:
    return any(trigger.form == "noun" and not trigger.rest for trigger in found)


_MOST_INSERTED = 2  # words
_NOT_INSERTED = (
    PREPOSITIONS
    | AUXILIARIES
    | _SUBJECT_PRONOUNS
    | word_set("and or but no not him her them it his its their")
)


def _widened(words: Words, number: int, trigger: Trigger) -> int:
    """The end of 'took full control of', 'held a large protest'; 0 when the words differ.

    Up to two adjectives may stand in front of a noun of a verb phrase.
    """
    if not trigger.is_verb or trigger.strength < 2:
        return 0
    at, inserted = number + 1, 0
    for expected in trigger.rest:
        if len(expected) >= _NOUN_LETTERS and expected not in _NO_NOUNS:
            while words.lower(at) != expected and inserted < _MOST_INSERTED:
                if words.lower(at) in _NOT_INSERTED or not words.lower(at).isalpha():
                    return 0
                at, inserted = at + 1, inserted + 1
        if words.lower(at) != expected:
            return 0
        at += 1
    return at


_NOUN_LETTERS = 4
_NO_NOUNS = PREPOSITIONS | word_set("down back away over their them apart dead alive free")

# Nouns that make the noun before them an adjective: "a kidnapping victim" is no kidnapping.
_HEADS = word_set(
    """
    trial case cases charge charges suspect suspects victim victims probe investigation inquiry
    warning warnings alert alerts risk risks fear fears season survivor survivors response team
    teams crew crews memorial film series zone zones prevention insurance warrant warrants record
    records simulator defences defenses veteran veterans monument museum expert experts suspected
    investigators investigator scene relief efforts effort attempt charity fund appeal hotline
    siren sirens alarm alarms plan plans plot plots fraud
    camp camps exit exits site sites
    centre center shelter shelters watch course allegations allegation claims accused theory
    """
)


def _is_illness(words: Words, end: int, trigger: Trigger) -> bool:
    """'first cholera cases': what is counted is people who fell ill."""
    return trigger.sub_kind == _ILLNESS and words.lower(end) in ("case", "cases")


_ILLNESS = "fire, drought or disease"
_NAMED_STORMS = word_set("hurricane typhoon cyclone storm")


def _is_part_of_a_name(words: Words, number: int, end: int, trigger: Trigger) -> bool:
    """'Hurricane Harbor', 'War Memorial': a capital inside a sentence of small letters."""
    if number == 0 or not words.is_capital(number):
        return False
    capitals = sum(text[:1].isupper() for text in words.texts)
    if capitals > 0.6 * len(words):
        return False
    before = words.is_capital(number - 1) and number > 1
    if trigger.lemma in _NAMED_STORMS:
        return before
    return before or words.is_capital(end)


def _fits(words: Words, number: int, end: int, trigger: Trigger, noun: bool) -> bool:
    """Whether the word can be the part of speech the lexicon has it as."""
    if trigger.form == "fixed" or trigger.rest:
        return True
    if trigger.form == "noun":
        return noun or trigger.lemma.endswith(("ing", "quake")) or not _is_verb(words, number)
    if trigger.form in ("past", "participle") and _is_adjective(words, number):
        return False
    if trigger.form in ("past", "participle"):
        return not (noun and trigger.form == "past" and _is_same_as_base(trigger))
    if trigger.form == "ing":
        return not (words.lower(number - 1) in _ARTICLES and _is_adjective(words, number))
    return not noun and (trigger.form != "base" or _takes_a_base(words, number))


_ARTICLES = word_set(
    "a an the his her their its our two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty several many"
)


def _is_adjective(words: Words, number: int) -> bool:
    """'two gutted buildings', 'a damaged bridge': a participle inside a noun phrase."""
    following, before = words.lower(number + 1), words.lower(number - 1)
    if before in _INTO_A_PHRASE and following.isalpha():
        return following not in PREPOSITIONS and following not in AUXILIARIES  # 'from sunk ships'
    if not (before in _ARTICLES or before[:1].isdigit()) or not following.isalpha():
        return False
    return following not in PREPOSITIONS and following not in AUXILIARIES


_INTO_A_PHRASE = word_set("from in of under inside with beneath among")
_BEFORE_A_BASE = frozenset(("to", "and", "or", "not", ",", *_SUBJECT_PRONOUNS))


def _takes_a_base(words: Words, number: int) -> bool:
    """Whether a base form can be a verb here: 'to jail', 'police jail'; not '15-month jail'."""
    before = words.lower(number - 1)
    if not before or before in _MODALS or before in _BEFORE_A_BASE:
        return True
    return before.endswith(("s", "ly")) or before in domains()


def _is_same_as_base(trigger: Trigger) -> bool:
    return trigger.lemma in ("hit", "hurt", "cut", "set", "burst", "spread")


def _is_noun(words: Words, number: int) -> bool:
    """Whether what stands before a word makes it a noun."""
    before = words.lower(number - 1)
    if number == 0 and words.lowers[0] in _NAMED_STORMS and words.is_capital(1):
        return True
    if before in DETERMINERS or before in PREPOSITIONS - {"to"} or before == "'s":
        return True
    if before == "to" or before in AUXILIARIES or before in _SUBJECT_PRONOUNS:
        return False
    if before.endswith("ly") or before in _NEVER_A_NOUN:
        return False
    if before in ("and", "or") and words.lower(number + 1) in _HEADS:
        return True  # 'rape and assault cases'
    earlier = words.lower(number - 2)
    if earlier in DETERMINERS or earlier in PREPOSITIONS - {"to"} or earlier == "'s":
        # "a deadly attack", "the army attacked": an -ed form is told apart by its ending
        return words.lower(number + 1) not in DETERMINERS
    following = words.lower(number + 1)
    if words.lowers[number].endswith("s") and (
        following in lexicon().past or following in _BEHIND_MANY
    ):
        return True  # 'Russian strikes wounded five', 'storms and floods'
    return words.lower(number + 1) in _BEHIND_A_NOUN


_BEHIND_MANY = word_set("and or have are were")
_BEHIND_A_NOUN = word_set(
    """
    in at of near on by broke erupted resumed continued raged intensified flared spread began
    started ended followed lasted between continue erupt resume was were has had have will took
    occurred happened
    """
)


def _is_verb(words: Words, number: int) -> bool:
    before = words.lower(number - 1)
    return before in ("to", *_SUBJECT_PRONOUNS) or before in _MODALS


_MODALS = word_set("will would could should may might must can cannot shall")


def _is_idiom(words: Words, number: int, end: int, trigger: Trigger, lexicon: Lexicon) -> bool:
    if trigger.is_verb and trigger.lemma in ("fire", "launch", "send"):
        return False  # judged by what is fired, see kinds/
    pattern = lexicon.idioms.get(trigger.lemma)
    if pattern is None:
        return False
    left = max(0, number - 8)
    text = " ".join(words.lowers[left : end + 8]).replace(" 's", "'s")
    start = len(" ".join(words.lowers[left:number]).replace(" 's", "'s"))
    start += 1 if left < number else 0
    stop = start + len(" ".join(words.lowers[number:end]))
    window = text[max(0, start - _WINDOW) : stop + _WINDOW]
    shift = max(0, start - _WINDOW)
    return any(
        match.start() + shift < stop and match.end() + shift > start
        for match in pattern.finditer(window)
    )


_ON_THE_PITCH = word_set(
    """
    won copa liga serie crosses crushed thrashed trounced hammered edged drew lost beaten scoreline
    visiting opener victory forwards attackers defenders keeper supercup
    """
)
_NOT_ON_THE_PITCH = word_set(
    """
    killed dead died injured wounded casualties vote voted votes court judges council senate
    parliament lawmakers committee jury resolution panel troops soldiers
    """
)


def _tells_a_score(words: Words, company: Counter[str]) -> bool:
    """'attacked from the start and crushed Santos 3-0': a game told in words of war."""
    if not (company["sport"] or _ON_THE_PITCH.intersection(words.lowers)):
        return False
    if company["police"] or _NOT_ON_THE_PITCH.intersection(words.lowers):
        return False
    return any(_is_score(words, number) for number in range(1, len(words) - 1))


def _is_score(words: Words, number: int) -> bool:
    if words.texts[number] not in ("-", "–", "‑"):
        return False
    left, right = words.texts[number - 1], words.texts[number + 1]
    glued = words.ends[number - 1] == words.starts[number]
    glued = glued and words.ends[number] == words.starts[number + 1]
    return glued and all(w.isdecimal() and len(w) <= 2 for w in (left, right))


def theme_of(report_company: Counter[str]) -> str:
    """'sport', 'market' or 'culture' when a report is about that and little else, otherwise ''."""
    serious = sum(report_company[d] for d in ("violence", "soldiers", "police", "nature"))
    for theme in ("sport", "market", "culture"):
        if report_company[theme] >= 4 and report_company[theme] > 2 * serious:
            return theme
    return ""


_NEVER_IN_SPORT = frozenset(
    ("behead", "gun down", "shoot dead", "abduct", "kidnap", "stab to death")
)


def _is_out_of_place(hit: Hit, company: Counter[str], report_company: Counter[str]) -> bool:
    """Fights and rallies of sport, markets and films are none of ours."""
    if hit.trigger.lemma in _NEVER_IN_SPORT and not theme_of(report_company):
        return False  # 'beheaded more than 50 people on a football pitch'
    if theme_of(report_company) and hit.trigger.strength < 3:
        return not (company["violence"] or company["police"])
    grave = sum(report_company[d] for d in ("violence", "soldiers", "police", "gunmen"))
    if company["sport"] and report_company["sport"] >= 2 and not grave:
        return True
    if hit.trigger.lemma in _FIRM_EVEN_IN_SPORT and company["violence"]:
        return False
    sport = company["sport"] >= 2 or (company["sport"] and report_company["sport"] >= 8)
    if sport and company["sport"] > company["violence"] and not company["police"]:
        return True
    market = company["market"] >= 2 and report_company["market"] >= 5
    if market and hit.trigger.strength < 3 and not (company["violence"] or company["soldiers"]):
        return True
    culture = company["culture"] >= 2 or (company["culture"] and report_company["culture"] >= 4)
    return bool(culture) and not company["violence"] and hit.trigger.strength < 3
