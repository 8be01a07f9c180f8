from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from geodata.browse import BarUnit, EventIndex, Neighbours, Removal, TimelineBar
from geodata.coordinates import BoundingBox
from geodata.model import (
    EventFilter,
    EventKind,
    Family,
    Modality,
    Precision,
    Status,
)
from geodata.storage.event_table import SCHEMA
from tests.browse.conftest import ARMENIA, GANJA, TAVUSH, event


def ids(index: EventIndex, **asked: object) -> list[str]:
    return index.select(EventFilter(**asked)).event_ids()  # type: ignore[arg-type]


def test_no_filter_gives_everything_in_order_of_date(index: EventIndex) -> None:
    everything = index.select(EventFilter())
    assert everything.event_ids() == ["e7", "e5", "e4", "e1", "e3", "e2", "e6", "e8"]
    assert (len(index), index.revision) == (8, 7)
    assert (everything.count, everything.total) == (8, 8)
    assert (everything.placed_count, everything.undated_count) == (7, 2)
    assert index.select(EventFilter()) is everything


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kinds": frozenset({Family.STRIKES, EventKind.TALKS})}, ["e1", "e3", "e2"]),
        ({"first_day": date(2020, 8, 10)}, ["e4", "e1", "e3", "e2"]),
        ({"last_day": date(2020, 7, 29)}, ["e7", "e5", "e4"]),
        ({"modalities": frozenset({Modality.CLAIMED, Modality.THREATENED})}, ["e2", "e8"]),
        ({"actors": frozenset({"Armenia"})}, ["e5", "e2"]),
        ({"sources": frozenset({"Other Post", "Nobody"})}, ["e2"]),
        ({"statuses": frozenset({Status.UNREVIEWED})}, ["e3"]),
        ({"minimum_certainty": 0.8}, ["e7", "e5", "e4", "e1", "e2", "e6", "e8"]),
        ({"place_ids": frozenset({"gn:2"})}, ["e7", "e4"]),
        ({"precisions": frozenset({Precision.COUNTRY, Precision.REGION})}, ["e5", "e8"]),
        ({"box": BoundingBox(40.0, 49.0, 41.0, 50.0)}, ["e7", "e4"]),
        ({"actors": frozenset({"Armen"})}, []),
    ],
)
def test_each_part_of_a_filter_lets_the_right_events_through(
    index: EventIndex, asked: dict[str, object], expected: list[str]
) -> None:
    assert ids(index, **asked) == expected


def test_a_place_must_meet_all_conditions_on_places_at_once(index: EventIndex) -> None:
    box_of_ganja = BoundingBox(40.0, 46.0, 41.0, 47.0)
    assert ids(index, box=box_of_ganja, precisions=frozenset({Precision.RELATIVE})) == []
    near = index.select(EventFilter(precisions=frozenset({Precision.RELATIVE})))
    assert near.event_ids() == ["e4"]
    (marker,) = near.markers(BoundingBox(-85, -180, 85, 180), 5)
    assert (marker.name, marker.count) == ("near Baku", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gence", []),  # ə is a letter of its own, not an e with a mark
        ("GƏNCƏ", ["e1"]),
        ("rockets DAWN", ["e1"]),
        ("tavush", ["e5"]),
        ("near baku", ["e4"]),
        ("azerbaijan 2", ["e2"]),
        ("title", ["e7", "e5", "e4", "e1", "e3", "e2", "e6", "e8"]),
        ("   ", ["e7", "e5", "e4", "e1", "e3", "e2", "e6", "e8"]),
        ("nowhere", []),
        ("\ud83d", []),
        ("(.*", []),
    ],
)
def test_search_finds_every_word_in_title_passage_place_and_actor(
    index: EventIndex, text: str, expected: list[str]
) -> None:
    assert ids(index, text=text) == expected


def test_a_row_says_what_the_list_shows(index: EventIndex) -> None:
    first, *_ = index.select(EventFilter(place_ids=frozenset({"gn:1"}))).rows(0, 1)
    assert (first.id, first.kind, first.family) == ("e4", EventKind.EXERCISE, Family.MOVEMENT)
    assert first.date_label == "29 Jul–10 Aug 2020"
    assert (first.place_label, first.place_name) == ("Ganja, Azerbaijan +1", "Ganja")
    assert first.place_ids == ("gn:1", "gn:2")
    assert (first.lat, first.lon) == (40.68, 46.36)
    (unplaced,) = index.select(EventFilter()).unplaced()
    assert (unplaced.id, unplaced.place_label, unplaced.lat) == ("e6", "not placed", None)
    assert unplaced.date_label == "Sep, year not said"
    undated = index.select(EventFilter()).undated()
    assert [(row.id, row.date_label) for row in undated] == [
        ("e6", "Sep, year not said"), ("e8", "no date"),
    ]  # fmt: skip


def test_pages_follow_each_other_in_each_order(index: EventIndex) -> None:
    everything = index.select(EventFilter())
    assert [row.id for row in everything.rows(2, 3)] == ["e4", "e1", "e3"]
    assert [row.id for row in everything.rows(6, 50)] == ["e6", "e8"]
    assert everything.rows(99, 50) == []
    newest = [row.id for row in everything.rows(order="newest")]
    assert newest == ["e2", "e3", "e1", "e4", "e5", "e7", "e6", "e8"]
    surest = [row.id for row in everything.rows(order="certainty")]
    assert (surest[0], surest[-1]) == ("e1", "e3")
    with pytest.raises(ValueError, match="'size'"):
        everything.rows(order="size")


def test_neighbours_step_through_a_selection(index: EventIndex) -> None:
    strikes = index.select(EventFilter(kinds=frozenset({Family.STRIKES})))
    assert strikes.neighbours("e1") == Neighbours(1, 2, None, "e2")
    assert strikes.neighbours("e2") == Neighbours(2, 2, "e1", None)
    assert strikes.neighbours("e3") is None
    assert strikes.neighbours("egone") is None


def test_each_facet_is_counted_with_the_other_filters_applied(index: EventIndex) -> None:
    asked = EventFilter(kinds=frozenset({Family.STRIKES}), actors=frozenset({"Azerbaijan"}))
    facets = index.select(asked).facets()
    families = {value.value: (value.count, value.is_chosen) for value in facets.families}
    assert families == {
        "Battle": (0, False), "Strikes": (2, True), "Protest": (0, False), "Talks": (0, False),
        "Humanitarian": (0, False), "Movement": (0, False), "Other": (0, False),
    }  # fmt: skip
    actors = [(value.value, value.count, value.is_chosen) for value in facets.actors]
    assert actors == [("Azerbaijan", 2, True), ("Armenia", 1, False)]
    assert [(v.label, v.count) for v in facets.places] == [("Ganja, Azerbaijan", 2)]
    assert [(v.value, v.count) for v in facets.sources] == [("Example Times", 1), ("Other Post", 1)]


def test_facets_without_a_filter_count_every_event_once(index: EventIndex) -> None:
    facets = index.select(EventFilter()).facets()
    assert {v.value: v.count for v in facets.modalities if v.count} == {
        "happened": 5, "claimed": 1, "planned": 1, "threatened": 1,
    }  # fmt: skip
    assert {v.value: v.count for v in facets.statuses} == {
        "unreviewed": 1, "accepted": 7, "rejected": 0,
    }  # fmt: skip
    assert {v.value: v.count for v in facets.precisions if v.count} == {
        "settlement": 5, "region": 1, "country": 1, "relative": 1,
    }  # fmt: skip
    assert [(v.value, v.count) for v in facets.places] == [
        ("gn:1", 4), ("gn:2", 2), ("adm1:AM.09", 1), ("iso:AM", 1),
    ]  # fmt: skip


def test_what_is_chosen_stays_in_its_facet_even_when_nothing_has_it(index: EventIndex) -> None:
    asked = EventFilter(sources=frozenset({"Nobody"}), kinds=frozenset({Family.TALKS}))
    sources = index.select(asked).facets(limit=1).sources
    assert [(v.value, v.count, v.is_chosen) for v in sources] == [
        ("Example Times", 1, False), ("Nobody", 0, True),
    ]  # fmt: skip


def test_the_timeline_stacks_families_and_counts_the_undated_apart(index: EventIndex) -> None:
    timeline = index.select(EventFilter()).timeline(most_bars=10)
    assert (timeline.unit, timeline.undated) == (BarUnit.MONTH, 2)
    assert timeline.bars == (
        TimelineBar(
            date(2020, 7, 1), date(2020, 7, 31),
            ((Family.BATTLE, 1), (Family.PROTEST, 1), (Family.MOVEMENT, 1)), 1,
        ),
        TimelineBar(
            date(2020, 10, 1), date(2020, 10, 31), ((Family.STRIKES, 2), (Family.TALKS, 1)), 0
        ),
    )  # fmt: skip
    assert timeline.bars[0].count == 3


@pytest.mark.parametrize(
    ("most_bars", "unit", "first_bar"),
    [
        (200, BarUnit.DAY, (date(2020, 7, 14), date(2020, 7, 14))),
        (20, BarUnit.WEEK, (date(2020, 7, 13), date(2020, 7, 19))),
        (2, BarUnit.YEAR, (date(2020, 1, 1), date(2020, 12, 31))),
    ],
)
def test_bars_grow_from_day_to_year(
    index: EventIndex, most_bars: int, unit: BarUnit, first_bar: tuple[date, date]
) -> None:
    timeline = index.select(EventFilter()).timeline(most_bars=most_bars)
    assert timeline.unit is unit
    assert (timeline.bars[0].first_day, timeline.bars[0].last_day) == first_bar
    assert sum(bar.count for bar in timeline.bars) + timeline.undated == 8


def test_it_says_which_part_of_the_filter_removed_most(index: EventIndex) -> None:
    asked = EventFilter(kinds=frozenset({Family.TALKS}), first_day=date(2020, 7, 15),
                        statuses=frozenset({Status.ACCEPTED}))  # fmt: skip
    nothing = index.select(asked)
    assert nothing.count == 0
    assert nothing.removals() == [
        Removal("kinds", 7, 4), Removal("days", 3, 0), Removal("statuses", 1, 1),
    ]  # fmt: skip


def test_an_empty_collection_answers_everything() -> None:
    empty = EventIndex.from_table(SCHEMA.empty_table()).select(EventFilter(text="x"))
    assert (empty.count, empty.placed_count, empty.event_ids()) == (0, 0, [])
    assert empty.rows() == empty.unplaced() == empty.undated() == []
    assert empty.markers(BoundingBox(-85, -180, 85, 180), 2) == []
    assert empty.extent() is None
    assert empty.timeline().bars == ()
    assert empty.facets().actors == ()
    assert empty.neighbours("e1") is None
    assert empty.marker_id_of("e1") is None


def test_days_at_both_ends_of_the_calendar_have_bars(
    index_of: Callable[..., EventIndex],
) -> None:

    for day in (date.min, date.max):
        timeline = index_of(event("1", "talks", day, GANJA)).select(EventFilter()).timeline()
        assert timeline.bars[0].first_day == day


def test_an_event_of_two_reports_counts_for_both_sources(
    index_of: Callable[..., EventIndex],
) -> None:
    told_twice = event("1", "talks", date(2020, 10, 10), GANJA, source="Times\x1fPost\x1fPost")
    index = index_of(told_twice, event("2", "talks", date(2020, 10, 11), GANJA, source="Post"))
    facets = index.select().facets()
    assert [(v.value, v.count) for v in facets.sources] == [("Post", 2), ("Times", 1)]
    (row,) = index.select(EventFilter(sources=frozenset({"Times"}))).rows(0, 5)
    assert (row.id, row.source, row.report_count) == ("e1", "Times", 3)


def test_a_region_holds_the_events_inside_it_and_counts_each_once(
    index_of: Callable[..., EventIndex],
) -> None:
    gobustan = GANJA | {"place_id": "gn:9", "place_name": "Gobustan", "lat": 40.1, "lon": 49.4}
    index = index_of(
        event("1", "talks", date(2020, 7, 1), GANJA, gobustan),
        event("2", "talks", date(2020, 7, 2), TAVUSH),
        event("3", "battle", date(2020, 7, 3), ARMENIA),
        event("4", "battle", None),
    )
    everything = index.select().facets().regions
    assert [(v.value, v.label, v.count) for v in everything] == [
        ("iso:AM", "Armenia", 2), ("adm1:AM.09", "Tavush, Armenia", 1), ("iso:AZ", "iso:AZ", 1),
    ]  # fmt: skip
    assert ids(index, regions=frozenset({"iso:AM"})) == ["e2", "e3"]
    assert ids(index, regions=frozenset({"adm1:AM.09", "iso:AZ"})) == ["e1", "e2"]
    chosen = index.select(
        EventFilter(regions=frozenset({"adm1:AM.09"}), kinds=frozenset({Family.TALKS}))
    )
    assert [(v.value, v.count, v.is_chosen) for v in chosen.facets().regions] == [
        ("adm1:AM.09", 1, True), ("iso:AM", 1, False), ("iso:AZ", 1, False),
    ]  # fmt: skip
    assert chosen.removals() == [Removal("regions", 3, 2), Removal("kinds", 2, 1)]


def test_a_facet_of_places_counts_what_choosing_it_would_show(index: EventIndex) -> None:
    """For every value of every facet: the count is that of the filter with it alone chosen."""
    box = BoundingBox(40.45, 44.0, 41.0, 50.0)
    for asked in (
        EventFilter(), EventFilter(box=box),
        EventFilter(precisions=frozenset({Precision.RELATIVE})),
        EventFilter(box=box, place_ids=frozenset({"gn:2"})),
        EventFilter(regions=frozenset({"iso:AZ"}), precisions=frozenset({Precision.SETTLEMENT}),
                    kinds=frozenset({Family.STRIKES, EventKind.EXERCISE})),
    ):  # fmt: skip
        facets = index.select(asked).facets()
        for field, values, as_value in (
            ("place_ids", facets.places, str), ("regions", facets.regions, str),
            ("precisions", facets.precisions, Precision), ("actors", facets.actors, str),
            ("sources", facets.sources, str), ("statuses", facets.statuses, Status),
            ("modalities", facets.modalities, Modality), ("kinds", facets.kinds, EventKind),
            ("kinds", facets.families, Family),
        ):  # fmt: skip
            for value in values:
                alone = replace(asked, **{field: frozenset({as_value(value.value)})})
                assert value.count == index.select(alone).count, (asked, field, value)


def test_a_brushed_timeline_keeps_to_its_days_and_adds_up(index: EventIndex) -> None:
    everything = index.select()
    october = everything.timeline(date(2020, 10, 1), date(2020, 10, 31))
    assert (october.unit, october.undated, october.outside) == (BarUnit.DAY, 2, 3)
    assert [bar.first_day for bar in october.bars] == [
        date(2020, 10, 4), date(2020, 10, 10), date(2020, 10, 11)
    ]  # fmt: skip
    assert everything.timeline(date(2021, 1, 1)).outside == 6
    assert everything.timeline(last_day=date(2020, 7, 14)).outside == 5


def test_what_is_known_from_one_side_only_is_imprecise(
    index_of: Callable[..., EventIndex],
) -> None:
    since = event("1", "talks", date(2020, 7, 14), GANJA, bound="since")
    (bar,) = index_of(since, event("2", "talks", date(2020, 7, 14), GANJA)).select().timeline().bars
    assert (bar.count, bar.imprecise) == (2, 1)
