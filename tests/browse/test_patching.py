"""An index that was patched answers as one made anew, whatever was changed."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.browse import EventIndex
from geodata.browse.columns import Columns, Words
from geodata.browse.pages import Pages
from geodata.browse.patching import patched
from geodata.browse.spans import spans_of
from geodata.coordinates import BoundingBox
from geodata.model import EventFilter, Family, Precision, Status
from tests.benchmarks.generator import event_table
from tests.browse.conftest import ARMENIA, BAKU, GANJA, NEAR_BAKU, TAVUSH, event, table_of

WORLD = BoundingBox(-85, -180, 85, 180)
# One place in two widths and a hair apart: they share a stack, whoever comes first names it.
PLACES = (
    GANJA, BAKU, NEAR_BAKU, TAVUSH, ARMENIA, NEAR_BAKU | {"radius_km": 30.0},
    GANJA | {"lat": 40.68 + 1e-12}, GANJA | {"place_id": "gn:0", "place_name": "Gəncə"},
)  # fmt: skip
WORDS = ("Rockets hit Ganja", "Talks in Baku", "", "Nobody knows", "a fire, a drone")
START = date(2020, 7, 1)


@st.composite
def told(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.none() | st.integers(0, 6))
    days = None
    if first is not None:
        last = first + draw(st.sampled_from([0, 0, 0, 3]))
        days = (START + timedelta(first), START + timedelta(last))
    return {
        "kind": draw(st.sampled_from(["battle", "protest", "statement"])),
        "days": days,
        "places": draw(st.lists(st.sampled_from(PLACES), max_size=3)),
        "status": draw(st.sampled_from(["accepted", "unreviewed", "rejected"])),
        "modality": draw(st.sampled_from(["happened", "claimed"])),
        "title": draw(st.sampled_from(WORDS)),
        "actors": draw(st.sampled_from(["", "Army", "Army\x1fPolice", "Police"])),
        "source": draw(st.sampled_from(["Times", "Post"])),
        "bound": draw(st.sampled_from(["on", "since"])),
        "certainty": draw(st.sampled_from([0.2, 0.8])),
    }


def table_with(events: dict[int, dict[str, Any]]) -> pa.Table:
    rows = []
    for stored, facts in sorted(events.items()):
        facts = dict(facts)
        kind, days, places = facts.pop("kind"), facts.pop("days"), facts.pop("places")
        rows.append(event(str(stored), kind, days, *places, **facts))
    table = table_of(*rows)
    numbers = [int(name[1:]) for name in table["event_id"].to_pylist()]
    if "stored" in table.column_names:
        table = table.drop_columns("stored")
    return table.append_column("stored", pa.array(numbers, pa.int64()))


collections = st.dictionaries(st.integers(0, 12), told(), max_size=10)
changes = st.dictionaries(st.integers(0, 14), st.none() | told(), max_size=6)


def said(columns: Columns, name: str) -> Any:
    """A column without the numbers of words, which a patch may give in another way."""
    value = getattr(columns, name)
    if isinstance(value, Words):
        return [None if code < 0 else value.values[code] for code in value.codes.tolist()]
    if isinstance(value, Pages):
        return value.take(np.arange(columns.event_count)).to_pylist()
    return (str(value.dtype), value.tolist()) if name != "stored" else value.tolist()


def answers(index: EventIndex) -> list[Any]:
    found: list[Any] = [index._columns.event_count]
    for asked in (
        EventFilter(),
        EventFilter(text="gan"),
        EventFilter(text="a dr"),
        EventFilter(kinds=frozenset({Family.BATTLE}), statuses=frozenset({Status.ACCEPTED})),
        EventFilter(first_day=START + timedelta(2), actors=frozenset({"Army", "Nobody"})),
        EventFilter(place_ids=frozenset({"gn:1", "gn:2"})),
        EventFilter(precisions=frozenset({Precision.RELATIVE}), sources=frozenset({"Post"})),
        EventFilter(regions=frozenset({"iso:AM"})),
    ):
        view = index.select(asked)
        timeline = view.timeline()
        found += [
            view.event_ids(), view.rows(order="certainty"), view.rows(order="newest"),
            view.unplaced(), view.undated(), view.facets(), timeline, spans_of(view, timeline),
            view.markers(WORLD, 1), view.markers(WORLD, 7), view.extent(), view.removals(),
            [view.at_place(marker.id) for marker in view.markers(WORLD, 7)],
            [view.neighbours(event_id) for event_id in view.event_ids()],
        ]  # fmt: skip
    return found


@settings(max_examples=40, deadline=None)
@given(collections, st.lists(changes, min_size=1, max_size=3))
def test_a_patched_index_is_the_one_made_anew(
    events: dict[int, dict[str, Any]], steps: list[dict[int, dict[str, Any] | None]]
) -> None:
    index = EventIndex.from_table(table_with(events))
    index.select(EventFilter(text="ganja")).facets()
    for step in steps:
        events = {
            stored: facts for stored, facts in (events | step).items() if facts is not None
        }  # fmt: skip
        came = table_with({stored: facts for stored, facts in step.items() if facts is not None})
        index = index.patched(list(step), came, revision=0)
        anew = EventIndex.from_table(table_with(events))
        for field in dataclasses.fields(Columns):
            if field.name in ("place_id", "place_row", "stack_place"):
                continue  # checked by what they say
            assert said(index._columns, field.name) == said(anew._columns, field.name), field.name
        assert said(index._columns, "place_id") == said(anew._columns, "place_id")
        assert answers(index) == answers(anew)


def test_a_patch_of_nothing_changes_nothing(index: EventIndex) -> None:
    assert answers(index.patched([], table_of(), revision=8)) == answers(index)


def test_what_is_not_there_may_be_left_out(index: EventIndex) -> None:
    assert patched(index._columns, [999], table_of()).event_count == 8


@pytest.mark.parametrize("stored", [[0], [0, 1, 2, 3, 4, 5, 6, 7]])
def test_what_was_left_out_is_found_no_more(index: EventIndex, stored: list[int]) -> None:
    left = index.patched(stored, table_of(), revision=8)
    assert len(left) == 8 - len(stored)
    assert left.select(EventFilter(text="rockets")).count == 0
    assert left.select().marker_id_of("e1") is None


def test_a_few_events_are_patched_into_a_large_index() -> None:
    """Codes of few words are narrower than those of many."""
    table = event_table(20_000)
    index = EventIndex.from_table(table)
    part = table.slice(9_000, 5)
    again = index.patched(part["stored"].to_pylist(), part, revision=1)
    # The five may be cut out of an event of several places.
    whole = table.filter(pc.invert(pc.is_in(table["stored"], part["stored"].combine_chunks())))
    anew = EventIndex.from_table(pa.concat_tables([whole, part]).sort_by("stored"))
    asked = EventFilter(text="drone")
    assert again.select(asked).event_ids() == anew.select(asked).event_ids()
    assert again.select().facets() == anew.select().facets()
    assert again.select().markers(WORLD, 4) == anew.select().markers(WORLD, 4)
