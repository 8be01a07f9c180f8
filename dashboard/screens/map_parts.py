"""What the map screen has in common on every kind of screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import links
from dashboard.drawing import words
from dashboard.drawing.found_words import where_found
from dashboard.drawing.plain_text import markdown
from dashboard.drawing.timeline_chart import ChartLook, heading
from dashboard.panels.detail_panel import detail_panel
from dashboard.panels.list_panel import list_panel
from dashboard.panels.play_panel import play_panel
from dashboard.panels.states_panel import (
    empty_collection,
    nothing_matches,
    nothing_then,
    without,
)
from dashboard.panels.story_panel import story_sheet
from dashboard.panels.timeline_panel import timeline_panel
from dashboard.panels.walk_panel import walk_menu
from dashboard.screens.sight import Sight
from dashboard.services import collection, regions, stories
from dashboard.state import Reader, go_to
from geodata.browse import Removal
from geodata.coordinates import BoundingBox, LatLon
from geodata.model import EventFilter

WIDE = 40.0  # degrees; a wider view shows no place of its own


def add_page() -> None:
    """Go to the page where a report is added."""
    go_to("add")


def listing(sight: Sight, *, height: Any) -> None:
    """The list, or what stands in its place when there is nothing to list."""
    now = sight.reader
    if not sight.whole.count:
        empty_collection(sight.visitor, add_page)
    elif not sight.row_count and now.playing is not None:
        nothing_then(now)
    elif not sight.row_count:
        found = collection.select(EventFilter(text=now.filter.text, statuses=sight.seen))
        nothing_matches(now, _removals(sight), is_found=found.count > 0)
    else:
        if now.marker_id is not None:
            _marker_row(sight)
        list_panel(
            now,
            sight.rows,
            sight.row_count,
            height=height,
            found=_found(sight),
            find=sight.find,
        )


def _removals(sight: Sight) -> list[Removal]:
    """What each part of the filter costs; without one of the status, rejected events stay out."""
    return [
        replace(removal, would_show=_count_of_any_status(sight))
        if removal.part == "statuses"
        else removal
        for removal in sight.shown.removals()
    ]


def _count_of_any_status(sight: Sight) -> int:
    left = without(sight.reader.filter, "statuses")
    seen = collection.visible(sight.visitor, left)
    return collection.select(replace(left, statuses=seen)).count


def _found(sight: Sight) -> dict[str, str]:
    """What a search found where the title of a row holds none of its words."""
    if not sight.reader.filter.text:
        return {}
    silent = [row.id for row in sight.rows if not sight.find(row.title)]
    return {one.id: where_found(one, sight.find) for one in collection.shelf().events(silent)}


def details(sight: Sight) -> None:
    """The chosen event with all that stands behind it; nothing when none is chosen."""
    if sight.event is None or sight.report is None:
        return
    detail_panel(
        sight.reader,
        sight.event,
        sight.report,
        here=sight.here,
        visitor=sight.visitor,
        link=sight.link,
        find=sight.find,
    )


def walk_row(sight: Sight, *, worded: bool = True) -> None:
    """The button that leads through the events of the filter, or through a story."""
    walk_menu(
        sight.reader,
        stories.all_stories(),
        sight.visitor,
        count=sight.shown.count,
        page=sight.shown.rows,
        worded=worded,
        removed=len(stories.removed()) if sight.visitor.may_edit else 0,
    )
    story_sheet(sight.reader)


def time_row(sight: Sight, look: ChartLook) -> None:
    """The timeline with the controls that play through it."""
    title = heading(sight.timeline.unit) if sight.timeline.bars else ""
    play_panel(sight.reader, sight.timeline, sight.span, title)
    timeline_panel(
        sight.reader, sight.timeline, sight.spans, chosen_day=sight.chosen_day, look=look
    )


def _marker_row(sight: Sight) -> None:
    """Which marker the list is limited to, and the way back to all."""
    now = sight.reader
    names = Counter(row.place_name for row in sight.rows if row.place_name)
    is_one = len(names) == 1 or str(now.marker_id).startswith("s")
    where = f"in {markdown(names.most_common(1)[0][0])}" if names and is_one else "around here"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{words.count(sight.row_count, 'event')} {where}", width="content")
        st.button("Show all", type="tertiary", key="leave-marker", on_click=now.leave_marker)


def map_arguments(sight: Sight) -> dict[str, Any]:
    """What the map is told, on every kind of screen."""
    now, event = sight.reader, sight.event
    spot = event.places[0].position if event and event.places else None
    fit = sight.filtered.extent() or sight.whole.extent()
    return {
        "token": sight.token,
        "revision": sight.events_revision,
        "selected": event.id if event else now.marker_id,
        "theme": sight.theme,
        "fit": fit,
        "counts": sight.counts,
        "selected_places": tuple(place.place.id for place in event.places) if event else (),
        "selected_spot": spot,
        "at": _opening(now, spot, fit),
        "tiles": collection.settings().offered_tiles,
        "on_pick": lambda picked: _picked(now, picked),
    }


def _opening(
    now: Reader, spot: LatLon | None, fit: BoundingBox | None
) -> tuple[float, float, float] | None:
    """Where the map opens: as the address says, or at the open event when the fit hides it."""
    named = links.opening_view(now.centre, now.zoom)
    if named is not None:
        return named
    if spot is not None and (fit is None or fit.width_degrees > WIDE or not fit.contains(spot)):
        return spot.lat, spot.lon, links.COUNTRY_ZOOM
    return None


def place_names(sight: Sight) -> dict[str, str]:
    """The names of the places and regions one can filter by, by their id."""
    named = (*sight.facets.places, *sight.facets.regions)
    names = {value.value: value.label for value in named}
    wanted = sight.reader.filter
    return regions.labels((wanted.place_ids | wanted.regions) - names.keys()) | names


def _picked(now: Reader, picked: str) -> None:
    """A marker was clicked: one event opens, several are listed. The id may name nothing."""
    if picked.startswith("e"):
        now.open_event(picked)
    else:
        now.open_marker(picked, "")
