"""A passage with the words marked that stand behind an event's place, date and people.

The result is HTML for ``st.html``: every character of the report is escaped, every tag and
style is a constant. A mark is told by its line (solid, dotted, double) and its word, not by
its colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.drawing.plain_text import html
from geodata.model import Event, Field, Report


class Mark(StrEnum):
    """What a marked word stands for; the value is the word above it."""

    PLACE = "place"
    DATE = "date"
    ACTOR = "who"


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Characters of a report and what they stand for."""

    start: int
    end: int
    mark: Mark


_FIELD_MARK = {Field.PLACE: Mark.PLACE, Field.DATE: Mark.DATE, Field.ACTOR: Mark.ACTOR}
_LONGEST_WHOLE = 24  # signs of a word that a ruby keeps on one line; it would break any word
_PRIORITY = {Mark.PLACE: 0, Mark.DATE: 1, Mark.ACTOR: 2}

STYLE = """<style>
.gz-passage, .gz-text {
  font-family: "Source Serif", Georgia, serif; font-size: 17px; margin: 0;
  overflow-wrap: anywhere; white-space: pre-line; }
.gz-passage {
  line-height: 2.15; padding: .1rem 0 .1rem 1rem;
  border-inline-start: 3px solid color-mix(in srgb, currentColor 22%, transparent); }
.gz-text { line-height: 1.9; }
.gz-mark {
  color: inherit; border-radius: 3px; padding: 1px 2px;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.gz-place {
  background: color-mix(in srgb, #3B8EC2 19%, transparent); border-bottom: 2px solid #2E7FB3; }
.gz-date {
  background: color-mix(in srgb, #C09B2D 21%, transparent); border-bottom: 2px dotted #9A7A18; }
.gz-who {
  background: color-mix(in srgb, #8A4B86 17%, transparent); border-bottom: 4px double #98538F; }
.gz-whole { white-space: nowrap; }
.gz-passage rt {
  font: 600 11px "Source Sans", sans-serif; user-select: none; white-space: nowrap; }
.gz-number {
  display: inline-block; box-sizing: border-box; min-width: 18px; height: 18px; padding: 0 3px;
  margin: 0 2px 0 4px; border: 1.3px solid currentColor; border-radius: 9px; vertical-align: 2px;
  font: 600 11px/15px "Source Sans", sans-serif; text-align: center; }
.gz-small { font-size: 13.1px; }
.gz-elsewhere { opacity: .68; margin-top: 4px; }
</style>"""


def event_spans(event: Event) -> list[MarkedSpan]:
    """The spans that stand behind an event's places, dates and people."""
    return [
        MarkedSpan(piece.start, piece.end, _FIELD_MARK[piece.field])
        for piece in event.evidence
        if piece.field in _FIELD_MARK
    ]


def passage(report: Report, event: Event) -> str:
    """The passage of an event with its words marked and named above.

    Evidence that stands elsewhere in the report (the date of an earlier sentence, say) follows
    in a line of its own.
    """
    start, end = event.passage.start, event.passage.end
    spans = event_spans(event)
    inside = [span for span in spans if start <= span.start and span.end <= end]
    outside = [span for span in spans if not (start <= span.start and span.end <= end)]
    body = marked(report.text, inside, start=start, end=end, named=True)
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
) -> str:
    """A stretch of a text as HTML with spans marked, overlapping ones only once.

    Args:
        text: the whole text the offsets count in.
        spans: what to mark.
        start: first character of the stretch.
        end: one behind its last character, None for the end of the text.
        named: whether the word for a mark stands above it.
        numbers: (offset, number) of numbered circles, set behind the character before.

    Example:
        >>> marked("in Ganja <b>", [MarkedSpan(3, 8, Mark.PLACE)])
        'in <mark class="gz-mark gz-place" title="place">Ganja</mark> &lt;b&gt;'
    """
    stop = len(text) if end is None else end
    chosen = _disjoint(span for span in spans if start <= span.start < span.end <= stop)
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
            pieces.append(_piece(text[left:right], open_span, named and left in at))
    return "".join(pieces)


def legend() -> str:
    """The key of the marks, one line."""
    words = "".join(
        f'<span class="gz-mark gz-{mark.value}" style="margin-inline-end:10px">{name}</span>'
        for mark, name in ((Mark.PLACE, "place"), (Mark.DATE, "date"), (Mark.ACTOR, "people"))
    )
    return f'{STYLE}<div class="gz-small">{words}{_circle(1)}event</div>'


def _piece(text: str, span: MarkedSpan | None, is_named: bool) -> str:
    if span is None:
        return html(text)
    name = span.mark.value
    shown = html(text)
    if is_named:
        # Only the first word carries the name: a ruby over several words breaks with the line.
        first, gap, rest = text.partition(" ")
        whole = ' class="gz-whole"' if len(first) <= _LONGEST_WHOLE else ""
        shown = f"<ruby{whole}>{html(first)}<rt>{name}</rt></ruby>{gap}{html(rest)}"
    return f'<mark class="gz-mark gz-{name}" title="{name}">{shown}</mark>'


def _circle(number: int) -> str:
    return f'<span class="gz-number" title="event {number}">{number}</span>'


def _disjoint(spans: Iterable[MarkedSpan]) -> list[MarkedSpan]:
    """The spans without those that overlap a more telling or longer one."""
    kept: list[MarkedSpan] = []
    for span in sorted(spans, key=lambda s: (_PRIORITY[s.mark], s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _elsewhere(text: str, spans: Iterable[MarkedSpan]) -> str:
    words = dict.fromkeys((span.mark, text[span.start : span.end]) for span in spans)
    if not words:
        return ""
    named = "; ".join(f"{mark.value}: “{html(said)}”" for mark, said in words)
    return f'<div class="gz-small gz-elsewhere">Said elsewhere in the report: {named}</div>'
