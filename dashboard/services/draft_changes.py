"""What one editor changed in a draft that another has open."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.storage import Draft

SAVED_BY = "saved_by"
_NO_CONTENT = {SAVED_BY, "was_read"}
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One field that is not as it was: its name, and both values; '' where there is none."""

    name: str
    before: Any
    after: Any


def said(text: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody typed, ticked or chose; what is empty is left out.

    Example:
        >>> said("A fire.", {"title": "", "source": "Wire", "was_read": True, "saved_by": "ann"})
        {'source': 'Wire', 'text': 'A fire.'}
    """
    everything = dict(fields) | {"text": text}
    return {name: one for name, one in everything.items() if one and name not in _NO_CONTENT}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[DraftChange]:
    """What differs, by name.

    Example:
        >>> changes({"title": "Fire"}, {"title": "Fires"})
        [DraftChange(name='title', before='Fire', after='Fires')]
        >>> changes({}, {})
        []
    """
    names = sorted({*before, *after})
    pairs = [DraftChange(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [one for one in pairs if one.before != one.after]


def said_in(draft: Draft) -> dict[str, Any]:
    """What stands in a draft, for ``changes``."""
    return said(draft.text, draft.fields)


def both(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Both people's changes of a draft together; None where they are of one field.

    Example:
        >>> both({"title": "Fire"}, {"title": "Fires"}, {"title": "Fire", "source": "Wire"})
        {'title': 'Fires', 'source': 'Wire'}
        >>> both({"title": "Fire"}, {"title": "Fires"}, {"title": "Blaze"}) is None
        True
    """
    my_changes = {one.name: one.after for one in changes(base, mine)}
    if any(one.name in my_changes for one in changes(base, theirs)):
        return None
    together = dict(theirs) | my_changes
    return {name: one for name, one in together.items() if one}


def text_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The sentences that went out of a text, and those that came in.

    Example:
        >>> text_lines("A fire. In Lima.", "A fire. In Oslo.")
        (['In Lima.'], ['In Oslo.'])
    """
    old, new = (_SENTENCE.split(text.strip()) for text in (before, after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    out, came = [], []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            out += old[i1:i2]
            came += new[j1:j2]
    return [line for line in out if line], [line for line in came if line]
