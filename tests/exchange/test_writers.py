from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import model as m
from geodata.exchange import csv_chunks, event_feature, geojson_chunks, write_csv, write_geojson
from geodata.exchange.columns import COLUMNS
from geodata.exchange.csv_table import safe_cell, unsafe_cell
from tests.storage.conftest import a_reading

HOSTILE = "=HYPERLINK(\"http://evil.example\")\n{{7*191}} ${x} </script> \u2028 'quoted', \\"


@pytest.fixture
def reading() -> m.Reading:
    return a_reading()


def report_of(reading: m.Reading) -> Callable[[str], m.Report]:
    return {reading.report.id: reading.report}.__getitem__


def test_geojson_has_longitude_first_and_what_is_known_of_each_place(reading: m.Reading) -> None:
    file = io.StringIO()
    assert write_geojson(file, iter(reading.events), report_of(reading)) == 2
    collection = json.loads(file.getvalue())
    assert collection["type"] == "FeatureCollection"
    assert collection["schema_version"] == "1.0"
    assert "CC BY 4.0" in collection["attribution"]
    moved, said = collection["features"]
    assert moved["id"] == reading.events[0].id
    assert moved["geometry"] == {
        "type": "MultiPoint", "coordinates": [[46.36056, 40.68278], [49.8, 40.4]],
    }  # fmt: skip
    properties = moved["properties"]
    assert [place["precision"] for place in properties["places"]] == ["settlement", "relative"]
    assert properties["date"] == "2020-07-31"
    assert properties["date_rule"] == "stated, year from the report"
    assert properties["passage"] == "Jets landed in Ganja on 31 July"
    assert properties["source"] == "Example Times"
    assert properties["published"] == "2020-08-01"
    assert said["geometry"] is None
    assert said["properties"]["date"] == "XXXX-09"
    assert said["properties"]["first_day"] is None


def test_one_place_is_a_point(reading: m.Reading) -> None:
    event = replace(reading.events[0], places=reading.events[0].places[:1])
    assert event_feature(event, reading.report)["geometry"] == {
        "type": "Point", "coordinates": [46.36056, 40.68278],
    }  # fmt: skip


def test_no_event_gives_a_valid_empty_file() -> None:
    text = "".join(geojson_chunks([], lambda _: pytest.fail("no report is needed")))
    assert json.loads(text)["features"] == []
    text = "".join(csv_chunks([], lambda _: pytest.fail("no report is needed")))
    assert text == ",".join(COLUMNS) + "\r\n"


def test_geojson_is_written_event_by_event(reading: m.Reading) -> None:
    asked: list[str] = []

    def events() -> object:
        for event in reading.events:
            asked.append(event.id)
            yield event

    chunks = geojson_chunks(events(), report_of(reading))  # type: ignore[arg-type]
    next(chunks)
    next(chunks)
    assert asked == [reading.events[0].id]


def test_csv_has_a_row_for_each_place_and_each_unplaced_event(reading: m.Reading) -> None:
    file = io.StringIO(newline="")
    assert write_csv(file, iter(reading.events), report_of(reading)) == 2
    ganja, baku, said = csv.DictReader(io.StringIO(file.getvalue(), newline=""))
    assert (ganja["place"], ganja["lat"], ganja["lon"]) == ("Ganja", "40.68278", "46.36056")
    assert (baku["place"], baku["precision"], baku["radius_km"]) == (
        "near Baku",
        "relative",
        "25.0",
    )
    assert ganja["event_id"] == baku["event_id"] != said["event_id"]
    assert (said["place"], said["lat"], said["date"]) == ("", "", "XXXX-09")
    assert ganja["actors"] == "Zakir Hasanov"
    assert ganja["counts"] == "at least four pilots; some"


def test_no_cell_is_a_formula_and_negative_numbers_stay_numbers(reading: m.Reading) -> None:
    south = replace(reading.events[0].places[0], name="-1+1")
    south = replace(south, position=replace(south.position, lat=-17.5))
    event = replace(reading.events[0], title=HOSTILE, speaker="@sum", places=(south,))
    report = replace(reading.report, source="+cmd", title="\t=1")
    text = "".join(csv_chunks([event], lambda _: report))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["title"] == "'" + HOSTILE
    assert (row["speaker"], row["source"], row["report_title"]) == ("'@sum", "'+cmd", "'\t=1")
    assert (row["place"], row["lat"]) == ("'-1+1", "-17.5")
    assert (
        json.loads("".join(geojson_chunks([event], lambda _: report)))["features"][0]["properties"][
            "title"
        ]
        == HOSTILE
    )


@given(st.text(max_size=20))
def test_a_safe_cell_never_begins_like_a_formula_and_can_be_undone(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "\x00"}
    assert unsafe_cell(cell) == text


def test_an_event_of_several_reports_names_them_all(reading: m.Reading) -> None:
    event, other = reading.events[0], replace(reading.events[0], id="e2", report_id="r2")
    second = replace(reading.report, id="r2", source="=Other Post", link="https://example.org/2")
    reports = {reading.report.id: reading.report, "r2": second}

    def others(event_id: str) -> list[m.Event]:
        return [other] if event_id == event.id else []

    told = json.loads("".join(geojson_chunks([event, other], reports.__getitem__, others)))
    first, last = (feature["properties"]["also_told_by"] for feature in told["features"])
    assert [(one["event_id"], one["source"]) for one in first] == [("e2", "=Other Post")]
    assert first[0]["passage"] == event.passage.text
    assert last == []
    text = "".join(csv_chunks([event], reports.__getitem__, others))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["also_told_by"] for row in rows} == {"'=Other Post https://example.org/2"}
