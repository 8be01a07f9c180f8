"""A short headline made of the report's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodata.events.clauses import AUXILIARIES, DETERMINERS, PREPOSITIONS
from geodata.events.lexicon import lexicon
from geodata.events.words import MONTHS, WEEKDAYS, Words, word_set
from geodata.model import DateMention

_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n[ \t]*(?=[a-z])")
LONGEST_TITLE = 80  # characters
_SHORTEST = 24  # characters; a phrase is not cut down further for a better boundary
_LEADING = word_set(
    """
    and but or that which who while when after before as because although though since where
    if with then , ; : — – - “ " ” ' ( ) • · ● ▪ * whereas amid meanwhile elsewhere
    separately also later earlier however similarly yet still
    """
)
_TIMES = word_set("early late in on at by since from during for over about around the mid")
_HANGING = (PREPOSITIONS | DETERMINERS | AUXILIARIES | _LEADING) - word_set("that this his her")
_NOT_LAST = _HANGING | word_set(
    "he she it they we i who's not more than least very so to 's its just due such well"
)
_BOUNDARIES = (PREPOSITIONS - {"of", "per", "than"}) | word_set(
    "and but or that what which who whose while when after before as because although where whereas"
)
_MARKS = frozenset((",", ";", "—", "–", "(", ":", "--"))


def title_of(
    words: Words,
    text: str,
    start: int,
    end: int,
    hit: int,
    verb: int,
    dates: Sequence[DateMention] = (),
) -> str:
    """The clause cut to a headline that holds the word that tells the event.

    Leading dates and fronted phrases are left out, and it ends where a phrase ends.

    Args:
        words: the sentence.
        text: the report.
        start: the first word of the clause.
        end: the word behind its last.
        hit: the word that tells the event.
        verb: the verb of the clause, or the same word.
        dates: the date expressions of the sentence.
    """
    first = _begin(words, start, min(hit, end - 1), min(hit, verb), dates)
    if words.ends[hit] - words.starts[first] <= LONGEST_TITLE - 10:
        return _capitalised(_cut(words, text, first, end, hit, LONGEST_TITLE))
    told = _first_verb(words, first, hit)
    if told is not None and words.ends[told] - words.starts[first] <= LONGEST_TITLE - 18:
        return _capitalised(_cut(words, text, first, end, told, LONGEST_TITLE))
    first = _nearer(words, first, hit)
    return _capitalised(_cut(words, text, first, end, hit, LONGEST_TITLE))


def _begin(words: Words, start: int, hit: int, verb: int, dates: Sequence[DateMention]) -> int:
    """The first word behind joining words, dates and fronted phrases."""
    first = _behind_dateline(words, start, hit)
    while first < hit:
        if words.lowers[first] in _LEADING:
            first += 1
            continue
        opens = words.lowers[first] == "following" and "," not in words.lowers[first:hit]
        if opens:
            first += 1  # 'following a stabbing'
            continue
        if words.lowers[first].endswith("ly") and words.lower(first + 1) == ",":
            first += 2  # 'Sadly, ...'
            continue
        behind = (
            _behind_date(words, first, dates)
            or _behind_duration(words, first)
            or _behind_fronted(words, first, verb)
        )
        if behind is None or behind > hit:
            return first
        first = behind
    return first


_LONGEST_DATELINE = 12  # words
_DASHES = frozenset(("•", "-", "—", "–", "--"))


def _behind_dateline(words: Words, start: int, hit: int) -> int:
    """'ST. LOUIS COUNTY • A man was held': the word behind the place of writing."""
    if start or not words.texts[0].isupper() or len(words.texts[0]) < 2:
        return start
    opening = words.texts[: min(hit, _LONGEST_DATELINE)]
    return next((n + 1 for n, text in enumerate(opening) if n and text in _DASHES), start)


def opens_on_time(words: Words, first: int, subject: int) -> bool:
    """'Before the exercises Mr X telephoned': a few words of time in front of who acts."""
    short = subject - first <= 5 and "," not in words.lowers[first:subject]
    return short and words.lowers[first] in PREPOSITIONS | {"early", "late"}


def _behind_date(words: Words, first: int, dates: Sequence[DateMention]) -> int | None:
    """'On Thursday', 'Early on Wednesday', 'In late July': the word behind a leading date."""
    for mention in dates:
        begin, behind = words.at(mention.start), words.at(mention.end - 1) + 1
        leads = first <= begin <= first + 3 and all(
            word in _TIMES for word in words.lowers[first:begin]
        )
        if leads and _is_subject(words, begin, behind):
            continue
        if leads and behind < len(words) and words.lower(behind) not in _NOT_BEHIND_A_DATE:
            return behind
    return None


def _is_subject(words: Words, begin: int, behind: int) -> bool:
    """'Monday marks a week since the quake': a day that acts itself."""
    bare = words.is_capital(begin) and words.lowers[begin] not in _TIMES
    return bare and words.lower(behind) in _ACTS_OF_DAYS


_ACTS_OF_DAYS = word_set("marks marked saw sees brought brings was is became")


def _behind_duration(words: Words, first: int) -> int | None:
    """'For about ten days the armies held': the word behind the days."""
    if words.lowers[first] not in ("for", "over", "during", "after"):
        return None
    for number in range(first + 1, min(first + 5, len(words) - 1)):
        if words.lowers[number] in _SPANS:
            behind = words.lower(number + 1)
            return None if behind in _NOT_BEHIND_A_DATE else number + 1
    return None


_SPANS = word_set("days weeks months years hours minutes day week month year")
_NOT_BEHIND_A_DATE = PREPOSITIONS | AUXILIARIES | {"'s"}


def _behind_fronted(words: Words, first: int, verb: int) -> int | None:
    """'In late July, the military deployed', 'according to police, drones struck'."""
    if words.lowers[first] not in _FRONTING and not _is_time(words, first):
        return None
    commas = [n for n in range(first, min(verb, first + 16)) if words.lowers[n] == ","]
    if not commas or words.lower(commas[0] + 1) in ("and", "or"):
        return None
    return commas[0] + 1


def _is_time(words: Words, first: int) -> bool:
    """'13 October at 4.20am, the mill': a day and an hour in front of a comma."""
    return words.texts[first][:1].isdigit() and words.lower(first + 1) in MONTHS


_FRONTING = PREPOSITIONS | word_set("according hours days minutes weeks two three early late")


def _cut(words: Words, text: str, first: int, end: int, hit: int, room: int) -> str:
    last = end - 1
    while last > hit and (
        not words.texts[last][-1:].isalnum() or words.ends[last] - words.starts[first] > room
    ):
        last -= 1
    if last < _last_word(words, hit, end):
        last = _boundary(words, first, hit, last)
    kept = last
    while last > hit and _hangs(words, last):
        last -= 1
    if AUXILIARIES.intersection(words.lowers[last + 1 : kept + 1]):
        last = _before_joint(words, hit, last)  # no 'while the victim' without its verb
    if last == hit and last > first and _hangs(words, last):
        last = _before_hanging(words, first, last)
    whole = _BROKEN.sub("", text[words.starts[first] : words.ends[last]])
    return " ".join(whole.split())[:room]


def _before_joint(words: Words, hit: int, last: int) -> int:
    """The last word before the clause that lost its verb."""
    for number in range(last, hit, -1):
        if words.lowers[number] in _JOINTS:
            return number - 1
    return last


_JOINTS = word_set("while when who which that where as after before because and but although")


def _before_hanging(words: Words, first: int, last: int) -> int:
    """'... in Orsk on Friday, flooding': the word before the comma, where enough is left."""
    before = last - 1
    while before > first and not words.texts[before][-1:].isalnum():
        before -= 1
    return before if words.ends[before] - words.starts[first] >= _SHORTEST else last


def _hangs(words: Words, last: int) -> bool:
    """Whether a headline cannot end here: 'in', 'the', a comma, ', killing'."""
    word = words.lowers[last]
    begins = word.endswith("ing") and words.lowers[last - 1] == ","
    waits = word in ("late", "early") and words.lower(last + 1) in _BEHIND_LATE
    mark = not words.texts[last][-1:].isalnum()
    owns = words.lower(last + 1) in ("'", "’", "'s", "’s")  # 'a voters | ' registration post'
    if word in ("earlier", "later") and words.lowers[last - 1] in _SPANS:
        return False  # 'two days earlier'
    return word in _NOT_LAST or begins or waits or mark or owns or _splits_a_day(words, last)


def _splits_a_day(words: Words, last: int) -> bool:
    """'on 14 | May', 'on May | 14': one half of a day says another day or none."""
    halves = {words.lowers[last], words.lower(last + 1)}
    return bool(halves & MONTHS) and any(h.isdigit() and len(h) <= 2 for h in halves)


_BEHIND_LATE = WEEKDAYS | word_set(
    "on in at this last yesterday today morning afternoon evening night"
)


def _last_word(words: Words, hit: int, end: int) -> int:
    last = end - 1
    while last > hit and not words.texts[last][-1:].isalnum():
        last -= 1
    return last


def _boundary(words: Words, first: int, hit: int, last: int) -> int:
    """The last word of the last whole phrase that still fits."""
    for number in range(last + 1, hit, -1):
        word = words.lower(number)
        length = words.ends[number - 1] - words.starts[first]
        if length < _SHORTEST:
            return last
        if word in _MARKS:
            return number - 1
        split = word == "and" and "between" in words.lowers[max(0, number - 6) : number]
        infinitive = word == "to" and not (
            words.is_capital(number + 1) or words.lower(number + 1) in DETERMINERS
        )
        passive = AUXILIARIES.intersection(words.lowers[max(0, number - 3) : number])
        agent = word == "by" and not passive  # 'a landslide triggered | by rain'
        whole = words.lowers[number - 1] not in _NOT_LAST
        if word in _BOUNDARIES and whole and not (split or infinitive or agent):
            return number - 1
    return last


def _first_verb(words: Words, first: int, hit: int) -> int | None:
    """The first finite verb before the telling word; a headline may hold that one instead."""
    past = lexicon().past
    return next((n for n in range(first + 1, hit) if words.lowers[n] in past), None)


def _nearer(words: Words, first: int, hit: int) -> int:
    """A start closer to the telling word, behind a mark or a joining word where there is one."""
    near = hit
    while near > first and words.ends[hit] - words.starts[near - 1] < LONGEST_TITLE - 25:
        near -= 1
    for number in range(hit - 1, near, -1):
        if words.lower(number - 1) in ("while", "after", "when", "as", "before"):
            return number
    for number in range(near, hit):
        if words.lower(number - 1) in (",", ";", "—", "with", "that", "and"):
            return number
    return near


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
