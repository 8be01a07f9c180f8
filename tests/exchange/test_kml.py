from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import model as m
from geodata.coordinates import LatLon, distance_km
from geodata.exchange import kml_chunks, write_kml
from tests.storage.conftest import a_reading

K = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture
def reading() -> m.Reading:
    return a_reading()


def report_of(reading: m.Reading) -> Callable[[str], m.Report]:
    return {reading.report.id: reading.report}.__getitem__


def placemarks(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter(f"{K}Placemark"))


def written(reading: m.Reading, *events: m.Event, audit: str = "") -> list[ET.Element]:
    return placemarks("".join(kml_chunks(events, report_of(reading), audit=audit)))


def facts(mark: ET.Element) -> dict[str, str]:
    return {one.attrib["name"]: one.findtext(f"{K}value", "") for one in mark.iter(f"{K}Data")}


def test_each_event_is_a_placemark_with_its_days_words_and_source(reading: m.Reading) -> None:
    file = io.StringIO()
    assert write_kml(file, iter(reading.events), report_of(reading)) == 2
    moved, said = placemarks(file.getvalue())
    assert moved.findtext(f"{K}name") == reading.events[0].title
    assert moved.findtext(f"{K}TimeSpan/{K}begin") == "2020-07-31"
    assert moved.findtext(f"{K}TimeSpan/{K}end") == "2020-07-31"
    assert facts(moved)["passage"] == "Jets landed in Ganja on 31 July"
    assert facts(moved)["source"] == "Example Times"
    assert "near Baku (relative, within" in facts(moved)["places"]
    assert said.find(f".//{K}coordinates") is None
    assert said.find(f"{K}TimeSpan") is None
    assert "not placed" in said.findtext(f"{K}description", "")


def test_what_is_known_roughly_has_its_circle_beside_the_point(reading: m.Reading) -> None:
    exact, rough = reading.events[0].places
    (mark,) = written(reading, reading.events[0])
    points = [one.text for one in mark.iterfind(f".//{K}Point/{K}coordinates")]
    assert points == ["46.36056,40.68278", "49.8,40.4"]
    (line,) = (one.text or "" for one in mark.iterfind(f".//{K}Polygon//{K}coordinates"))
    corners = [tuple(map(float, corner.split(","))) for corner in line.split()]
    assert corners[0] == corners[-1]
    assert exact.precision is m.Precision.SETTLEMENT
    for lon, lat in corners:
        away = distance_km(rough.position, LatLon(lat, lon))
        assert away == pytest.approx(rough.radius_km, rel=0.01)


@pytest.mark.parametrize("where", [LatLon(-17.0, 179.9), LatLon(89.9, 0.0)])
def test_no_circle_runs_round_the_world(reading: m.Reading, where: LatLon) -> None:
    place = replace(reading.events[0].places[1], position=where, radius_km=60.0)
    (mark,) = written(reading, replace(reading.events[0], places=(place,)))
    assert mark.find(f"{K}Point") is not None
    assert mark.find(f".//{K}Polygon") is None


@given(st.text(min_size=1))
def test_text_stays_text_in_xml_and_where_a_program_shows_html(text: str) -> None:
    reading = a_reading()
    told = f"</name><script>alert(1)</script>]]>{text}"
    passage = replace(reading.events[0].passage, text=told)
    (mark,) = written(reading, replace(reading.events[0], title=told, passage=passage))
    assert "<script>alert(1)</script>]]>" in mark.findtext(f"{K}name", "")
    assert "&lt;script&gt;" in mark.findtext(f"{K}description", "")
    assert "<script" not in mark.findtext(f"{K}description", "")
    assert mark.find(f".//{K}script") is None


def test_the_audit_and_whose_data_it_is_stand_at_the_head(reading: m.Reading) -> None:
    text = "".join(kml_chunks([], report_of(reading), audit="place right 46 of 50"))
    about = ET.fromstring(text).findtext(f"{K}Document/{K}description", "")
    assert "CC BY 4.0" in about
    assert "place right 46 of 50" in about
