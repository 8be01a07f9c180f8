"""Whatever is filtered, a facet's count is what choosing that value would show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.browse import EventIndex
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, EventKind, Family, Modality, Precision, Status
from tests.benchmarks.generator import event_table

ROWS = event_table(400)


@cache
def an_index() -> EventIndex:
    return EventIndex.from_table(ROWS)


def some(values: list[object]) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


days = st.none() | st.dates(date(2014, 6, 1), date(2026, 6, 1))
filters = st.builds(
    EventFilter,
    text=st.sampled_from(["", "", "drone", "school mar"]),
    kinds=some([Family.BATTLE, Family.TALKS, EventKind.STRIKE, EventKind.RIOT]),
    first_day=days,
    last_day=days,
    modalities=some([Modality.HAPPENED, Modality.CLAIMED]),
    actors=some(["Actor 1", "Actor 2", "Actor 3"]),
    sources=some(["Source 0", "Source 1"]),
    statuses=some([Status.ACCEPTED, Status.UNREVIEWED]),
    precisions=some([Precision.SETTLEMENT, Precision.REGION]),
    minimum_certainty=st.sampled_from([0.0, 0.7]),
    place_ids=some(["gn:0", "gn:1", "gn:16000"]),
    box=st.none() | st.just(BoundingBox(-40, 20, 60, -60)),
)


@settings(max_examples=60, deadline=None)
@given(filters)
def test_every_facet_is_counted_with_its_own_filter_left_out(asked: EventFilter) -> None:
    facets = an_index().select(asked).facets(limit=4)
    for field, values, as_value in (
        ("place_ids", facets.places, str),
        ("precisions", facets.precisions, Precision),
        ("actors", facets.actors, str),
        ("sources", facets.sources, str),
        ("statuses", facets.statuses, Status),
        ("modalities", facets.modalities, Modality),
        ("families", facets.families, Family),
    ):
        name = "kinds" if field == "families" else field
        for value in values:
            alone = replace(asked, **{name: frozenset({as_value(value.value)})})
            assert value.count == an_index().select(alone).count, (field, value)


@settings(max_examples=60, deadline=None)
@given(filters)
def test_totals_add_up_and_removals_are_true(asked: EventFilter) -> None:
    selection = an_index().select(asked)
    ids = selection.event_ids()
    assert selection.count == len(ids) == len(set(ids))
    assert [row.id for row in selection.rows(0, 1000)] == ids
    timeline = selection.timeline(date(2017, 1, 1), date(2019, 6, 30))
    assert sum(bar.count for bar in timeline.bars) + timeline.undated + timeline.outside == len(ids)
    empty = EventFilter()
    for removal in selection.removals():
        parts = ["first_day", "last_day"] if removal.part == "days" else [removal.part]
        without = replace(asked, **{part: getattr(empty, part) for part in parts})
        only = replace(empty, **{part: getattr(asked, part) for part in parts})
        assert removal.would_show == an_index().select(without).count
        assert removal.removed == len(an_index()) - an_index().select(only).count


@settings(max_examples=60, deadline=None)
@given(days, days)
def test_a_span_of_days_keeps_what_touches_it(first: date | None, last: date | None) -> None:
    dated = ROWS.filter(pc.is_valid(ROWS["first_day"]))
    rows = zip(*(dated[n].to_pylist() for n in ("event_id", "first_day", "last_day")), strict=True)
    expected = {
        event_id
        for event_id, begins, ends in rows
        if (first is None or ends >= first.toordinal())
        and (last is None or begins <= last.toordinal())
    }
    found = an_index().select(EventFilter(first_day=first, last_day=last)).event_ids()
    if first is None and last is None:
        assert expected <= set(found)
    else:
        assert set(found) == expected


def test_the_surest_come_first_and_equals_keep_their_order() -> None:
    rows = an_index().select().rows(0, 1000, order="certainty")
    by_date = an_index().select().rows(0, 1000)
    assert [row.id for row in rows] == [
        row.id for row in sorted(by_date, key=lambda row: -row.certainty)
    ]
