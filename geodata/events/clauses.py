"""Sentences cut into clauses, each with how it hangs on the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geodata.events.lexicon import Lexicon
from geodata.events.words import Words, word_set

LONGEST_CLAUSE = 200  # words; a longer one (a table, a list) is cut so that all work stays local


class Link(StrEnum):
    """How a clause hangs on what stands before it."""

    MAIN = "main"
    COORDINATE = "coordinate"  # and residents fled
    TIME = "time"  # while, when, as, after, before, until
    REASON = "reason"  # because, although, since
    CONDITION = "condition"  # if, unless
    PARTICIPLE = "participle"  # , killing four people
    INCLUDING = "including"
    RELATIVE = "relative"  # which, who, where
    COMPLEMENT = "complement"  # said that ...
    ATTRIBUTION = "attribution"  # , police said; according to police


@dataclass(slots=True)
class Clause:
    """Words `start` to `end` (exclusive) of a sentence.

    Attributes:
        word: the word that opened it, in small letters, '' for the first.
        quoted: whether it stands between quotation marks.
    """

    start: int
    end: int
    link: Link
    word: str = ""
    quoted: bool = False


_SUBORDINATORS = {
    "while": Link.TIME,
    "whilst": Link.TIME,
    "when": Link.TIME,
    "after": Link.TIME,
    "before": Link.TIME,
    "until": Link.TIME,
    "once": Link.TIME,
    "as": Link.TIME,
    "since": Link.REASON,
    "because": Link.REASON,
    "although": Link.REASON,
    "though": Link.REASON,
    "whereas": Link.REASON,
    "if": Link.CONDITION,
    "unless": Link.CONDITION,
    "where": Link.RELATIVE,
    "which": Link.RELATIVE,
    "who": Link.RELATIVE,
    "whom": Link.RELATIVE,
    "whose": Link.RELATIVE,
    "including": Link.INCLUDING,
    "amid": Link.REASON,
}
AUXILIARIES = word_set(
    """
    is are was were be been being am has have had do does did will would shall should can
    could may might must isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't
    won't wouldn't can't couldn't 's 're 've
    """
)
_PRONOUNS = word_set("he she it they we i you this that these those there")
DETERMINERS = word_set(
    """
    the a an this that these those its their his her our my your some any every each no all
    both several many few most another such
    """
)
PREPOSITIONS = word_set(
    """
    in at on of to from by with for into onto near around over under between among against
    through across towards toward outside inside within along off about without upon beyond
    behind beside during despite via throughout amid after before since until than per
    """
)
_NOT_PARTICIPLES = word_set(
    """
    morning evening building king spring during following according including being nothing
    something anything everything regarding string thing ring wing beijing wedding ceiling
    meeting fighting shelling bombing shooting flooding rioting looting voting polling
    training crossing housing nanjing darling sterling
    """
)
_FRONTED = frozenset((Link.TIME, Link.REASON, Link.CONDITION, Link.ATTRIBUTION))
_CLOSING = frozenset('”»"')
_MARKS = frozenset('“”«»„"')
_OPENING = {"“": "”", "«": "»", "„": "”"}


def split_clauses(words: Words, lexicon: Lexicon, quoted: bool = False) -> list[Clause]:
    """The clauses of one sentence, left to right, without gaps.

    Args:
        words: the sentence.
        lexicon: for the forms of verbs.
        quoted: whether the sentence begins inside a quotation.
    """
    clauses = [Clause(0, len(words), Link.MAIN, "", quoted)]
    if words.lower(0) in ("had", "were", "should") and words.lower(1) not in ("", "n't"):
        clauses[0].link, clauses[0].word = Link.CONDITION, "if"  # Had the bridge fallen, ...
    for number in range(len(words)):
        opened = None
        if _may_open(words, number, lexicon):
            opened = _opening(words, number, lexicon)
        if opened is not None and _pairs_names(words, number, clauses[-1], lexicon):
            opened = None
        if opened is None and _ends_a_fronted_clause(words, number, clauses, lexicon):
            opened = Link.MAIN, ""
        if opened is None and _resumes(words, number, clauses, lexicon):
            opened = Link.COORDINATE, ""
        if opened is not None:
            _cut(clauses, number, opened[0], opened[1])
        elif number - clauses[-1].start >= LONGEST_CLAUSE:
            _cut(clauses, number, Link.COORDINATE, "")
        if words.texts[number] in _MARKS:
            quoted = _quotes(words, number, clauses, quoted)
    for clause in clauses:
        if _is_attribution(clause, words, lexicon):
            clause.link = Link.ATTRIBUTION
    return clauses


def _pairs_names(words: Words, number: int, clause: Clause, lexicon: Lexicon) -> bool:
    """'The navies of India and Sri Lanka began': two names of one subject, no new clause."""
    if words.lowers[number] != "and" or not words.is_capital(number + 1):
        return False
    return words.is_capital(number - 1) and not any(
        word in AUXILIARIES or word in lexicon.past or word in lexicon.happening
        for word in words.lowers[clause.start : number]
    )


def _resumes(words: Words, number: int, clauses: list[Clause], lexicon: Lexicon) -> bool:
    """'Merkel, who was in Rome, promised help': the main clause goes on."""
    if clauses[-1].link is not Link.RELATIVE or words.lower(number - 1) != ",":
        return False
    return words.lowers[number] in lexicon.past or words.lowers[number] in AUXILIARIES


def _ends_a_fronted_clause(
    words: Words, number: int, clauses: list[Clause], lexicon: Lexicon
) -> bool:
    """'While fighting went on, a delegation arrived': the main clause begins here."""
    last = clauses[-1]
    if last.link not in _FRONTED or words.lower(number - 1) != "," or number == last.start:
        return False
    if any(c.link is Link.MAIN and _has_verb(words, c, lexicon) for c in clauses[:-1]):
        return False
    return _has_clause(words, number, lexicon, 12)


def _has_verb(words: Words, clause: Clause, lexicon: Lexicon) -> bool:
    found = words.lowers[clause.start : clause.end]
    return any(word in AUXILIARIES or word in lexicon.past for word in found)


def _cut(clauses: list[Clause], number: int, link: Link, word: str) -> None:
    last = clauses[-1]
    if number >= last.end:
        return
    if number <= last.start:
        if link is not Link.MAIN:
            last.link, last.word = link, word
        return
    clauses.append(Clause(number, last.end, link, word, last.quoted))
    last.end = number


def _quotes(words: Words, number: int, clauses: list[Clause], quoted: bool) -> bool:
    mark = words.texts[number]
    if _closes_a_scare_quote(words, number, quoted):
        return quoted
    if mark in _OPENING or (mark == '"' and not quoted):
        if _is_scare_quote(words, number):
            return quoted
        _cut(clauses, number, Link.COMPLEMENT if number else Link.MAIN, "")
        clauses[-1].quoted = True
        return True
    if quoted and mark in _CLOSING:
        if number + 1 < len(words):
            _cut(clauses, number + 1, Link.MAIN, "")
            clauses[-1].quoted = False
        return False
    return quoted


def ends_quoted(words: Words, quoted: bool) -> bool:
    """Whether a quotation is still open behind a sentence.

    Args:
        words: the sentence.
        quoted: whether it begins inside one.
    """
    for number, mark in enumerate(words.texts):
        if mark not in _MARKS or _closes_a_scare_quote(words, number, quoted):
            continue
        if mark in _OPENING or (mark == '"' and not quoted):
            quoted = quoted or not _is_scare_quote(words, number)
        elif quoted:
            quoted = False
    return quoted


def _is_scare_quote(words: Words, number: int) -> bool:
    closing = _OPENING.get(words.texts[number], '"')
    return closing in words.texts[number + 1 : number + 5]


def _closes_a_scare_quote(words: Words, number: int, quoted: bool) -> bool:
    """Whether a plain mark ends the few words that one before it set apart."""
    if quoted or words.texts[number] != '"':
        return False
    is_near = '"' in words.texts[max(0, number - 4) : number]
    return is_near and words.texts[:number].count('"') % 2 == 1


_PROMISING = word_set(
    """
    vowed vows vow promised promises promise pledged pledges pledge threatened threatens swore
    threat fears feared demand demands demanded demanding recommend recommended propose proposed
    insist insists insisted request requested
    """
)
_OPENERS = frozenset(_SUBORDINATORS) | word_set("following that and but or then yet with according")
_BREAKS = frozenset((",", ";", "—", "–", "--", ":", "-"))


def _may_open(words: Words, number: int, lexicon: Lexicon) -> bool:
    """Whether it is worth asking; most words cannot open a clause."""
    word, before = words.lowers[number], words.lowers[number - 1] if number else ""
    return word in _OPENERS or before in _BREAKS or before in lexicon.said or word.endswith("ing")


def _opening(words: Words, number: int, lexicon: Lexicon) -> tuple[Link, str] | None:
    """The link and word of the clause that begins here, None when none does."""
    word, before = words.lowers[number], words.lower(number - 1)
    if before in (";", "—", "–", "--", ":") or (before == "-" and words.lower(number - 2) == ")"):
        return Link.MAIN, ""
    if before in ("-", "–") and _is_behind_dateline(words, number):
        return Link.MAIN, ""
    link = _SUBORDINATORS.get(word)
    if link is not None:
        return (link, word) if _subordinates(words, number, lexicon) else None
    if word == "that" and words.lower(number + 1) in _SPELLS:
        return None  # 'that night'
    if word == "that" and before not in ("", "and", "or", "in", "of", "on", "at", "to", "for"):
        return _that_clause(words, number, lexicon), word
    if word in ("and", "but", "or", "then", "yet") and _joins_clauses(words, number, lexicon):
        return Link.COORDINATE, word
    if word == "with" and before == ",":
        return Link.COORDINATE, word
    phrase = _phrase(words, number)
    if phrase is not None:
        return phrase
    if _is_participle(words, number):
        return Link.PARTICIPLE, word
    if (
        before in lexicon.said
        and words.lower(number - 2) not in DETERMINERS
        and _says_a_clause(words, number, lexicon)
    ):
        return Link.COMPLEMENT, ""
    if before == "," and _speaker_follows(words, number, lexicon):
        return Link.ATTRIBUTION, word
    return None


def _that_clause(words: Words, number: int, lexicon: Lexicon) -> Link:
    """'said that it rained' completes what is said; 'the rain that fell' tells of the rain."""
    before = words.lower(number - 1)
    said = (
        before in lexicon.saying
        or before in _PROMISING
        or lexicon.said.intersection(words.lowers[max(0, number - 4) : number])
        or not before.isalpha()
    )
    nominal = words.lower(number + 1) in AUXILIARIES
    return Link.COMPLEMENT if said and not nominal else Link.RELATIVE


def _phrase(words: Words, number: int) -> tuple[Link, str] | None:
    """'following a stabbing', 'according to police'."""
    if words.lowers[number] == "following" and _comes_after(words, number):
        return Link.TIME, "after"
    if words.lowers[number] == "according" and words.lower(number + 1) == "to":
        return Link.ATTRIBUTION, "according"
    return None


def _comes_after(words: Words, number: int) -> bool:
    """'arrested following a stabbing in Lille', not 'the following day'."""
    before, behind = words.lower(number - 1), words.lower(number + 1)
    if "suspicion" in words.lowers[max(0, number - 6) : number]:
        return False  # the offence is named already
    return number > 2 and behind in DETERMINERS and before not in DETERMINERS | {","}


_LONGEST_ASIDE = 9  # words


def _is_closed_aside(words: Words, number: int) -> bool:
    """'killed six people, including two girls, in Gaza': the clause goes on behind it."""
    for i in range(number + 1, min(number + _LONGEST_ASIDE, len(words))):
        if words.lowers[i] == ",":
            behind = words.lower(i + 1)
            return behind in PREPOSITIONS and words.lower(number - 1) == ","
        if words.lowers[i] in AUXILIARIES or words.lowers[i] in (".", ";"):
            return False
    return False


_LONGEST_DATELINE = 12  # words


def _is_behind_dateline(words: Words, number: int) -> bool:
    """'JOS, Nigeria, April 15 - Attackers killed': the report begins behind the dash."""
    apart = words.starts[number] > words.ends[number - 1]
    apart = apart and words.starts[number - 1] > words.ends[number - 2]
    first = words.texts[0]
    return apart and number <= _LONGEST_DATELINE and first.isupper() and len(first) > 1


_SPELLS = word_set("night day evening morning week month year time afternoon point")
_APPEARING = word_set("appeared appear appears appearing brought taken testified")
_SOON = word_set("shortly soon just immediately minutes moments")


def _subordinates(words: Words, number: int, lexicon: Lexicon) -> bool:
    word, following = words.lowers[number], words.lower(number + 1)
    if word == "including" and _is_closed_aside(words, number):
        return False
    if following in ("dawn", "noon", "midnight", "sunrise", "sunset", "dark", "daybreak", "midday"):
        return False
    if word in ("after", "before", "until", "since") and following[:1].isdigit():
        return False
    if word == "before" and words.lower(number - 1) in _APPEARING:
        return False  # 'appeared before a court'
    if word in ("after", "before") and words.lower(number - 1) in _SOON:
        return _has_clause(words, number + 1, lexicon, 8)
    if word in ("as", "once"):
        return _has_clause(words, number + 1, lexicon, 6) and following not in ("well", "many")
    if word in ("since", "until"):
        return _has_clause(words, number + 1, lexicon, 6)
    if word in ("which", "whom", "whose"):
        return True
    return True


def _has_clause(words: Words, number: int, lexicon: Lexicon, reach: int) -> bool:
    """Whether a finite verb stands within reach, before the next mark."""
    for i in range(number, min(number + reach, len(words))):
        word = words.lowers[i]
        if word in AUXILIARIES or (word in lexicon.past and i > number):
            return True
        if word in (",", ".", ";", ":", "and", "who", "that"):
            return False
    return False


def _joins_clauses(words: Words, number: int, lexicon: Lexicon) -> bool:
    """Whether 'and' is followed by a verb, or by a subject and a verb."""
    if "between" in words.lowers[max(0, number - 6) : number]:
        return False
    if _pairs_goods(words, number):
        return False
    i = number + 1
    if words.lower(i).endswith("ly") or words.lower(i) in ("later", "then", "also", "again"):
        i += 1
    first = words.lower(i)
    if first in AUXILIARIES:
        return True
    if first in lexicon.past:
        following = words.lower(i + 1)
        return following not in ("and", "or") and not _is_adjectival(words, i, lexicon)
    for j in range(i, min(i + 9, len(words))):
        word = words.lowers[j]
        if word in (",", ".", ";", ":", "who", "which", "that") or word in PREPOSITIONS - {"of"}:
            return False
        if word in ("and", "or") and words.lower(j + 1) in lexicon.past:
            return False  # 'used tear gas and water cannon and detained': no subject here
        if j > i and (word in AUXILIARIES or word in lexicon.past) and word not in ("being",):
            return True
    return False


def _pairs_goods(words: Words, number: int) -> bool:
    """'trucks with rice and water would leave': two things carried, no new clause."""
    carried = words.lowers[max(0, number - 3) : number]
    return (
        "with" in carried
        and words.lower(number + 2) in AUXILIARIES
        and ("," not in carried and words.lower(number + 1) not in _PRONOUNS)
    )


def _is_adjectival(words: Words, number: int, lexicon: Lexicon) -> bool:
    """'damaged houses were': a participle before a noun that has its own verb."""
    return words.lower(number + 2) in AUXILIARIES and words.lower(number + 1).isalpha()


def _is_participle(words: Words, number: int) -> bool:
    word = words.lowers[number]
    if not word.endswith("ing") or word in _NOT_PARTICIPLES or len(word) < 5:
        return False
    before = words.lower(number - 1)
    if before.endswith("ly") or before in ("thus", "also", "still", "again"):
        before = words.lower(number - 2)
    return before == ","


def _says_a_clause(words: Words, number: int, lexicon: Lexicon) -> bool:
    """After 'said': a subject with its verb, not a date, a 'that' or a place."""
    first = words.lowers[number]
    if first in PREPOSITIONS or not (first[:1].isalnum()):
        return False
    return _has_clause(words, number, lexicon, 14) or _has_a_past(words, number)


def _has_a_past(words: Words, number: int) -> bool:
    """'said the raiders belonged to a gang': an -ed form behind a plural is its verb."""
    for i in range(number + 1, min(number + 6, len(words))):
        word, before = words.lowers[i], words.lowers[i - 1]
        if not word.isalpha() or word in PREPOSITIONS:
            return False
        if word.endswith("ed") and before.endswith("s") and before not in DETERMINERS:
            return True
    return False


def _speaker_follows(words: Words, number: int, lexicon: Lexicon) -> bool:
    """', police said': nothing but a speaker and a verb of saying up to the next mark."""
    for i in range(number, min(number + 14, len(words))):
        word = words.lowers[i]
        if word in lexicon.said and (i > number or words.lower(i) == "said"):
            return words.lower(i + 1) in (
                "",
                ".",
                ",",
                "on",
                "in",
                "at",
                "late",
                "early",
                "by",
                "later",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "”",
                '"',
                "yesterday",
                "today",
                ";",
            )
        if word in (",", ".", ";", "that", "who", "which"):
            return False
    return False


def _is_attribution(clause: Clause, words: Words, lexicon: Lexicon) -> bool:
    """A clause that ends on its verb of saying tells who speaks, and nothing else."""
    if clause.link in (Link.RELATIVE, Link.CONDITION) or clause.quoted:
        return clause.link is Link.ATTRIBUTION
    last = clause.end - 1
    while last > clause.start and not words.lowers[last][-1:].isalnum():
        last -= 1
    return words.lowers[last] in lexicon.saying and words.lowers[last] in (
        lexicon.past | {"says", "say"}
    )
