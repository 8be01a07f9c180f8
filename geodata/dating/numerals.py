"""Digits as date words: a day, a year, a decade, a time, a whole numeric date, or nothing."""

from __future__ import annotations

import re

from geodata.dating.words.classes import Word

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Four digits outside these years are not read as a year."""

_UNKNOWN = Word("_")
_PLAIN = re.compile(r"(\d+)(['’-]?)([^\W\d_]*)$")
_WHOLE = re.compile(r"(\d{1,4})([./-])(\d{1,4})\2(\d{1,4})$")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d)?$")

_ORDINAL_ENDINGS = frozenset(["st", "nd", "rd", "th"])
_DECADE_ENDINGS = frozenset(
    [
        "s",
        "х",
        "е",
        "ականների",
        "ականներին",
        "lar",
        "ler",
        "larda",
        "lerde",
        "ların",
        "lerin",
        "lardan",
        "lerden",
    ]
)
# What the languages here hang on the digits of a day or a year: "16-ին", "2020-ci", "2016'da".
_GROWN_ON = "st|nd|rd|th|s|ին|ի|ს|ში|ის"
_HUNG_ON = (
    "s|ին|ից|ի|ը|ն|րդ|ականներին|ականների|ական|го|ого|му|ом|м|ой|й|я|х|ми|е|"
    "ci|cı|cu|cü|sının|sinin|sında|sində|sı|si|su|sü|dan|dən|da|də|na|nə|ya|yə|ə|dək|"
    "lardan|larda|ların|lar|lerden|lerde|lerin|ler|den|de|ten|tan|te|ta|nin|nın|in|ın|ün|un|ye|e|a|ı|i|u|ü|სა|ში|ის|იდან|მდე|ე|го"
)
NUMBER_ENDING = rf"(?:{_GROWN_ON}|['’-](?:{_HUNG_ON}))(?!\w)"

# After these a number counts things and is no year; cut to the stem, plural or not.
_COUNTED = re.compile(
    r"[ \u00a0-]?(?:%|‰|(?:(?:armed|more|other|additional|new|foreign|young|local|government|"
    r"square|cubic|nautical|metric|US|Russian|Turkish|Syrian|American|Ukrainian|Chinese) )?(?:"
    r"people|persons?|men|women|children|troops?|soldiers?|fighters?|officers?|civilians?|fans|"
    r"refugees|migrants?|residents?|inhabitants|families|households|homes?|houses|buildings?|"
    r"villages?|votes?|voters|seats?|deaths?|dead|casualties|cases|patients|"
    r"(?:killed|injured|wounded)(?= ?(?:[.,;:)]|$|(?:and|or|in|at|by|on|when|after|as|since)\b))|"
    r"protesters|demonstrators|workers|employees|students|pupils|teachers|prisoners|detainees|"
    r"tons?|tonnes?|kg|kilograms?|km|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|ft|hectares|"
    r"acres|lit(?:er|re)s?|barrels?|megawatts?|mw|dollars?|euros?|pounds|roubles|rubles|lira|"
    r"manats?|drams?|rounds|shells|missiles|rockets|drones|tanks|vehicles|aircraft|jobs|copies|"
    r"hours?|hrs|gmt|utc|local time|degrees|points|times|pages|words|units|steps|"
    r"thousand|million|billion|percent|per cent"
    r")\b)",
    re.IGNORECASE,
)
_FORMATION = re.compile(
    r" (?:[A-Z]\w+ )?(?:corps|army|armies|division|brigade|regiment|battalion|fleet|squadron|"
    r"avenue|street|st\b|infantry|armou?red|airborne|floor|grade|round|minute|place|edition|"
    r"amendment|anniversary|congress|district|ward|parallel|birthday|time)",
    re.IGNORECASE,
)


def number_word(digits: str, following: str) -> Word:
    """The class of a number, by its digits and by what follows it in the text.

    Example:
        >>> number_word("16th", "").letter, number_word("2020", " troops").letter
        ('O', 'N')
        >>> number_word("16.07.2020", "").letter, number_word("1,200", "").letter
        ('Z', '_')
    """
    if whole := _WHOLE.match(digits):
        return Word("Z", 0, digits) if _is_whole_date(*whole.groups()) else _UNKNOWN
    if _TIME.match(digits):
        return Word(":")
    plain = _PLAIN.match(digits)
    if plain is None:
        return _UNKNOWN
    number, joint, ending = plain.groups()
    value = int(number) if len(number) <= 4 else 10_000
    if ending in _DECADE_ENDINGS and value % 10 == 0 and len(number) in (2, 4):
        return _decade(value, number)
    if ending in _ORDINAL_ENDINGS and not joint:
        if _FORMATION.match(following):
            return _UNKNOWN
        return Word("O", value) if 1 <= value <= 31 else Word("N", value)
    return _bare(value, number, following)


def _is_whole_date(one: str, separator: str, two: str, three: str) -> bool:
    """Whether three numbers can be a year, a month and a day in some order.

    Two-digit years need the written-out form of their countries, 16.07.20 or 7/16/20;
    the day may be one that its month lacks, so that 31.02.2020 is seen and said to be wrong.
    """
    if len(one) == 4:
        year, days = int(one), (two, three)
    elif len(three) == 4:
        year, days = int(three), (one, two)
    elif separator == "/" or (separator == "." and len(one) == len(two) == 2):
        year, days = 2000, (one, two)
    else:
        return False
    if len(three) not in (2, 4) and len(one) != 4:
        return False
    low, high = sorted(int(part) for part in days)
    fits = len(days[0]) <= 2 and len(days[1]) <= 2 and 1 <= low <= 12 and high <= 31
    return fits and FIRST_YEAR <= year <= LAST_YEAR


def _bare(value: int, number: str, following: str) -> Word:
    if len(number) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        return Word("N", value, "counted") if _COUNTED.match(following) else Word("Y", value)
    if len(number) <= 2 and 1 <= value <= 31:
        return Word("D", value)
    return Word("N", value, number) if value < 10_000 else _UNKNOWN


def _decade(value: int, number: str) -> Word:
    if len(number) == 2:
        return Word("E", 1900 + value, "short") if value >= 20 else _UNKNOWN
    return Word("E", value) if FIRST_YEAR <= value <= LAST_YEAR else _UNKNOWN
