"""A table of events among files: recognised, looked at, imported behind the page, taken back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from dashboard.services import collection, incoming, rights, table_imports
from dashboard.services.background import Background, Job
from dashboard.services.table_imports import Table, looked_at
from geodata.errors import NotAllowedError
from geodata.importing import Choices
from geodata.model import Status

ROWS = "title,date,lat,lon\nA march,2024-05-01,40.68,46.36\nA fire,2024-05-02,40.37,49.89\n"
BAD = ROWS + "A flood,2024-05-03,140.0,49.0\n"
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,country,location,latitude,longitude,notes\n"
    "AZE1,2024-05-01,Protests,Peaceful protest,Azerbaijan,Ganja,40.68,46.36,People marched.\n"
)
SWAPPED = "title,date,lat,lon\n" + "".join(
    f"March {n},2024-05-0{n},{100 + n},40.6\n" for n in range(1, 8)
)


@pytest.fixture
def empty(data_folder: object, no_demo: None, editor: None) -> Iterator[None]:
    collection.close()
    yield
    collection.close()


@pytest.fixture(autouse=True)
def still_an_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)


def table_of(name: str, text: str, choices: Choices | None = None) -> Table:
    found = looked_at(name, text.encode(), choices)
    assert found is not None
    return found


def imported(name: str, text: str) -> Job:
    work = Background(str)
    job = incoming.import_tables(work, [(table_of(name, text), text.encode())])
    assert work.wait(job, 120)
    return job


def zipped(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, text)
    return packed.getvalue()


def test_tables_of_events_are_told_from_tables_of_reports() -> None:
    for name, text, layout in [("a.csv", ROWS, "columns"), ("b.CSV", ACLED, "ACLED")]:
        preview = table_of(name, text).preview
        assert preview is not None
        assert preview.layout == layout
    assert looked_at("r.csv", b"title,text\nA,A fire in Quito.\n") is None
    assert looked_at("r.csv", b"date,lat,lon,title,text\n2024-05-01,1,1,A,A fire.\n") is None
    assert looked_at("note.txt", ROWS.encode()) is None
    assert looked_at("r.json", b'[{"text": "A fire in Quito."}]') is None


def test_a_zip_with_one_table_is_a_table_and_one_with_a_report_is_not() -> None:
    found = looked_at("a.zip", zipped("a.csv", ROWS))
    assert found is not None
    assert found.preview is not None
    assert looked_at("a.zip", zipped("a.txt", "A fire.")) is None
    assert looked_at("a.zip", zipped("a.csv", "text\nA fire.\n")) is None
    assert looked_at("a.zip", b"PK\x03\x04 damaged") is None


def test_a_look_names_columns_first_rows_and_rows_that_would_be_refused() -> None:
    preview = table_of("a.csv", BAD).preview
    assert preview is not None
    assert preview.mapping["lat"] == "lat"
    assert [sample[1] for sample in preview.samples] == ["A march", "A fire"]
    ((line, column, reason),) = preview.refused
    assert (line, column) == (4, "lat")
    assert reason


def test_positions_that_look_swapped_are_asked_about() -> None:
    asked = table_of("a.csv", SWAPPED)
    assert asked.is_swapped
    assert asked.preview is None
    assert "look swapped" in asked.problem
    assert "--swap" not in asked.problem
    answered = table_of("a.csv", SWAPPED, Choices(swap=True))
    assert answered.preview is not None


def test_a_table_without_a_place_asks_for_columns_and_takes_them() -> None:
    text = "was,wann,breite,laenge_x\nA march,2024-05-01,40.68,46.36\n"
    asked = table_of("a.csv", text)
    assert asked.preview is None
    assert asked.columns == ("was", "wann", "breite", "laenge_x")
    assert "--" not in asked.problem
    columns = {"title": "was", "date": "wann", "lat": "breite", "lon": "laenge_x"}
    assert table_of("a.csv", text, Choices(columns=columns)).preview is not None


def test_an_import_goes_in_names_what_it_refused_and_is_taken_back(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = imported("a.csv", BAD)
    (import_id,) = job.results
    record = collection.store().imports.record(import_id)
    assert (record.name, record.added, record.refused) == ("a.csv", 2, 1)
    assert "1 row was refused of a.csv" in job.problems[0]
    assert job.problems[1].startswith("Line 4, column lat: ")
    assert {e.status for e in collection.store().events()} == {Status.UNREVIEWED}
    with pytest.raises(NotAllowedError):
        table_imports.take_back(import_id)  # an editor is no owner
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(True, "ann", is_owner=True))
    assert table_imports.take_back(import_id) == 2
    assert {e.status for e in collection.store().events()} == {Status.REJECTED}


def test_the_same_table_sent_twice_adds_nothing(empty: None) -> None:
    imported("a.csv", ROWS)
    (import_id,) = imported("a.csv", ROWS).results
    record = collection.store().imports.record(import_id)
    assert (record.added, record.known) == (0, 2)


def test_geojson_comes_in(empty: None) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [46.36, 40.68]},
        "properties": {"title": "A march", "date": "2024-05-01"},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    assert len(imported("a.geojson", text).results) == 1
    assert [event.title for event in collection.store().events()] == ["A march"]


def test_who_may_not_edit_imports_nothing(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of("a.csv", ROWS)

    def refused(_: str) -> None:
        raise NotAllowedError("No longer listed.")

    monkeypatch.setattr(rights, "require_still_editor", refused)
    work = Background(str)
    job = incoming.import_tables(work, [(table, ROWS.encode())])
    assert work.wait(job, 120)
    assert job.problems == ["No longer listed."]
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(False, "", "Read only."))
    with pytest.raises(NotAllowedError, match="Read only"):
        incoming.import_tables(work, [(table, ROWS.encode())])
    assert list(collection.store().events()) == []
