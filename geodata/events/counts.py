"""Numbers of people and things as a clause says them, with low and high."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodata.events.clauses import DETERMINERS, PREPOSITIONS
from geodata.events.lexicon import lexicon
from geodata.events.words import Words, word_set
from geodata.model import Count, DateMention

_SMALL = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_TENS = dict(
    zip(
        ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(30, 100, 10),
        strict=True,
    )
)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# Words for many: the lowest number that still deserves the word, and no highest.
_MANY: dict[tuple[str, ...], tuple[int, int | None]] = {
    ("half", "a", "dozen"): (6, 6),
    ("tens", "of", "thousands"): (20_000, None),
    ("hundreds", "of", "thousands"): (200_000, None),
    ("dozens", "more"): (24, None),
    ("a", "dozen"): (12, 12),
    ("a", "couple"): (2, 2),
    ("a", "handful"): (3, 6),
    ("a", "few"): (3, None),
    ("a", "hundred"): (100, 100),
    ("a", "thousand"): (1000, 1000),
    ("a", "million"): (1_000_000, 1_000_000),
    ("several", "hundred"): (300, None),
    ("several", "thousand"): (3000, None),
    ("several", "dozen"): (36, None),
    ("tens", "of"): (20, None),
    ("dozens",): (24, None),
    ("scores",): (40, None),
    ("hundreds",): (200, None),
    ("thousands",): (2_000, None),
    ("millions",): (2_000_000, None),
    ("several",): (3, None),
}
_FIRST_OF_MANY = frozenset(words[0] for words in _MANY)
_BOUNDS: dict[tuple[str, ...], str] = {
    ("between",): "range",
    ("at", "least"): "least",
    ("no", "fewer", "than"): "least",
    ("no", "less", "than"): "least",
    ("more", "than"): "more",
    ("over",): "more",
    ("upwards", "of"): "more",
    ("up", "to"): "most",
    ("as", "many", "as"): "most",
    ("at", "most"): "most",
    ("fewer", "than"): "less",
    ("less", "than"): "less",
    ("under",): "less",
    ("nearly",): "nearly",
    ("almost",): "nearly",
    ("close", "to"): "nearly",
    ("about",): "about",
    ("around",): "about",
    ("some",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("an", "estimated"): "about",
    ("estimated",): "about",
}
_FATES = {
    "killed": "killed",
    "kill": "killed",
    "kills": "killed",
    "killing": "killed",
    "dead": "killed",
    "died": "killed",
    "die": "killed",
    "dies": "killed",
    "deaths": "killed",
    "lives": "killed",
    "perished": "killed",
    "bodies": "killed",
    "drowned": "killed",
    "fatalities": "killed",
    "massacred": "killed",
    "murdered": "killed",
    "wounded": "wounded",
    "wounding": "wounded",
    "injured": "wounded",
    "injuring": "wounded",
    "hurt": "wounded",
    "injures": "wounded",
    "injuries": "wounded",
    "wounds": "wounded",
    "arrested": "detained",
    "detained": "detained",
    "arresting": "detained",
    "detaining": "detained",
    "arrests": "detained",
    "detains": "detained",
    "jailed": "detained",
    "missing": "missing",
    "trapped": "trapped",
    "displaced": "displaced",
    "displacing": "displaced",
    "evacuated": "evacuated",
    "evacuating": "evacuated",
    "homeless": "displaced",
    "fled": "displaced",
    "rescued": "rescued",
    "kidnapped": "abducted",
    "abducted": "abducted",
    "hostage": "abducted",
    "destroyed": "destroyed",
    "damaged": "damaged",
    "destroying": "destroyed",
    "damaging": "damaged",
    "hospitalised": "wounded",
    "hospitalized": "wounded",
    "casualties": "killed or wounded",
}
_ORDINAL = frozenset(("st", "nd", "rd", "th"))
# 'the deaths of five soldiers', 'injuries to three'
_FATES_OF = {
    "lives": "killed",
    "deaths": "killed",
    "death": "killed",
    "killing": "killed",
    "bodies": "killed",
    "injuries": "wounded",
    "wounding": "wounded",
    "arrest": "detained",
    "arrests": "detained",
    "detention": "detained",
    "kidnapping": "abducted",
    "abduction": "abducted",
    "displacement": "displaced",
    "evacuation": "evacuated",
    "rescue": "rescued",
}
_TOLL_REACH = 6  # words
_NOT_COUNTED = word_set(
    """
    km kilometres kilometers kilometre kilometer miles mile metres meters metre meter m mi
    feet ft percent % per pc degrees dollars euros pounds rupees roubles rubles yen pesos
    lira yuan am pm a.m. p.m. year years month months week weeks day days hour hours minute
    minutes seconds year-old years-old year-olds o'clock gmt mph kph kmh knots tonnes tons
    kg litres acres hectares inches cm mm bn mn points point overs runs goals lakh crore utc
    magnitude times square cubic naira rand shillings million-dollar local cents nautical
    million billion-dollar
    """
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_NOT_BEFORE = word_set(
    """
    $ £ € magnitude aged age no. number page chapter route highway us$ article flight
    """
)


def counts_in(words: Words, start: int, end: int, dates: Sequence[DateMention]) -> list[Count]:
    """The numbers between two words of a sentence that count people or things.

    Dates, ages, money, measures and scores are left out.
    """
    found: list[Count] = []
    number = start
    while number < end:
        value, after = _quantity(words, number, end)
        if value is None:
            number += 1
            continue
        if not _is_dated(words, number, dates):
            count = _counted(words, number, after, start, end, value)
            if count is not None:
                found.append(count)
        number = max(after, number + 1)
    return found


def _quantity(words: Words, number: int, end: int) -> tuple[tuple[int, int | None] | None, int]:
    """Low and high of a number that begins here, and the word behind it."""
    word = words.lowers[number]
    if word in ("a", "an"):
        person = _one_person(words, number, end)
        if person is not None:
            return (1, 1), person
    if word in _FIRST_OF_MANY:
        for phrase, bounds in _MANY.items():
            after = number + len(phrase)
            if tuple(words.lowers[number:after]) == phrase and after <= end:
                return bounds, after + (words.lower(after) == "of")
    value = _value(words.texts[number], word)
    if value is None:
        return None, number
    after = number + 1
    if words.lower(after) in _SCALES and after < end:
        value *= _SCALES[words.lower(after)]
        after += 1
    if value != int(value) or words.lower(after) in ("-", "/", "–"):
        second = (
            _value(words.texts[after + 1], words.lower(after + 1))
            if (words.lower(after) in ("-", "–") and after + 1 < end)
            else None
        )
        if second is not None and second > value and value == int(value):
            return (int(value), int(second)), after + 2
        return None, number
    if words.lower(after) in ("to", "or", "and") and after + 1 < end:
        second = _value(words.texts[after + 1], words.lower(after + 1))
        between = words.lower(number - 1) == "between"
        if second is not None and second > value and (words.lower(after) == "to" or between):
            return (int(value), int(second)), after + 2
    return (int(value), int(value)), after


_PERSONS = word_set(
    "man woman child boy girl person soldier policeman officer civilian student protester "
    "journalist worker passenger teenager firefighter pilot driver demonstrator farmer suspect"
)


def _one_person(words: Words, number: int, end: int) -> int | None:
    """The person of 'a man was killed': one, though nobody counted."""
    for i in range(number + 1, min(number + 6, end)):
        word = words.lowers[i]
        if word in _PERSONS:
            return i if words.lower(i + 1) in ("was", "died", "is", "has", "drowned") else None
        if word != "-" and (not word[:1].isalnum() or word in PREPOSITIONS):
            return None
    return None


def _value(text: str, lower: str) -> float | None:
    if lower in _SMALL:
        return float(_SMALL[lower])
    if lower in _TENS:
        return float(_TENS[lower])
    tens, _, ones = lower.partition("-")
    if tens in _TENS or tens == "twenty":
        base = _TENS.get(tens, 20)
        return float(base + _SMALL[ones]) if ones in _SMALL else None
    if _NUMBER.fullmatch(text) and len(text) <= 15:
        return float(text.replace(",", ""))
    return None


def _is_dated(words: Words, number: int, dates: Sequence[DateMention]) -> bool:
    start, end = words.starts[number], words.ends[number]
    return any(d.start <= start and end <= d.end for d in dates)


def _counted(
    words: Words, number: int, after: int, start: int, end: int, value: tuple[int, int | None]
) -> Count | None:
    year = words.texts[number].isdigit() and 1500 <= value[0] <= 2100
    if year and words.lower(number - 1) in ("in", "since", "until", "of", "by", "from"):
        return None
    if words.lower(number - 1) == "of" and words.lower(number - 2) in _PERSONS:
        return None  # 'a man of 25'
    if words.lower(number + 1) in _ORDINAL and words.starts[number + 1] == words.ends[number]:
        return None  # '25th'
    if words.lower(number - 1) in _NOT_BEFORE or words.lower(after) in _NOT_COUNTED:
        return None
    bounded_from, (low, high) = _bounded(words, number, value)
    what, until = _what(words, bounded_from, after, start, end)
    if not what and "toll" in words.lowers[max(start, bounded_from - _TOLL_REACH) : bounded_from]:
        what, until = "killed", after  # 'the death toll rose to 288'
    if not what:
        return None
    first = words.starts[bounded_from]
    last = words.ends[until - 1]
    text = " ".join(words.texts[bounded_from:until]).replace(" ,", ",")
    return Count(text, what, low, high, first, last)


def _bounded(
    words: Words, number: int, value: tuple[int, int | None]
) -> tuple[int, tuple[int, int | None]]:
    """The bound in front of a number ('at least') applied to it."""
    low, high = value
    for phrase, bound in _BOUNDS.items():
        left = number - len(phrase)
        if left >= 0 and tuple(words.lowers[left:number]) == phrase:
            if bound == "range":
                return left, (low, high)
            if bound == "least":
                return left, (low, None)
            if bound == "more":
                return left, (low + 1, None)
            if bound == "most":
                return left, (0, high)
            if bound == "less":
                return left, (0, max(0, low - 1))
            if bound == "nearly":
                return left, (round(low * 0.9), high)
            return left, (round(low * 0.9), None if high is None else round(high * 1.1))
    return number, (low, high)


def _what(words: Words, first: int, after: int, start: int, end: int) -> tuple[str, int]:
    """What is counted, and the word behind the counted noun.

    The fate (killed, wounded ...) wins over the noun: 'four soldiers were killed' counts killed.
    """
    until = after
    noun = ""
    while until < min(after + 5, end):
        word = words.lowers[until]
        if words.lowers[until : until + 3] == ["from", "their", "homes"]:
            return "displaced", until
        if word in _FATES:
            return _FATES[word], until if noun else until + 1
        if not word[:1].isalpha() or word in PREPOSITIONS or word in DETERMINERS or word in _STOPS:
            break
        if noun.endswith("s") and word in lexicon().past:
            break  # 'two armies held exercises': the verb begins
        noun = word
        until += 1
    fate = _fate_after(words, until, end) or _fate_before(words, first - 1, start)
    if fate:
        return fate, max(until, after)
    if (
        not noun
        or until == after
        or not noun.endswith(
            ("s", "people", "men", "women", "aircraft", "children", "police", "crew")
        )
    ):
        return "", until
    return noun, until


_STOPS = word_set(
    """
    sustained suffered received was were are is have has had who which and or but will would as
    that marched went gathered took protested voted fled
    """
)


_ASIDES = word_set("including among most many some mostly both all")


def _fate_after(words: Words, number: int, end: int) -> str:
    """'four soldiers were killed', '12 people, including a child, died'."""
    for i in range(number, min(number + 6, end)):
        word = words.lowers[i]
        if word in _FATES:
            return _FATES[word]
        if word == "," and words.lower(i + 1) in _ASIDES:
            closing = [n for n in range(i + 2, min(i + 14, end)) if words.lowers[n] == ","]
            return _fate_after(words, closing[0] + 1, end) if closing else ""
        if word in (",", ";", ".", "and", "but") or word[:1].isdigit():
            return ""
    return ""


def _fate_before(words: Words, number: int, start: int) -> str:
    """'killed at least four soldiers', 'killing 12'."""
    for i in range(number, max(number - 6, start - 1), -1):
        word = words.lowers[i]
        if i == number and word in ("of", "to") and words.lower(i - 1) in _FATES_OF:
            return _FATES_OF[words.lower(i - 1)]
        if word in _FATES:
            return _FATES[word]
        if (
            word in PREPOSITIONS
            or word in (",", ";", ".", "was", "were", "following", "involving", "including")
            or (i < number and word[:1].isdigit())
        ):
            return ""
    return ""
