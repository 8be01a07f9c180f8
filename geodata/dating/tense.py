"""Whether the words around a date speak of what was or of what is to come.

The nearest verb before the date decides, or the nearest behind it where none stands before:
"said on Monday it will", "on Monday parliament will vote".
"""

from __future__ import annotations

import re

_WINDOW = 160  # characters to either side; a clause is rarely longer

# A coming verb takes the word behind it along: "will be held" is no past.
_COMING = (
    r"(?:will|shall|must|won[’']t|would(?! have)|upcoming|forthcoming|scheduled|slated|"
    r"due(?! to (?!be|begin|start|open|meet|arrive|end|take))|expected|planned (?:for|to)|"
    r"plans? to|planning to|(?:is|are|was|were) to|set (?:to|for)|going to|looms?|expires?|"
    r"intends?|aims? to|hopes? to|(?:agree|vow|promise|pledge|prepare|threaten)[sd]? to|"
    r"(?:vowed|threatened|preparing|about|ready) to|"
    r"(?:moved|postponed|delayed|rescheduled|brought forward|pushed back|put off|adjourned)"
    r"(?: (?:to|from|until|till)(?= (?:the )?(?:[A-Z]|\d|next|late|early|mid|$)))|"
    r"будет|будут|состоится|пройдёт|пройдет|пройдут|запланирован\w*|предстоящ\w+|продлятся|"
    r"keçiriləcək|olacaq|planlaşdırılır|yapılacak|olacak|planlanıyor|տեղի կունենա|"
    r"відбудеться|გაიმართება)\b(?: (?:to|for|be|not|also|have|been)\b)*(?: [a-z]+\b)?"
    r"|\b\w+(?:acaq|əcək|acak|ecek)\b"
)
# Past forms of the irregular verbs that news is told with; those that are spelt like the
# present ("put", "set", "cut") count as past, since few reports are told in the present.
_IRREGULAR = (
    "was|were|had|did|came|went|took|began|fell|left|met|held|broke|struck|won|lost|said|told|"
    "born|shot|hit|fought|saw|made|gave|got|ran|rose|sent|spoke|voted|swept|blew|burnt|burst|"
    "brought|built|bought|caught|chose|cost|cut|dealt|drew|drank|drove|ate|fed|felt|found|fled|"
    "flew|forbade|forgot|forgave|froze|grew|heard|hid|hurt|kept|knew|laid|led|learnt|lent|let|"
    "lay|lit|meant|paid|put|quit|read|rode|rang|sank|sat|sought|sold|set|shook|shone|shut|slept|"
    "slid|spent|spread|sprang|stood|stole|stuck|stung|swore|swam|swung|taught|tore|thought|"
    "threw|understood|undertook|woke|wore|withdrew|withheld|wrote|became|beat|bled|bred|clung|"
    "crept|dug|dreamt|ground|hung|overcame|overran|overtook|overthrew|shed|sped|spilt|split|"
    "spun|strode|strove|wept|ago"
)
_PAST = (
    rf"(?:{_IRREGULAR})\b"
    r"|(?!need|indeed|speed|feed|seed|weed|exceed|proceed|hundred|armed|united)[a-z]{2,}ed\b"
)
_CUE = re.compile(rf"\b(?:(?P<coming>{_COMING})|(?P<past>{_PAST}))")
_STOP = re.compile(r"[.!?։][”’\"')]*\s+(?=[^a-zа-я])|\n\s*\n|;")
_NOT_GOVERNED = re.compile(r"\b(?:for|a|an|the|its|his|her|their|this|[Tt]he|[Aa]head of)[ \n]$")
# "if it is not lifted by Sunday", "told them to leave by Monday": a day that ends a time given.
_DEADLINE = re.compile(
    r"\b(?:(?:if|unless)\b(?![^,;]*\b(?:had|was|were)\b)"
    r"|(?:could|may|might|should)\b(?! (?:not )?have\b)"
    r"|(?:ha(?:s|ve) to|needs? to)\b"
    r"|(?:urged|ordered|told|asked|demanded|warned)\b[^,;]*\b(?:to|that|must)\b)"
    r"[^,;]*\b(?:by|before|until|within)\s+(?:the\s+)?$"
)


def tense_around(text: str, start: int, end: int) -> int:
    """1 where the words speak of what is to come, -1 of what was, 0 where they do not say."""
    before = _after_last_stop(text[max(0, start - _WINDOW) : start])
    if _DEADLINE.search(before):
        return 1
    cues = list(_CUE.finditer(before))
    if cues:
        return 1 if cues[-1]["coming"] else -1
    behind = text[end : end + _WINDOW]
    stop = _STOP.search(behind)
    cue = _CUE.search(behind[: stop.start()] if stop else behind)
    if cue is None:
        return 0
    return 1 if cue["coming"] else -1


def _after_last_stop(before: str) -> str:
    stops = list(_STOP.finditer(before))
    return before[stops[-1].end() :] if stops else before


def is_governed(text: str, start: int) -> bool:
    """Whether a verb tells of the day: not in "cancelled the May 9 vote", "set for May 9"."""
    return not _NOT_GOVERNED.search(text[max(0, start - 10) : start])
