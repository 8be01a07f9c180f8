"""An event's facts as HTML: a two-column table, a title line, a source line; all text escaped."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.drawing import words
from dashboard.drawing.candidates import why
from dashboard.drawing.found_words import Find, html_found, nowhere
from dashboard.drawing.kinds import glyph_html
from dashboard.drawing.plain_text import html
from geodata.model import Actor, Candidate, Count, Event, EventPlace, Modality, Report

TABLE_STYLE = """<style>
.gz-facts { border-collapse: collapse; width: 100%; font-size: 13.1px; line-height: 1.45; }
.gz-facts th { text-align: start; font-weight: 400; opacity: .68; white-space: nowrap; width: 1%; }
.gz-facts th, .gz-facts td { padding: 5px 14px 5px 6px; vertical-align: top; }
.gz-facts td { overflow-wrap: anywhere; }
.gz-facts tr + tr > * {
  border-top: 1px solid color-mix(in srgb, currentColor 16%, transparent); }
</style>"""
_GREY = "opacity:.68"
# The link colour of the theme, light or dark, made of whatever colour the text has.
_LINK = "color:color-mix(in srgb,currentColor 30%,#1478B8)"


def heading(
    event: Event, position: str = "", *, with_title: bool = True, find: Find = nowhere
) -> str:
    """The title, and below it kind, modality in words and where it stands among others.

    The title names its event: by that the page knows that these details have come.
    """
    title = (
        f'<div role="heading" aria-level="2" data-event="{html(event.id)}" dir="auto" '
        "style=\"font:600 21px/1.25 'Source Serif',Georgia,serif;margin-bottom:4px;"
        f'overflow-wrap:anywhere">{_found(event.title, find)}</div>'
        if with_title
        else ""
    )
    kind = f"{glyph_html(event.family)} {html(event.kind.value.capitalize())}"
    modality = "" if event.modality is Modality.HAPPENED else words.MODALITY[event.modality]
    said = f" · <b>{html(modality)}</b>" if modality else ""
    by = f" by {_found(event.speaker, find)}" if event.speaker and modality else ""
    where = f' · <span style="{_GREY}">{html(position)}</span>' if position else ""
    return f'{title}<div style="overflow-wrap:anywhere">{kind}{said}{by}{where}</div>'


def table(rows: Sequence[tuple[str, str]]) -> str:
    """Two columns; the left one is a name, the right one HTML that is already escaped."""
    lines = "".join(
        f'<tr><th scope="row">{html(name)}</th><td>{value}</td></tr>' for name, value in rows
    )
    return f'{TABLE_STYLE}<table class="gz-facts">{lines}</table>'


def event_rows(event: Event, find: Find = nowhere) -> list[tuple[str, str]]:
    """When, where, who and numbers of an event, for ``table``; what ``find`` finds is marked."""
    rows = [("When", _when(event)), ("Where", _where(event.places, find))]
    if event.actors:
        rows.append(("Who", _lines([_who(actor, find) for actor in event.actors])))
    if event.counts:
        rows.append(("Numbers", _lines([_number(count) for count in event.counts])))
    return rows


def source(report: Report, safe_link: str, *, with_title: bool = True) -> str:
    """The report an event came from; a link only when ``safe_link`` is not empty.

    Below a heading that has the title already, the source comes first, or the day alone.
    """
    name = report.title or "Report without a title"
    if not with_title:
        name = report.source or ("Open the report" if safe_link else "")
    title = f'<span dir="auto">{html(name)}</span>'
    if safe_link:
        title = (
            f'<a href="{html(safe_link)}" target="_blank" rel="noopener noreferrer" '
            f'style="{_LINK}">{title}</a>'
        )
    parts = [title] if name else []
    if report.source and with_title:
        parts.append(f'<span dir="auto">{html(report.source)}</span>')
    parts.append(
        words.day(report.published) if report.published else "day of publication not known"
    )
    first, *rest = parts
    behind = "".join(f" · {part}" for part in rest)
    return (
        '<div style="font-size:13.1px;overflow-wrap:anywhere">'
        f'{first}<span style="{_GREY}">{behind}</span></div>'
    )


def _when(event: Event) -> str:
    rule = f" — {_grey(event.date_rule)}" if event.date_rule else ""
    return f"<b>{html(words.partial_date(event.date))}</b>{rule}"


def _where(places: Sequence[EventPlace], find: Find) -> str:
    if not places:
        return f"<b>not placed</b> — {_grey('no place in the words that tell it')}"
    return _lines([_place(place, find) for place in places])


def _place(place: EventPlace, find: Find) -> str:
    notes = [place.reading or words.PRECISION[place.precision]]
    if words.PLACE_ROLE[place.role]:
        notes.append(words.PLACE_ROLE[place.role])
    if place.inherited:
        notes.append("carried over from an earlier sentence")
    label = _found(place.place.label, find)
    # With other places to choose from, the reasons stand beside them instead.
    chosen = Candidate(place.place, place.score, place.reasons)
    reasons = why(chosen) if place.reasons and not place.runners_up else ""
    named = f"“{_found(place.name, find)}”: " if place.name != place.place.name else ""
    because = f'<div style="{_GREY}">{html(reasons)}</div>' if reasons else ""
    return f"{named}<b>{label}</b> — {_grey(', '.join(notes))}{because}"


def _who(actor: Actor, find: Find) -> str:
    role = words.ACTOR_ROLE[actor.role]
    details = ", ".join(part for part in (actor.title, role) if part)
    return f'<span dir="auto">{_found(actor.name, find)}</span>' + (
        f" — {_grey(details)}" if details else ""
    )


def _number(count: Count) -> str:
    said = count.what.casefold() in count.text.casefold()
    return f"<b>{html(count.text)}</b>" + ("" if said else f" {_grey(count.what)}")


def _found(text: str, find: Find) -> str:
    return html_found(text, find(text))


def _grey(text: str) -> str:
    return f'<span style="{_GREY}">{html(text)}</span>'


def _lines(pieces: Sequence[str]) -> str:
    return "".join(f"<div>{piece}</div>" for piece in pieces)
