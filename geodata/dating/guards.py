"""What looks like a date and is none: names, formations, counts, newspapers, habits.

Each guard looks at a bounded stretch of text around the words, never at the whole text.
"""

from __future__ import annotations

import re

from geodata.dating.tense import tense_around

_FEATURE = re.compile(
    r"[ -](?:village|town|city|district|county|street|st\b|road|avenue|square|river|island|"
    r"mountain|hill|station|hospital|university|school|academy|bridge|boulevard|lane|park|"
    r"plaza|metro|quarter\b|neighbou?rhood|settlement|ridge|creek|theat(?:er|re)|hotel|movement)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r" (?:Street|St\b|Avenue|Square|Road|Boulevard|Bridge|Stadium|Division|Brigade|Battalion|"
    r"Regiment|Hospital|University|School|Station|Airport|Park|Martyrs|Movement)"
)
_NAME_FOLLOWS = re.compile(r" [A-Z][a-zà-ÿ]+")
_OUTLET = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Star|Sun|Independent|Morning Herald|"
    r"Night Live|Night Football|World|Review)\b"
)
_NAMED_DAY = re.compile(
    r"(?:Bloody|Black|Super|Cyber|Sheffield|Ruby|Freaky|Man|Casual|Giving|Fat|Maundy|Holy|Joe|"
    r"every|each|most|any|per|another|Every|Each|Most)[ \n]$"
)
_COUNTED_AFTER = re.compile(
    r" (?:people|persons|men|women|children|troops|soldiers|fighters|officers|civilians|"
    r"villages|homes|houses|km|kilomet|miles|met(?:er|re)s|tons|tonnes|percent|per cent|"
    r"million|billion|thousand|points)\b|%"
)
_PLURAL_AFTER = re.compile(r" [a-z]{2,}s\b(?<!\bas)(?<!\bwas)(?<!\bhas)(?<!\bis)(?<!\bthis)")
_EVENT_NOUN = re.compile(
    r" (?:(?:U\.?S\.?|presidential|parliamentary|general|local|mayoral|national|financial|"
    r"economic|world|civil|peace|nuclear|federal|global|summer|winter|regional|coup|"
    r"Summer|Winter|World|European|constitutional|military|ceasefire|cease-fire|trade|"
    r"annual|fiscal|budget|Russian|Georgian|Gulf|Iraq|Olympic|snap) ){0,2}"
    r"(?:election|elections|vote|referendum|war|wars|conflict|earthquake|quake|tsunami|flood|"
    r"floods|hurricane|cyclone|drought|famine|fire|fires|eruption|agreement|accord|accords|deal|"
    r"treaty|pact|truce|ceasefire|cease-fire|armistice|summit|conference|census|season|budget|"
    r"coup|crisis|crash|attack|attacks|bombing|bombings|massacre|genocide|uprising|revolution|"
    r"revolt|rebellion|riots|protests|invasion|offensive|operation|raid|siege|report|survey|"
    r"study|constitution|law|act|resolution|recession|pandemic|outbreak|epidemic|campaign|"
    r"tournament|championship|championships|Championships?|Olympics|Games|Cup|final|finals|race|"
    r"protocol|Protocol|convention|Convention|movie|film|book|novel|album|interview|speech|"
    r"trial|ruling|decision|collapse|disaster|accident|bankruptcy|merger|fiscal year|levels?|"
    r"harvest|ban|strike|murder|killing|assassination|shooting|visit)\b"
)
# "the 2007 confrontation", but not the model year of "a 2005 black pickup".
_SMALL_NOUN = re.compile(
    r" (?!black|white|red|blue|silver|gr[ae]y|green|gold|model|sedan|pickup|truck|car\b|make|"
    r"strong)[a-z]{3,}"
)
_IS_SUBJECT = re.compile(r" (?:was|saw|brought|has|had|will|is|marked|began|ended)\b")
_HEADLINE_NAME = re.compile(r"[A-Z]\w*[ \n]$")
_ISLAND = re.compile(r" (?:Island|Islands|Rising|Bunny|tree|trees|card|carol|market|markets)\b")


def _before(text: str, start: int) -> str:
    return text[max(0, start - 14) : start]


def _after(text: str, end: int) -> str:
    return text[end : end + 48]


def is_month_alone(text: str, start: int, end: int, leading: str, detail: str) -> bool:
    """Whether a month without a day is meant as a month, not as a name or a verb."""
    word, after = text[start:end], _after(text, end)
    cued = leading[-1:] in set("isuefbo>Q&") or leading.endswith("-")
    if _FEATURE.match(after):
        return False
    if detail == "short":
        return cued and word.endswith(".")
    if not word.isascii():
        return cued or detail != "weak"
    if not word[:1].isupper():
        return detail != "weak" and (cued or not word.isalpha() or word not in _ENGLISH_LOWER)
    if detail != "weak":
        return True
    return cued and (leading[-1:] in set("isQ") or not _NAME_FOLLOWS.match(after))


_ENGLISH_LOWER = frozenset(
    [
        "january",
        "february",
        "july",
        "september",
        "october",
        "november",
        "december",
        "august",
        "june",
        "april",
    ]
)


def is_feature(text: str, end: int) -> bool:
    """Whether what follows makes it the name of a street, a village or a school."""
    return bool(_FEATURE.match(_after(text, end)))


def is_day_and_month(text: str, end: int, month: str, has_year: bool) -> bool:
    """Whether a day beside a month is a date: "may 5 people" and "March 20 km" are not."""
    if month in ("may", "march") and not has_year:
        return not _after(text, end) or _after(text, end)[0] in ",.;:)"
    counted = _COUNTED_AFTER.match(_after(text, end)) and not has_year
    return not (counted or _STREET.match(_after(text, end)))


def is_year_alone(text: str, start: int, end: int, leading: str, follows_year: bool) -> bool:
    """Whether four digits without a month are a year; a cue is asked for, never assumed."""
    after, cue = _after(text, end), leading[-1:]
    if after[:1] in ("-", "–", "/") and after[1:2].isalnum():
        return False
    if _EVENT_NOUN.match(after):
        return True
    if cue in ("t", "A") or text[max(0, start - 3) : start] in ("'s ", "’s "):
        return 1900 <= int(text[start : start + 4]) <= 2099 and bool(_SMALL_NOUN.match(after))
    if cue == "s":
        return True
    if cue in ("U", "y", "F") or text[max(0, start - 7) : start].lower() == "fiscal ":
        return True
    if cue == "i":
        return not after.startswith((" of the ", "'s", " x "))
    if cue in set("uefbo>&") and (cue != "&" or follows_year):
        return not _PLURAL_AFTER.match(after) and not _NAME_FOLLOWS.match(after)
    if cue == ",":
        return follows_year
    if cue == "(":
        return after[:1] in (")", ",", "-", "–", ";")
    return cue in ("", ".", "|") and bool(_IS_SUBJECT.match(after))


def is_weekday(text: str, start: int, end: int, name: str) -> bool:
    """Whether a weekday is one day: not 'every Monday', 'on Fridays', the Sunday Times."""
    lower = name.lower()
    if name.isascii() and lower.endswith("days"):
        return False
    if name.isascii() and lower.endswith("day") and not name[:1].isupper():
        return text[max(0, start - 3) : start].lower() == "on "
    return not (_NAMED_DAY.search(_before(text, start)) or _OUTLET.match(_after(text, end)))


_ENDS_ORDINAL = re.compile(
    r"(?:[,.;:)!?]|$|\s+(?:of (?:the|this|that) month|and|when|with|to|after|before|he|she|it|"
    r"they|we|the|a|an|in|at|on|for|but|as|while|there|his|her|their)\b)"
)
_ATTACKS = re.compile(r",? (?:terror(?:ist)? )?(?:attacks?|hijack)")


_FINANCE = re.compile(
    r"\b(?:profits?|earnings|revenues?|sales|income|net|loss|losses|shares?|GDP|output|economy|"
    r"growth|grew|inflation|billion|million|percent|per cent|exports?|imports?|bank|results)\b|%"
)


def is_business_quarter(text: str, start: int, end: int) -> bool:
    """Whether "the third quarter" stands among money matters; in a match it is no date."""
    return bool(_FINANCE.search(text[max(0, start - 160) : end + 160]))


def is_day_of_month(text: str, end: int) -> bool:
    """Whether "on the 16th" is a day: nothing that could be numbered follows."""
    return bool(_ENDS_ORDINAL.match(_after(text, end)))


def names_attacks(text: str, end: int) -> bool:
    """Whether 11 September is followed by the attacks that it has come to name."""
    return bool(_ATTACKS.match(_after(text, end)))


def is_compared(text: str, end: int) -> bool:
    """Whether "a day later than planned" only compares."""
    return text[end : end + 6] == " than "


def is_today(text: str, start: int) -> bool:
    """Whether "today" is the day and not the end of a newspaper's name."""
    if not text[start : start + 1].isupper():
        return True
    return not _HEADLINE_NAME.search(_before(text, start)) or text[start : start + 5].isupper()


def is_holiday(text: str, start: int, end: int) -> bool:
    """Whether a holiday is meant, not an island or a tree named for it."""
    word = text[start]
    return (not word.isascii() or word.isupper()) and not _ISLAND.match(_after(text, end))


_COMPARED = re.compile(
    r"\b(?:first|only|ever|times?|most|least|worst|best|lowest|highest|\w{3,}est)\b[^.;\n]*$"
)
_REACHED = re.compile(r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin)[ \n]$")
_OF_SOMETHING = re.compile(r"[’']|-| (?:of|after|before|from|time)\b")


def is_reach(text: str, start: int, end: int) -> bool:
    """Whether "the past week" is a time in which something happened, not a yardstick."""
    before = text[max(0, start - 80) : start]
    return bool(_REACHED.search(before)) and not _COMPARED.search(before)


def is_delay(text: str, start: int, end: int) -> bool:
    """Whether "in two weeks" and "within 48 hours" count from the report: words look ahead."""
    if _OF_SOMETHING.match(_after(text, end)) or _COMPARED.search(text[max(0, start - 80) : start]):
        return False
    return tense_around(text, start, end) > 0


def ends_clause(text: str, end: int) -> bool:
    """Whether "three days on" ends its clause: "three days on end" does not."""
    return not _after(text, end) or _after(text, end)[0] in ",.;:\n"


def is_season_alone(text: str, end: int) -> bool:
    """Whether "in the fall" is the season; "in the fall of the city" is not."""
    after = _after(text, end)
    return not (re.match(r" (?:of|from|in|to)\b|-", after) or _PLURAL_AFTER.match(after))
