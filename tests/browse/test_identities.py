from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.browse import EventIndex
from tests.browse.conftest import event, table_of

# Letters at the end that many ids share, and ids that are the end of others.
ids = st.lists(st.text("abé0", min_size=1, max_size=12), unique=True, max_size=12)


@settings(deadline=None)
@given(ids, st.text("abé0", max_size=12))
def test_events_are_found_by_their_ids_and_by_no_other(names: list[str], other: str) -> None:
    events = [event("", "battle", None) for _ in names]
    for rows, name in zip(events, names, strict=True):
        rows[0]["event_id"] = name
    index = EventIndex.from_table(table_of(*events))
    order = index.select().event_ids()
    for name in names:
        found = index.select().neighbours(name)
        assert found is not None
        assert order[found.number - 1] == name
    if other not in names:
        assert index.select().neighbours(other) is None
