from __future__ import annotations

import csv
import io
import json

from dashboard.services import collection, exporting
from geodata.model import EventFilter, Family, Reading, Status


def test_geojson_holds_what_passes_the_filter_with_its_words(stored: Reading) -> None:
    chosen = collection.select(EventFilter(kinds=frozenset({Family.MOVEMENT})))
    content = exporting.file_bytes(exporting.FORMATS["GeoJSON"], chosen)
    features = json.loads(content)["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[46.3606, 40.6828]]
    assert "Six F-16s landed in Ganja" in json.dumps(features)


def test_csv_holds_every_event(stored: Reading) -> None:
    content = exporting.file_bytes(exporting.FORMATS["CSV"], collection.select(EventFilter()))
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    assert len({tuple(row.items()) for row in rows}) == 5


def test_the_feeds_carry_accepted_events_only(stored: Reading) -> None:
    store = collection.store()
    store.set_status([stored.events[0].id], Status.REJECTED, by="test")
    store.set_status([stored.events[1].id], Status.UNREVIEWED, by="test")
    assert {event.id for event in exporting.events_of(exporting.published())} == {
        event.id for event in stored.events[2:]
    }
