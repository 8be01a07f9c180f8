from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from geodata.exchange import write_csv, write_geojson
from geodata.importing import import_events
from geodata.storage import EventStore
from tests.storage.conftest import a_reading

WRITERS = {"csv": write_csv, "geojson": write_geojson}


def whole(store: EventStore, form: str) -> str:
    file = io.StringIO(newline="")
    WRITERS[form](file, store.events(), store.report)
    return file.getvalue()


def exported(store: EventStore, form: str) -> str:
    # The text of a report is in no export, so its passages stand elsewhere in what replaces it.
    return re.sub(r'"passage_(start|end)": \d+', "", whole(store, form))


@pytest.mark.parametrize("form", WRITERS)
def test_an_export_comes_back_as_the_same_export(tmp_path: Path, form: str) -> None:
    with EventStore.open(tmp_path / "one.sqlite3") as store:
        store.add_reading(a_reading())
        store.add_reading(a_reading(a_reading().report.text + " =1+1 said 'more'."))
        before, written = exported(store, form), whole(store, form)
    file = tmp_path / f"events.{form}"
    file.write_text(written, encoding="utf-8", newline="")
    with EventStore.open(tmp_path / "two.sqlite3") as store:
        result = import_events(file, store)
        assert (result.added, result.refused) == (result.rows, 0)
        assert exported(store, form) == before
        for event in store.events():
            text = store.report(event.report_id).text
            assert text[event.passage.start : event.passage.end] == event.passage.text
        again = import_events(file, store)
        assert (again.added, again.known) == (0, result.rows)
        assert exported(store, form) == before


@pytest.mark.parametrize("form", WRITERS)
def test_an_export_adds_nothing_to_the_collection_it_came_from(tmp_path: Path, form: str) -> None:
    with EventStore.open(tmp_path / "one.sqlite3") as store:
        store.add_reading(a_reading())
        file = tmp_path / f"events.{form}"
        file.write_text(whole(store, form), encoding="utf-8", newline="")
        before = list(store.events())
        assert import_events(file, store).added == 0
        assert list(store.events()) == before


def test_the_two_forms_of_an_export_tell_the_same_events(tmp_path: Path) -> None:
    with EventStore.open(tmp_path / "one.sqlite3") as store:
        store.add_reading(a_reading())
        for form in WRITERS:
            file = tmp_path / f"events.{form}"
            file.write_text(whole(store, form), encoding="utf-8", newline="")
    for first, second in (("csv", "geojson"), ("geojson", "csv")):
        with EventStore.open(tmp_path / f"{first}.sqlite3") as store:
            assert import_events(tmp_path / f"events.{first}", store).added > 0
            before = list(store.events())
            result = import_events(tmp_path / f"events.{second}", store)
            assert (result.added, result.refused, result.known) == (0, 0, result.rows)
            assert list(store.events()) == before


def test_what_an_export_tells_differently_is_still_seen(tmp_path: Path) -> None:
    with EventStore.open(tmp_path / "one.sqlite3") as store:
        store.add_reading(a_reading())
        told = {form: whole(store, form) for form in WRITERS}
    with EventStore.open(tmp_path / "two.sqlite3") as store:
        file = tmp_path / "events.csv"
        file.write_text(told["csv"], encoding="utf-8", newline="")
        import_events(file, store)
        newer = tmp_path / "events.geojson"
        newer.write_text(told["geojson"].replace("Jets landed", "Planes landed"), encoding="utf-8")
        assert import_events(newer, store).refused == 1
