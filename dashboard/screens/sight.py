"""What one run of the map screen shows: asked of the collection once, handed to every panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import streamlit as st

from dashboard import links
from dashboard.drawing import words
from dashboard.drawing.found_words import Find, nowhere
from dashboard.services import collection, joined, rights, stories
from dashboard.services.rights import Visitor
from dashboard.services.stories import Walk
from dashboard.services.views import View
from dashboard.settings import ROWS_OF_A_PAGE
from dashboard.state import Reader
from geodata.browse import EventIndex, EventRow, Facets, Neighbours, Selection, Timeline
from geodata.browse.spans import DateSpans, spans_of
from geodata.errors import NotFoundError
from geodata.model import Event, EventFilter, Family, Report, Status
from geodata.storage.stories import Story

_MOST_NAMES = 200  # of people, sources, places and regions to choose from
_MOST_HERE = 50  # events named as standing in the same place


@dataclass(frozen=True, slots=True)
class Sight:
    """All that the panels of the map screen show.

    Attributes:
        is_demo: whether there is nothing but the demo collection.
        whole: every event this visitor may see.
        filtered: those that pass the filter.
        shown: of these those of the days at which playing stands, all of them otherwise.
        rows: the page of the list.
        row_count: events in the list on all its pages.
        event, report: what is open, None otherwise.
        here: events in the first place of the open event.
        walk: where the reader stands who walks through events or a story.
        token: under which the map asks for the events.
        revision: of the collection.
        events_revision: since when the events are what they are.
    """

    reader: Reader
    visitor: Visitor
    title: str
    is_demo: bool
    whole: Selection
    filtered: Selection
    shown: Selection
    timeline: Timeline
    spans: DateSpans
    facets: Facets
    span: tuple[date, date] | None
    rows: list[EventRow]
    row_count: int
    event: Event | None
    report: Report | None
    here: list[EventRow]
    neighbours: Neighbours | None
    walk: Walk | None
    token: str
    revision: int
    events_revision: int
    theme: Literal["light", "dark"]

    @property
    def address(self) -> links.Address:
        """The address that shows the same to somebody else."""
        reader = self.reader
        return links.Address(
            reader.filter,
            reader.event_id,
            links.Pane(reader.pane),
            reader.centre,
            reader.zoom,
            links.Order(reader.order),
            reader.playing,
            is_walking=reader.is_walking,
            story=reader.story,
            base=reader.base,
        )

    @property
    def link(self) -> str:
        """The address as one line."""
        return links.full(str(st.context.url or ""), self.address)

    @property
    def seen(self) -> frozenset[Status]:
        """What this visitor may see, whatever is filtered."""
        return self.whole.filter.statuses

    @property
    def find(self) -> Find:
        """Where in a text the words of the search stand."""
        return self.filtered.hits if self.reader.filter.text else nowhere

    @property
    def counts(self) -> Mapping[Family, int]:
        """Shown events by family."""
        return counts_by_family(self.reader.filter, self.facets)

    @property
    def chosen_day(self) -> date | None:
        """The first day of the open event."""
        return self.event.date.first_day if self.event and self.event.date else None

    @property
    def status_line(self) -> str:
        """'18 of 42 events · 12 Jul–11 Aug 2020 · 3 not placed'."""
        shown, whole = self.shown.count, self.whole.count
        number = f"{shown:,} of {words.count(whole, 'event')}"
        unplaced = shown - self.shown.placed_count
        parts = [number, _span_words(self.shown), f"{unplaced:,} not placed" if unplaced else ""]
        return " · ".join(part for part in parts if part)


def look(reader: Reader) -> Sight:
    """Ask the collection for everything this run shows."""
    visitor = rights.looking()
    seen = collection.visible(visitor, reader.filter)
    view = View(reader.filter, seen, for_readers=not visitor.may_edit)
    allowed = view.allowed_filter or replace(reader.filter, statuses=frozenset({Status.REJECTED}))
    events = collection.index(for_readers=not visitor.may_edit)  # one state for all of the run
    whole = events.select(EventFilter(statuses=seen))
    shown = events.select(collection.within(allowed, *(reader.playing or (None, None))))
    always = events.select(replace(allowed, first_day=None, last_day=None))
    timeline = always.timeline()
    rows, row_count = _rows(reader, shown)
    story = _story(reader, seen)
    if reader.is_walking and reader.event_id is None and shown.count:
        reader.open_event(shown.rows(0, 1)[0].id)
    event, report = _open_event(reader, seen)
    return Sight(
        reader=reader,
        visitor=visitor,
        title=collection.title(),
        is_demo=collection.is_demo_only(),
        whole=whole,
        filtered=events.select(allowed),
        shown=shown,
        timeline=timeline,
        spans=spans_of(always, timeline),
        facets=shown.facets(limit=_MOST_NAMES),
        span=span(whole),
        rows=rows,
        row_count=row_count,
        event=event,
        report=report,
        here=_here(events, event, seen),
        neighbours=shown.neighbours(event.id, order=reader.order) if event else None,
        walk=_walk(reader, story, shown, seen),
        token=collection.views().token(view),
        revision=events.revision,
        events_revision=events.events_revision,
        theme="dark" if st.context.theme.type == "dark" else "light",
    )


def counts_by_family(wanted: EventFilter, facets: Facets) -> Mapping[Family, int]:
    """Events by family as the legend counts them: none of those that are filtered out."""
    families = {Family(value.value): value.count for value in facets.families}
    picked = {kind if isinstance(kind, Family) else kind.family for kind in wanted.kinds}
    return {f: n if not picked or f in picked else 0 for f, n in families.items()}


def span(selection: Selection) -> tuple[date, date] | None:
    """From the first event to the last one, None when none is dated.

    The events themselves are asked: the bars of a timeline begin and end with a month or year.
    """
    timeline = selection.timeline()
    if not timeline.bars:
        return None
    dated = selection.count - timeline.undated  # undated ones stand at the end of the list
    first, last = selection.rows(0, 1)[0], selection.rows(dated - 1, 1)[0]
    if first.first_day is None or last.first_day is None:
        return timeline.bars[0].first_day, timeline.bars[-1].last_day
    return first.first_day, last.last_day or last.first_day


def _rows(reader: Reader, shown: Selection) -> tuple[list[EventRow], int]:
    offset = (reader.page - 1) * ROWS_OF_A_PAGE
    if reader.marker_id is not None:
        count = shown.count_at_place(reader.marker_id)
        if count:
            return shown.at_place(reader.marker_id, offset, ROWS_OF_A_PAGE), count
        reader.leave_marker()
    return shown.rows(offset, ROWS_OF_A_PAGE, order=reader.order), shown.count


def _story(reader: Reader, seen: frozenset[Status]) -> Story | None:
    """The story that is walked through; its first event is opened when none is."""
    if not reader.story:
        return None
    story = stories.find(reader.story)
    if story is None:
        reader.leave_walk()
        st.toast("This story is no longer in the collection.", icon=":material/link_off:")
        return None
    if reader.event_id is None:
        first = stories.first_step(story, seen)
        if first is not None:
            reader.open_event(first)
    return story


def _walk(
    reader: Reader, story: Story | None, shown: Selection, seen: frozenset[Status]
) -> Walk | None:
    if story is not None:
        return stories.walk_of_story(story, reader.event_id, seen)
    return stories.walk_of_filter(shown, reader.event_id) if reader.is_walking else None


def _open_event(reader: Reader, seen: frozenset[Status]) -> tuple[Event | None, Report | None]:
    if reader.event_id is None:
        return None, None
    store = collection.shelf()
    try:
        # Of joined events the lead stands for all of them, on the map and in the address.
        reader.event_id = joined.lead_of(reader.event_id)
        event = store.event(reader.event_id)
        if event.status in seen:
            return event, store.report(event.report_id)
    except NotFoundError:
        pass
    reader.gone, reader.event_id = reader.event_id, None
    return None, None


def _here(events: EventIndex, event: Event | None, seen: frozenset[Status]) -> list[EventRow]:
    if event is None or not event.places:
        return []
    there = EventFilter(place_ids=frozenset({event.places[0].place.id}), statuses=seen)
    return events.select(there).rows(0, _MOST_HERE)


def _span_words(shown: Selection) -> str:
    found = span(shown)
    return words.days(*found) if found else ("no dates" if shown.count else "")
