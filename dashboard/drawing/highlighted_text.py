"""A passage with the words marked that stand behind the fields of an event.

The result is HTML for ``st.html``: every character of the report is escaped, every tag and
style is a constant. A mark is told by its line (solid, dotted, double, dashed) and its word,
not by its colour alone. What somebody searches for is marked too, inside of these marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.drawing import found_words, words
from dashboard.drawing.found_words import Find, html_found, nowhere
from dashboard.drawing.plain_text import html
from geodata.model import Event, Field, Modality, Report


class Mark(StrEnum):
    """What a marked word stands for; the value is the word above it."""

    PLACE = "place"
    DATE = "date"
    ACTOR = "who"
    NUMBER = "number"
    MODALITY = "whether"
    KIND = "what"


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Characters of a report, what they stand for, and the word above them where it differs."""

    start: int
    end: int
    mark: Mark
    word: str = ""

    @property
    def name(self) -> str:
        """The word above them."""
        return self.word or self.mark.value


_FIELD_MARK = {
    Field.PLACE: Mark.PLACE,
    Field.DATE: Mark.DATE,
    Field.ACTOR: Mark.ACTOR,
    Field.NUMBER: Mark.NUMBER,
    Field.MODALITY: Mark.MODALITY,
    Field.KIND: Mark.KIND,
}
_LONGEST_WHOLE = 24  # signs of a word that a ruby keeps on one line; it would break any word
_FEWEST = 2  # letters or digits of what is left of a covered span
_PRIORITY = {mark: rank for rank, mark in enumerate(Mark)}

STYLE = (
    found_words.STYLE
    + """<style>
.gz-passage, .gz-text {
  font-family: "Source Serif", Georgia, serif; font-size: 17px; margin: 0;
  overflow-wrap: anywhere; white-space: pre-line; }
.gz-passage {
  line-height: 2.15; padding: .1rem 0 .1rem 1rem;
  border-inline-start: 3px solid color-mix(in srgb, currentColor 22%, transparent); }
.gz-text { line-height: 1.9; }
.gz-mark {
  background: none; color: inherit; border-radius: 3px; padding: 1px 2px;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.gz-place {
  background: color-mix(in srgb, #3B8EC2 19%, transparent); border-bottom: 2px solid #2E7FB3; }
.gz-date {
  background: color-mix(in srgb, #C09B2D 21%, transparent); border-bottom: 2px dotted #9A7A18; }
.gz-who {
  background: color-mix(in srgb, #8A4B86 17%, transparent); border-bottom: 4px double #98538F; }
.gz-what, .gz-whether, .gz-number {
  --quiet: color-mix(in srgb, currentColor 55%, transparent);
  border-bottom: 1.3px solid var(--quiet); border-radius: 0; }
.gz-whether { border-bottom: 2px dashed var(--quiet); }
.gz-number { border-bottom: 2px dotted var(--quiet); }
.gz-whole { white-space: nowrap; }
.gz-passage rt {
  font: 600 11px "Source Sans", sans-serif; user-select: none; white-space: nowrap; }
.gz-circle {
  display: inline-block; box-sizing: border-box; min-width: 18px; height: 18px; padding: 0 3px;
  margin: 0 2px 0 4px; border: 1.3px solid currentColor; border-radius: 9px; vertical-align: 2px;
  font: 600 11px/15px "Source Sans", sans-serif; text-align: center; }
.gz-small { font-size: 13.1px; }
.gz-elsewhere { opacity: .68; margin-top: 4px; }
</style>"""
)


def event_spans(event: Event) -> list[MarkedSpan]:
    """The spans that stand behind an event's places, dates and people: what is checked first."""
    firm = (Mark.PLACE, Mark.DATE, Mark.ACTOR)
    return [span for span in _spans(event) if span.mark in firm]


def _spans(event: Event) -> list[MarkedSpan]:
    """The spans behind all fields; over those that say whether it happened stands the answer."""
    answer = words.MODALITY_SHORT.get(event.modality, "")
    if event.modality is Modality.ONGOING:
        answer = words.MODALITY[event.modality]
    return [
        MarkedSpan(piece.start, piece.end, mark, answer if mark is Mark.MODALITY else "")
        for piece in event.evidence
        if (mark := _FIELD_MARK.get(piece.field)) is not None
    ]


def passage(report: Report, event: Event, find: Find = nowhere) -> str:
    """The passage of an event with its words marked and named above.

    Evidence that stands elsewhere in the report (the date of an earlier sentence, say) follows
    in a line of its own.

    Args:
        report: the event came from.
        event: whose passage it is.
        find: where in a text the words of a search stand.
    """
    start, end = event.passage.start, event.passage.end
    spans = _spans(event)
    inside = [span for span in spans if start <= span.start and span.end <= end]
    outside = [span for span in spans if not (start <= span.start and span.end <= end)]
    hits = [(start + left, start + right) for left, right in find(report.text[start:end])]
    body = marked(report.text, inside, start=start, end=end, named=True, hits=hits)
    text = f'{STYLE}<blockquote class="gz-passage" dir="auto">{body}</blockquote>'
    return text + _elsewhere(report.text, outside)


def marked(
    text: str,
    spans: Iterable[MarkedSpan],
    *,
    start: int = 0,
    end: int | None = None,
    named: bool = False,
    numbers: Sequence[tuple[int, int]] = (),
    hits: Sequence[tuple[int, int]] = (),
) -> str:
    """A stretch of a text as HTML with spans marked; where some overlap, the more telling one.

    Args:
        text: the whole text the offsets count in.
        spans: what to mark.
        start: first character of the stretch.
        end: one behind its last character, None for the end of the text.
        named: whether the word for a mark stands above it.
        numbers: (offset, number) of numbered circles, set behind the character before.
        hits: (start, end) of what was searched for.

    Example:
        >>> marked("in Ganja <b>", [MarkedSpan(3, 8, Mark.PLACE)])
        'in <mark class="gz-mark gz-place" title="place">Ganja</mark> &lt;b&gt;'
    """
    stop = len(text) if end is None else end
    chosen = _disjoint((span for span in spans if start <= span.start < span.end <= stop), text)
    edges = sorted(
        {start, stop}
        | {edge for span in chosen for edge in (span.start, span.end)}
        | {offset for offset, _ in numbers if start <= offset <= stop}
    )
    at = {span.start: span for span in chosen}
    pieces: list[str] = []
    open_span: MarkedSpan | None = None
    for left, right in zip(edges, [*edges[1:], stop], strict=True):
        open_span = at.get(left, open_span)
        if open_span is not None and left >= open_span.end:
            open_span = None
        pieces.extend(_circle(number) for offset, number in numbers if offset == left)
        if right > left:
            is_named = named and left in at
            pieces.append(_piece(text[left:right], open_span, is_named, hits, left))
    return "".join(pieces)


def legend() -> str:
    """The key of the marks, one line."""
    words = "".join(
        f'<span class="gz-mark gz-{mark.value}" style="margin-inline-end:10px">{name}</span>'
        for mark, name in ((Mark.PLACE, "place"), (Mark.DATE, "date"), (Mark.ACTOR, "people"))
    )
    return f'{STYLE}<div class="gz-small">{words}{_circle(1)}event</div>'


def _piece(
    text: str,
    span: MarkedSpan | None,
    is_named: bool,
    hits: Sequence[tuple[int, int]],
    offset: int,
) -> str:
    shown = html_found(text, hits, offset)
    if span is None:
        return shown
    if is_named:
        # Only the first word carries the name: a ruby over several words breaks with the line.
        first, gap, rest = text.partition(" ")
        whole = ' class="gz-whole"' if len(first) <= _LONGEST_WHOLE else ""
        head = html_found(first, hits, offset)
        tail = html_found(rest, hits, offset + len(first) + len(gap))
        shown = f"<ruby{whole}>{head}<rt>{html(span.name)}</rt></ruby>{gap}{tail}"
    return f'<mark class="gz-mark gz-{span.mark.value}" title="{html(span.name)}">{shown}</mark>'


def _circle(number: int) -> str:
    return f'<span class="gz-circle" title="event {number}">{number}</span>'


def _disjoint(spans: Iterable[MarkedSpan], text: str) -> list[MarkedSpan]:
    """The spans, each without what a more telling one covers; what is left of it stays marked."""
    kept: list[MarkedSpan] = []
    for span in sorted(spans, key=lambda s: (_PRIORITY[s.mark], s.start - s.end, s.start)):
        kept += _uncovered(span, sorted(kept, key=lambda one: one.start), text)
    return sorted(kept, key=lambda span: span.start)


def _uncovered(span: MarkedSpan, others: Sequence[MarkedSpan], text: str) -> Iterable[MarkedSpan]:
    """What no other span covers; a sign left alone, as of a genitive, is not marked."""
    at = span.start
    for start, end in [*((one.start, one.end) for one in others), (span.end, span.end)]:
        left, right = at, min(start, span.end)
        at = max(at, end)
        if (left, right) == (span.start, span.end):
            yield span
            continue
        if left >= right or sum(map(str.isalnum, text[left:right])) < _FEWEST:
            continue
        bare = text[left:right]
        left += len(bare) - len(bare.lstrip())
        yield replace(span, start=left, end=left + len(bare.strip()))


def _elsewhere(text: str, spans: Iterable[MarkedSpan]) -> str:
    said = dict.fromkeys((span.name, text[span.start : span.end]) for span in spans)
    if not said:
        return ""
    named = "; ".join(f"{name}: “{html(words_there)}”" for name, words_there in said)
    return f'<div class="gz-small gz-elsewhere">Said elsewhere in the report: {named}</div>'
