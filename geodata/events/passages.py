"""The passage of an event: its clause, and what of its sentence says where and when.

"Twelve people were killed when shells hit a market in El Fasher": the second clause tells no event
of its own, but the place stands in it. The passage grows to such a clause, never over one that
tells another event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from geodata.events.drafts import Draft

_MARKS: Final = frozenset({",", ";", "—", "–", ":"})


def passage_of(draft: Draft, beside: Sequence[Draft]) -> tuple[int, int]:
    """First and last character in the report.

    Args:
        draft: of the event.
        beside: the drafts of its sentence, itself among them.
    """
    start, end = draft.passage
    words = draft.words
    if draft.headline or not len(words):
        return start, end
    told = [(words.at(first), words.at(last - 1)) for first, last in _evidence(draft)]
    others = [(one.first, one.last) for one in beside if one is not draft and one.words is words]
    until = min((first for first, _ in others if first >= draft.last), default=len(words))
    since = max((last for _, last in others if last <= draft.first), default=0)
    behind = [last for first, last in told if draft.last <= first and last < until]
    before = [first for first, last in told if since <= first and last < draft.first]
    if behind:
        last = _clause_end(words.texts, max(behind), until)
        end = max(end, words.ends[last])
    if before:
        first = min(before)
        while first > since and words.texts[first - 1] not in _MARKS:
            first -= 1
        start = min(start, words.starts[first])
    return start, end


def _clause_end(texts: Sequence[str], word: int, until: int) -> int:
    """The last word of the clause of a word; a full stop belongs to it, a comma does not."""
    while word + 1 < until and texts[word + 1] not in _MARKS:
        word += 1
    return word


def _evidence(draft: Draft) -> Iterable[tuple[int, int]]:
    """Characters in its own sentence that name its places and its date."""
    begin, end = draft.words.starts[0], draft.words.ends[-1]
    spans = [(place.start, place.end) for place in draft.places if not place.inherited]
    if draft.dated.mention is not None:
        spans.append((draft.dated.mention.start, draft.dated.mention.end))
    return [span for span in spans if begin <= span[0] and span[1] <= end]
