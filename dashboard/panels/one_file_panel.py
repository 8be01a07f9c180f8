"""The events as one page that opens from a disk: a button that makes and hands it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from dashboard import links
from dashboard.drawing.one_file import Parts, Told, one_file
from dashboard.routes.assets import file_parts
from dashboard.routes.basemap.portable import portable_map
from dashboard.routes.basemap.store import CellStore
from dashboard.services import collection, exporting
from geodata.browse import Selection
from geodata.coordinates import LatLon, bounding_box
from geodata.joins import others_of
from geodata.model import Event, PlaceKind

MOST_EVENTS = 3000  # a page of some 8 MB; beyond that a browser opens it slowly
_MOST_NAMES = 80
_NAMES_ZOOM, _WIDE_DEGREES, _WIDE_ZOOM = 6.0, 40.0, 3.0
_KINDS_OF_NAMES = {
    PlaceKind.COUNTRY: "country",
    PlaceKind.WATER: "water",
    PlaceKind.SETTLEMENT: "town",
}


def one_file_button(chosen: Selection, filters: Sequence[str] = ()) -> None:
    """The button; with more events than a page can hold it says so and does nothing."""
    is_too_many = chosen.count > MOST_EVENTS
    st.download_button(
        "Web page, works offline",
        partial(page_bytes, chosen, collection.shelf(), collection.title(), filters),
        file_name="gazette-map.html",
        mime="text/html",
        key="export-html",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
        disabled=is_too_many or not chosen.count,
        help=f"A page holds up to {MOST_EVENTS:,} events: filter first." if is_too_many else None,
    )


def page_bytes(
    chosen: Selection, shelf: exporting.Shelf, title: str, filters: Sequence[str] = ()
) -> bytes:
    """The page with the events of a selection, in UTF-8.

    Args:
        chosen: the events.
        shelf: what they are taken from: of an editor everything, of others what was published.
        title: of the collection.
        filters: in words, those by which the events were chosen.
    """
    events = list(exporting.events_of(chosen, shelf))
    spots = [place.position for event in events for place in event.places]
    page = one_file(
        _told(events, shelf),
        Parts(**file_parts(), base_map=portable_map(CellStore(), spots), names=_names(spots)),
        title=title,
        made=datetime.now(UTC).date(),
        filters=filters,
        audit=collection.audit_words(),
    )
    return page.encode("utf-8", "replace")


def _told(events: Sequence[Event], shelf: exporting.Shelf) -> list[Told]:
    reports = {one: shelf.report(one) for one in {event.report_id for event in events}}
    graphic = shelf.graphic(event.id for event in events)
    others = others_of(shelf)
    return [
        Told(
            event,
            report := reports[event.report_id],
            report.link if links.is_web_link(report.link) else "",
            tuple((other, shelf.report(other.report_id)) for other in others(event.id)),
            event.id in graphic,
        )
        for event in events
    ]


def _names(spots: Sequence[LatLon]) -> list[dict[str, Any]]:
    """What is worth naming around the events, the most prominent first."""
    box = bounding_box(spots)
    if box is None:
        return []
    zoom = _WIDE_ZOOM if box.width_degrees > _WIDE_DEGREES else _NAMES_ZOOM
    found = collection.labels(box, zoom, _MOST_NAMES)
    return [
        {
            "name": place.name,
            "kind": _KINDS_OF_NAMES[place.kind],
            "lat": round(place.position.lat, 4),
            "lon": round(place.position.lon, 4),
        }
        for place in found
        if place.kind in _KINDS_OF_NAMES
    ]
