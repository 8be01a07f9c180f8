"""'No one was hurt': numbers that are nought, told of the event before or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodata.events.drafts import Draft
from geodata.events.kinds import does_harm
from geodata.model import Count, Modality, Sentence

_FATES = {
    "killed": "killed",
    "dead": "killed",
    "died": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "loss": "killed",
    "casualties": "killed or wounded",
    "victims": "killed or wounded",
}  # every other one means wounded
_NOBODY = re.compile(
    r"\b(?:no ?one|nobody|no other (?:people|person)|no (?:people|passengers|residents|workers"
    r"|students|pupils|officers|police officers|firefighters|civilians|children|crew))"
    r" (?:(?:else|inside|on board) )?(?:(?:was|were|has been|have been|had been|is) )?"
    r"(?:\w+ly )?(?P<fate>killed|hurt|injured|wounded|harmed|died)\b"
    r"|\bno (?:immediate )?(?:reports? of )?(?:\w+ )?"
    r"(?P<noun>casualties|injuries|deaths|fatalities|victims|loss of life)\b"
    r"|\b(?P<verb>killed|injured|wounded|hurt|killing|injuring|wounding) (?:nobody|no ?one)\b",
    re.IGNORECASE,
)


def add_the_unhurt(
    sentence: Sentence, told: Sequence[Draft], before: Sequence[Draft]
) -> list[Draft]:
    """Gives the event beside it, or of the sentence before, the number nought.

    Args:
        sentence: the sentence as it stands in the report.
        told: the events it tells.
        before: the events of the sentence before.

    Returns:
        The events that a following sentence may add to.
    """
    harmful = [d for d in told if does_harm(d.kind) and d.modality is not Modality.PLANNED]
    last = [d for d in before if does_harm(d.kind) and d.modality is not Modality.PLANNED]
    hosts = harmful or ([] if told else last)
    if "no" in sentence.text.lower() and hosts:
        for found in _NOBODY.finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            host = next((d for d in reversed(hosts) if d.passage[0] <= start), hosts[0])
            word = next(filter(None, found.groups())).lower().split()[0]
            what = _FATES.get(word, "killed" if word == "killing" else "wounded")
            if all(count.what != what for count in host.counts):
                host.counts.append(Count(found.group(), what, 0, 0, start, end))
    return harmful or ([] if told else last)
