"""The events as a page that is one file: it opens from a disk and asks nobody for anything.

The list with all details is plain HTML and reads without any script; the script adds the map,
the search, the filters and the timeline. Text from reports stands in the page escaped, or in
the JSON that the script sets as text; a content policy lets no other script run and no address
be asked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.drawing import facts, words
from dashboard.drawing.highlighted_text import STYLE, passage
from dashboard.drawing.kinds import COLOUR, glyph_html
from dashboard.drawing.plain_text import html
from geodata.browse import SHAPE_OF, SOFT
from geodata.exchange import ATTRIBUTION, SCHEMA_VERSION
from geodata.model import Event, EventPlace, Family, Report

DECIMALS = 5  # about a metre
CREDIT = "Coasts, borders, rivers: GSHHG · Names: GeoNames"
_REPEATED = re.compile(r"<style>.*?</style>", re.DOTALL)
_ADDRESSES = re.compile(r"url\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the page tells it.

    Attributes:
        others: what other reports tell of it.
        is_graphic: whether its passage is folded.
        link: of its report, '' when it is no web address.
    """

    event: Event
    report: Report
    link: str = ""
    others: tuple[tuple[Event, Report], ...] = ()
    is_graphic: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page is put together from besides the events.

    Attributes:
        leaflet: the script of Leaflet.
        leaflet_style: its style sheet.
        script: our module.
        style: our style sheet.
        base_map: cells of the base map: 'world', 'cells', 'fine_from', 'most_zoom'.
        names: of countries, waters and towns: 'name', 'kind', 'lat', 'lon'.
    """

    leaflet: str
    leaflet_style: str
    script: str
    style: str
    base_map: Mapping[str, Any]
    names: Sequence[Mapping[str, Any]] = ()


def one_file(
    told: Sequence[Told],
    parts: Parts,
    *,
    title: str,
    made: date,
    filters: Sequence[str] = (),
    audit: str = "",
) -> str:
    """The page.

    Args:
        told: the events, in order of date.
        parts: scripts, styles and base map.
        title: of the collection.
        made: the day of making.
        filters: in words, those by which the events were chosen.
        audit: how right the map was found to be, '' when nobody looked.
    """
    events = [one.event for one in told]
    policy = (
        f"default-src 'none'; script-src {_digest(parts.leaflet)} {_digest(parts.script)}; "
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    about = [_counted(events), f"made on {words.day(made)} with Gazette"]
    if filters:
        about.insert(1, "only: " + ", ".join(filters))
    style = _ADDRESSES.sub("none", parts.leaflet_style) + parts.style
    rows = "\n".join(_row(one) for one in told)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><meta name="generator" content="Gazette">
<title>{html(title)}</title>
<style>{style}</style>{STYLE}{facts.TABLE_STYLE}</head>
<body><header><h1 dir="auto">{html(title)}</h1>
<p class="about">{html(" · ".join(about))}</p></header>
<main>{_tools(events)}
<div class="columns"><section class="side" aria-label="Map and timeline">
<div id="map" role="region" aria-label="{html(_in_words(events))}"></div>{_timeline(events)}
</section><section class="list" aria-label="Events"><p id="none" hidden>No events match.</p>
<ol id="events">
{rows}
</ol></section></div></main>
<footer class="foot">{_foot(audit)}</footer>
<script type="application/json" id="data">{_json(_for_script(events, parts))}</script>
<script>{parts.leaflet}</script>
<script type="module">{parts.script}</script>
</body></html>
"""


def _digest(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(value: object) -> str:
    """JSON that no browser takes for the end of a script."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode().replace("<", "\\u003c")


# ------------------------------------------------------------------------ words


def _counted(events: Sequence[Event]) -> str:
    """'23 events · 12 Jul–13 Aug 2020 · 6 not placed · 5 without a date'."""
    unplaced = sum(not event.is_placed for event in events)
    undated = sum(not event.is_dated for event in events)
    parts = [
        words.count(len(events), "event"),
        _days(events),
        f"{unplaced:,} not placed" if unplaced else "",
        f"{undated:,} without a date" if undated else "",
    ]
    return " · ".join(filter(None, parts))


def _days(events: Sequence[Event]) -> str:
    dates = [event.date for event in events if event.date is not None]
    first = [one.first_day for one in dates if one.first_day is not None]
    last = [one.last_day for one in dates if one.last_day is not None]
    return words.days(min(first), max(last)) if first and last else ""


def _in_words(events: Sequence[Event]) -> str:
    """What the map shows, for those who do not see it; every fact of it is in the list."""
    named = Counter(name for e in events for name in {place.place.name for place in e.places})
    most = ", ".join(name for name, _ in named.most_common(3))
    where = f"; most in {most}" if most else ""
    return f"Map of {_counted(events)}{where}. The list of events has all that it shows."


def _foot(audit: str) -> str:
    lines = [
        "Places and dates were read by a program and may be wrong; each event shows the words "
        "that say so. A circle or a square stands for a place known roughly only; a dashed "
        "outline for what is claimed, planned or threatened.",
        f"Audit of this map: {audit}." if audit else "",
        f"{ATTRIBUTION} Coasts, borders and rivers: GSHHG (LGPL). Map: Leaflet (BSD-2-Clause).",
    ]
    return "".join(f"<p>{html(line)}</p>" for line in lines if line)


# ------------------------------------------------------------------------ parts


def _tools(events: Sequence[Event]) -> str:
    counts = Counter(event.family for event in events)
    kinds = "".join(
        f'<button type="button" aria-pressed="true" data-family="{family.value}">'
        f"{glyph_html(family)} {html(family.value)} <small>{counts[family]:,}</small></button>"
        for family in Family
        if counts[family]
    )
    return (
        '<div class="tools"><label>Search<input type="search" id="search" autocomplete="off">'
        '</label><label>From<input type="date" id="from"></label>'
        '<label>Until<input type="date" id="until"></label>'
        '<button type="button" id="play">▶ Play</button>'
        '<button type="button" id="fit">Fit the map</button>'
        '<button type="button" id="clear" hidden>Clear all</button>'
        f'<div id="kinds" role="group" aria-label="Kinds">{kinds}</div>'
        '<span id="said" role="status" aria-live="polite"></span></div>'
    )


def _timeline(events: Sequence[Event]) -> str:
    dates = [e.date for e in events if e.date is not None and e.is_dated]
    if not dates:
        return '<figure><svg id="bars" aria-hidden="true"></svg></figure>'
    first = min(day for one in dates if (day := one.first_day) is not None)
    last = max(day for one in dates if (day := one.last_day) is not None)
    return (
        '<figure><svg id="bars" viewBox="0 0 1000 60" preserveAspectRatio="none" '
        'aria-hidden="true"></svg>'
        f"<figcaption><span>{html(words.day(first))}</span>"
        f"<span>{html(words.day(last))}</span></figcaption></figure>"
    )


def _row(told: Told) -> str:
    event = told.event
    when = words.partial_date(event.date)
    where = ", ".join(dict.fromkeys(place.place.name for place in event.places)) or "not placed"
    doubt = words.MODALITY_SHORT.get(event.modality, "")
    doubt = f" ({doubt})" if doubt else ""
    return (
        f'<li data-id="{html(event.id)}" id="{html(event.id)}"><details><summary>'
        f"<time>{html(when)}</time>{glyph_html(event.family)}"
        f'<span><bdi>{html(event.title)}</bdi>{html(doubt)}<small dir="auto">{html(where)}</small>'
        f'</span></summary><div class="told">{_details(told)}</div></details></li>'
    )


def _details(told: Told) -> str:
    event = told.event
    also = "".join(
        "<h3>Also told by</h3>" * (number == 0) + _words(other, report, "")
        for number, (other, report) in enumerate(told.others)
    )
    text = _words(event, told.report, told.link)
    if told.is_graphic:
        text = f"<details><summary>Graphic: open to read the passage</summary>{text}</details>"
    heading = facts.heading(event, with_title=False)
    return _plain(heading + facts.table(facts.event_rows(event))) + text + also


def _words(event: Event, report: Report, link: str) -> str:
    return _plain(passage(report, event) + facts.source(report, link))


def _plain(markup: str) -> str:
    """Without the style sheets, which stand once at the head of the page."""
    return _REPEATED.sub("", markup)


# ----------------------------------------------------------------------- script


def _for_script(events: Sequence[Event], parts: Parts) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "credit": CREDIT,
        "families": [family.value for family in Family],
        "colours": {family.value: COLOUR[family] for family in Family},
        "events": [_event(event) for event in events],
        "names": list(parts.names),
        **parts.base_map,
    }


def _event(event: Event) -> dict[str, Any]:
    date_ = event.date if event.is_dated else None
    first, last = (None, None) if date_ is None else (date_.first_day, date_.last_day)
    return {
        "id": event.id,
        "first": None if first is None else first.isoformat(),
        "last": None if last is None else last.isoformat(),
        "family": event.family.value,
        "soft": event.modality in SOFT,
        "modality": event.modality.value,
        "places": [_place(place) for place in event.places],
    }


def _place(place: EventPlace) -> dict[str, Any]:
    lat, lon = round(place.position.lat, DECIMALS), round(place.position.lon, DECIMALS)
    return {
        "key": f"{lat} {lon} {place.precision.value}",
        "name": place.place.name,
        "lat": lat,
        "lon": lon,
        "radius_km": round(place.radius_km, 2),
        "shape": SHAPE_OF[place.precision].value,
    }
