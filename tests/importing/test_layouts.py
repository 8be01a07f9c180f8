from __future__ import annotations

from geodata.importing import import_events
from geodata.importing.layouts import GDELT_1, GDELT_2
from geodata.model import EventKind, Precision
from geodata.partial_date import DatePrecision
from geodata.storage import EventStore
from tests.benchmarks.import_bench import COLUMNS as ACLED
from tests.importing.conftest import Write

UCDP = (
    "id,relid,year,type_of_violence,conflict_name,side_a,side_b,source_headline,where_prec,"
    "where_coordinates,adm_1,adm_2,latitude,longitude,country,date_prec,date_start,date_end,"
    "best,high,low"
)


def test_acled_s_columns_are_known(store: EventStore, write: Write) -> None:
    cells = dict.fromkeys(ACLED, "")
    cells |= {
        "event_id_cnty": "INV7", "event_date": "12 July 2020", "time_precision": "1",
        "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
        "actor1": "Invented Army", "actor2": "Invented Front", "country": "Azerbaijan",
        "admin1": "Tovuz", "location": "Tovuz", "latitude": "40.99", "longitude": "45.63",
        "geo_precision": "1", "notes": "A drone hit a depot.", "fatalities": "3",
    }  # fmt: skip
    result = import_events(write(",".join(ACLED) + "\n" + ",".join(cells.values())), store)
    assert (result.layout, result.added, result.refused) == ("ACLED", 1, 0)
    (event,) = store.events()
    report = store.report(event.report_id)
    assert event.kind is EventKind.STRIKE
    assert event.title == "Air/drone strike: Invented Army – Invented Front"
    assert event.passage.text == "A drone hit a depot."
    assert event.date is not None and event.date.edtf == "2020-07-12"
    assert event.date_rule == "event_date in line 2"
    assert (event.places[0].place.id, event.places[0].position.lat) == ("gn:584821", 40.99)
    assert [(actor.name, actor.role.value) for actor in event.actors] == [
        ("Invented Army", "does"), ("Invented Front", "undergoes"),
    ]  # fmt: skip
    assert [(count.low, count.what) for count in event.counts] == [(3, "killed")]
    assert (report.source, report.title) == ("ACLED", "events.csv, line 2")
    for piece in event.evidence:
        assert report.text[piece.start : piece.end] == piece.text
    assert store.reports() == []  # rows are no reports that somebody added
    assert store.event_table().num_rows == 1


def test_ucdp_s_columns_are_known_with_their_precision(store: EventStore, write: Write) -> None:
    row = (
        "9,X,2020,3,C,Government,Civilians,A headline,4,Tovuz,Tovuz district,,40.9,45.6,"
        "Azerbaijan,4,2020-07-01,2020-07-31,5,9,2"
    )
    assert import_events(write(f"{UCDP}\n{row}\n"), store).layout == "UCDP GED"
    (event,) = store.events()
    assert event.kind is EventKind.ATTACK_ON_CIVILIANS
    assert event.date is not None and event.date.precision is DatePrecision.MONTH
    assert event.places[0].precision is Precision.REGION
    assert [(c.text, c.low, c.high) for c in event.counts] == [("5", 2, 9)]


def test_gdelt_is_known_by_its_shape_because_it_has_no_header(
    store: EventStore, write: Write
) -> None:
    for columns, name in ((GDELT_1, "one.csv"), (GDELT_2, "two.csv")):
        cells = dict.fromkeys(columns, "")
        cells |= {
            "GlobalEventID": f"{len(columns)}", "Day": "20200712", "EventCode": "195",
            "Actor1Name": "ARMENIA", "ActionGeo_Type": "4", "ActionGeo_Lat": "40.99",
            "ActionGeo_FullName": 'Tovuz, Tovuz, "Azerbaijan', "ActionGeo_Long": "45.63",
            "SOURCEURL": "https://example.org/a",
        }  # fmt: skip
        result = import_events(write("\t".join(cells.values()) + "\n", name), store)
        assert (result.layout, result.added, result.refused) == ("GDELT", 1, 0)
    event = next(store.events())
    assert event.kind is EventKind.STRIKE
    assert store.report(event.report_id).link == "https://example.org/a"


def test_geojson_of_others_is_read_by_its_properties(store: EventStore, write: Write) -> None:
    text = """{"type": "FeatureCollection", "features": [
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [45.63, 40.99]},
     "properties": {"title": "A clash", "date": "2020-07-12", "category": "battle"}},
    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates":
      [[[45, 40], [46, 40], [46, 41], [45, 40]]]}, "properties": {"title": "An area"}},
    {"type": "Feature", "geometry": null, "properties": {"title": "Nowhere"}},
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [45, "x"]},
     "properties": {"title": "Bad"}}
    ]}"""
    result = import_events(write(text, "events.geojson"), store)
    assert (result.added, result.unplaced, result.refused) == (3, 1, 1)
    clash = next(store.events())
    assert (clash.kind, clash.places[0].position.lon) == (EventKind.BATTLE, 45.63)


def test_geojson_of_one_long_line_is_read_whole(store: EventStore, write: Write) -> None:
    feature = (
        '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [45.63, 40.99]}, '
        '"properties": {"title": "Clash %d", "date": "2020-07-12"}}'
    )
    text = ", ".join(feature % number for number in range(250))
    file = write(f'{{"type": "FeatureCollection", "features": [{text}]}}', "events.geojson")
    assert import_events(file, store).added == 250
    assert import_events(file, store).known == 250
