from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from geodata.errors import FileFormatError, InputError, NotFoundError
from geodata.importing import Choices, import_events
from geodata.importing.coordinate_cells import degrees
from geodata.model import Status
from geodata.storage import EventStore
from tests.importing.conftest import Write, rejected, table

GOOD = ("1", "2020-07-12", "40.99", "45.63", "Tovuz", "Shots were heard")


def row(number: int, **changed: str) -> tuple[str, ...]:
    names = ("id", "date", "lat", "lon", "place", "notes")
    return tuple((dict(zip(names, GOOD, strict=True)) | {"id": str(number)} | changed).values())


def test_a_second_run_adds_nothing(store: EventStore, write: Write) -> None:
    file = write(table(*(row(n) for n in range(250))))
    assert import_events(file, store).added == 250
    again = import_events(file, store)
    assert (again.added, again.known, again.rejected) == (0, 250, None)


def test_each_refused_row_is_named_and_the_rest_goes_in(store: EventStore, write: Write) -> None:
    file = write(
        table(
            row(1), row(2, lat="95"), row(3, lat="nan"), row(4, date="2020-13-45"),
            row(5, lat="45 E"), ("6", "too", "few"), row(7, lon=""), row(8, notes="\x00"),
            ("id", "date", "lat", "lon", "place", "notes"), row(1), row(1, notes="Other"), row(9),
        )
    )  # fmt: skip
    result = import_events(file, store)
    assert (result.added, result.refused, result.rows) == (2, 10, 12)
    assert result.rejected == file.with_name("events.rejected.csv")
    named = dict(rejected(result))
    assert sorted(named) == list(range(3, 13))
    assert "outside -90 to 90" in named[3] and "no finite" in named[4]
    assert "no such day" in named[5] and "longitude" in named[6]
    assert "3 cells, fewer than the 6" in named[7] and "missing" in named[8]
    assert "zero byte" in named[9] and "column names once more" in named[10]
    assert "the same as line 2" in named[11] and "other content" in named[12]


def test_all_faults_of_a_row_are_named_at_once(store: EventStore, write: Write) -> None:
    header = "id,date,lat,lon,killed,notes"
    text = table(("1", "2020-13-45", "95", "x", "many", "Shots"), header=header)
    ((line, reason),) = rejected(import_events(write(text), store))
    assert line == 2
    for part in ("date: there is no such day", "lat: it lies outside", "lon: it is no number",
                 "killed: it is no count"):  # fmt: skip
        assert part in reason


def test_a_quote_that_never_closes_costs_its_own_row(store: EventStore, write: Write) -> None:
    text = table(row(1), row(2, notes='"It began'), row(3), row(4, notes='"a\nb"'), row(5))
    result = import_events(write(text), store)
    assert rejected(result) == [(3, "a quote opens in line 3 and never closes")]
    assert result.added == 4
    at_the_end = import_events(write(table(row(11), row(12, notes='"x')), "end.csv"), store)
    assert [line for line, _ in rejected(at_the_end)] == [3]


def test_positions_are_read_in_the_forms_people_write(store: EventStore, write: Write) -> None:
    text = "id;date;lat;lon;notes\n" + "".join(
        f"{n};2020-07-12;{lat};{lon};Shots\n"
        for n, (lat, lon) in enumerate(
            [("40,5", "45,5"), ("40°30'N", "45°30'0\"E"), ("N 40 30", "E 45 30"), ("40.5", "45.5")]
        )
    )
    assert import_events(write(text), store).added == 4
    found = {(e.places[0].position.lat, e.places[0].position.lon) for e in store.events()}
    assert found == {(40.5, 45.5)}


def test_0_0_is_no_position_and_said(store: EventStore, write: Write) -> None:
    result = import_events(write(table(row(1, lat="0", lon="0", place=""))), store)
    assert (result.added, result.unplaced) == (1, 1)
    assert rejected(result) == [(2, "its position 0, 0 is taken for none")]
    assert "0, 0" in result.notes[0]


def test_a_place_without_position_is_proposed_by_its_name(store: EventStore, write: Write) -> None:
    rows = (row(1, lat="", lon="", place="Tovuz"), row(2, lat="", lon="", place="Xqzzyvk"))
    assert import_events(write(table(*rows)), store).unplaced == 1
    first, second = store.events()
    assert first.places[0].place.id == "gn:584821" and first.places[0].score < 1
    assert second.places == ()


def test_swapped_positions_are_said_with_the_offer(store: EventStore, write: Write) -> None:
    header = "id,date,lat,lon,place,notes,country"
    rows = [(*row(n, lat="45.63", lon="40.99"), "Azerbaijan") for n in range(20)]
    file = write(table(*rows, header=header))
    with pytest.raises(InputError, match="--swap"):
        import_events(file, store)
    assert list(store.events()) == []
    assert import_events(file, store, Choices(swap=True)).added == 20
    assert next(store.events()).places[0].position.lat == 40.99


def test_five_layouts_of_dates_stand_in_one_column(store: EventStore, write: Write) -> None:
    days = ("2020-07-12", "12 July 2020", "12.07.2020", "Jul 12 2020", "20200712", "12/07/2020")
    rows = [row(n, date=day) for n, day in enumerate((*days, "25/07/2020"))]
    result = import_events(write(table(*rows)), store)
    assert result.refused == 0
    dates = [e.date.edtf for e in store.events() if e.date is not None]
    assert dates == ["2020-07-12"] * 6 + ["2020-07-25"]
    assert "day in front" in result.notes[0]


def test_days_and_months_that_nobody_can_tell_apart_are_asked_about(
    store: EventStore, write: Write
) -> None:
    file = write(table(row(1, date="03/04/2020"), row(2)))
    result = import_events(file, store)
    assert (result.added, result.refused) == (1, 1)
    assert "--date-order" in rejected(result)[0][1]
    assert import_events(file, store, Choices(date_order="mdy")).added == 1


def test_a_day_that_is_none_says_nothing_about_the_others(store: EventStore, write: Write) -> None:
    file = write(table(row(1, date="07/08/2020"), row(2, date="31/02/2020")))
    result = import_events(file, store)
    assert (result.added, result.refused) == (0, 2)
    assert "day in front" not in " ".join(result.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_other_encodings_are_found(store: EventStore, write: Write, encoding: str) -> None:
    text = table(row(1, notes="Стрельба была слышна у села на границе"))
    import_events(write(text.encode(encoding)), store)
    assert next(store.events()).passage.text == "Стрельба была слышна у села на границе"


def test_packed_files_are_read(store: EventStore, write: Write, tmp_path: Path) -> None:
    packed = write(gzip.compress(table(row(1)).encode()), "a.csv.gz")
    assert import_events(packed, store).added == 1
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("b.csv", table(row(2)))
    assert import_events(tmp_path / "b.zip", store).added == 1
    with pytest.raises(FileFormatError, match="cannot be read"):
        import_events(write(packed.read_bytes()[:-12], "cut.csv.gz"), store)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n\n", "empty"),
        (b"%PDF-1.7 x", "PDF"),
        (b"1,2,3\n4,5,6\n", "names no columns"),
        (b"lat,notes\n1,x\n", "none for 'lon'"),
        (b"a,b\nx,y\n", "says where"),
        (b"lat,lon\n1,2\n", "what happened"),
        (b"lat,lon,lat,notes\n1,2,3,x\n", "two columns named"),
        (b'{"type": "Topology", "objects": {}}', "without features"),
        (
            b'{"type": "FeatureCollection", "crs": {"type": "name", "properties": '
            b'{"name": "urn:ogc:def:crs:EPSG::3857"}}, "features": []}',
            "given in urn:ogc:def:crs:EPSG::3857; GeoJSON is read as longitude and latitude",
        ),
    ],
)
def test_a_file_of_no_use_is_refused_with_a_sentence(
    store: EventStore, write: Write, content: bytes, reason: str
) -> None:
    with pytest.raises(FileFormatError, match=reason):
        import_events(write(content), store)


def test_columns_are_named_by_the_user(store: EventStore, write: Write) -> None:
    file = write("aa,bb,cc\n40.9,45.6,Shots were heard\n")
    mapping = {"lat": "aa", "lon": "bb", "notes": "cc"}
    assert import_events(file, store, Choices(columns=mapping)).added == 1
    with pytest.raises(InputError, match="Do you mean 'lat'"):
        import_events(file, store, Choices(columns={"lst": "aa"}))


def test_a_changed_row_is_taken_over_only_when_asked(store: EventStore, write: Write) -> None:
    import_events(write(table(row(1))), store)
    (before,) = store.events()
    newer = write(table(row(1, notes="Two were killed", lat="41")), "newer.csv")
    refused = import_events(newer, store)
    assert (refused.added, refused.refused) == (0, 1)
    assert "--update" in rejected(refused)[0][1]
    assert import_events(newer, store, Choices(update=True)).updated == 1
    (after,) = store.events()
    assert (after.id, after.passage.text) == (before.id, "Two were killed")
    assert after.places[0].position.lat == 41
    (decision,) = store.decisions(after.id)
    assert decision.action == "update event"
    assert decision.before["passage"] == "Shots were heard"


KILLED = """
import sys
from geodata.importing import import_events
from geodata.storage import EventStore
from geodata.importing import running
running.ROWS_A_BATCH = 200
running.APART_FROM = int(sys.argv[3])
with EventStore.open(sys.argv[2]) as store:
    print("begun", flush=True)
    import_events(sys.argv[1], store)
"""


@pytest.mark.parametrize("apart_from", [0, 1 << 60], ids=["apart", "in one process"])
def test_a_killed_import_goes_on_where_it_stopped(
    write: Write, tmp_path: Path, apart_from: int
) -> None:
    file, where = write(table(*(row(n) for n in range(30_000)))), tmp_path / "killed.sqlite3"
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file), str(where), str(apart_from)],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None and child.stdout.readline()
    stored, deadline = 0, time.monotonic() + 60
    with EventStore.open(where) as store:
        while stored < 1000 and time.monotonic() < deadline:
            stored = sum(one.rows for one in store.imports.all())
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        stored = store.event_table().num_rows
        assert 0 < stored < 30_000
        result = import_events(file, store)
        assert (result.continued, result.added, result.known) == (True, 30_000 - stored, stored)
        assert store.check() == []
        assert len({event.id for event in store.events()}) == 30_000


def test_an_import_is_taken_back_as_a_whole_but_for_what_was_accepted(
    store: EventStore, write: Write
) -> None:
    import_events(write(table(*(row(n) for n in range(5)))), store)
    kept = next(store.events())
    store.set_status([kept.id], Status.ACCEPTED, by="Ada")
    (record,) = store.imports.all()
    assert store.imports.take_back(record.id, by="Ada") == 4
    found = sorted(event.status.value for event in store.events())
    assert found == ["accepted", *["rejected"] * 4]
    assert store.decisions(record.id)[0].after == {"rejected": 4}


def test_an_import_that_was_taken_back_comes_back_but_for_what_was_decided_by_hand(
    store: EventStore, write: Write
) -> None:
    import_events(write(table(*(row(n) for n in range(5)))), store)
    first, second, *_ = store.events()
    store.set_status([first.id], Status.REJECTED, by="Ada")
    (record,) = store.imports.all()
    with pytest.raises(NotFoundError):
        store.imports.bring_back(record.id, by="Ada")
    store.imports.take_back(record.id, by="Ada")
    assert store.imports.taken_back() == [record]
    store.set_status([second.id], Status.ACCEPTED, by="Ada")
    assert store.imports.bring_back(record.id, by="Ada") == 3
    assert store.imports.taken_back() == []
    found = sorted(event.status.value for event in store.events())
    assert found == ["accepted", "rejected", *["unreviewed"] * 3]


@pytest.mark.parametrize(
    "header",
    [
        "id,date,lat,lon,Lat,notes",
        "id,date,lat,lon,Notes,notes",
        "id,event_date,lat,lon,EventDate,notes",
    ],
)
def test_names_of_columns_that_differ_in_case_only_are_asked_about(
    store: EventStore, write: Write, header: str
) -> None:
    file = write(table(("1", "2020-07-12", "40.99", "45.63", "x", "Shots"), header=header))
    with pytest.raises(FileFormatError, match="differ in case or punctuation only"):
        import_events(file, store)
    names = header.split(",")
    mapping = {"date": names[1], "lat": names[2], "notes": names[5]}
    assert import_events(file, store, Choices(columns=mapping)).added == 1
    (event,) = store.events()
    assert (event.passage.text, event.places[0].position.lat) == ("Shots", 40.99)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-31 02:30",  # no such hour in Berlin
        "2024-03-31T02:30:00+01:00",
        "2024-10-27 02:30",  # twice there
        "2024-10-27T02:30:00+02:00",
        "2024-10-27T02:30:00+01:00",
        "2024-10-27T23:30:00Z",
        "2024-10-27T00:30:00+14:00",
    ],
)
def test_an_hour_in_the_change_of_clocks_is_of_the_day_that_is_written(
    store: EventStore, write: Write, cell: str
) -> None:
    assert import_events(write(table(row(1, date=cell))), store).refused == 0
    (event,) = store.events()
    assert str(event.date.first_day) == str(event.date.last_day) == cell[:10]


def test_a_cell_of_thousands_of_digits_is_no_position() -> None:
    # They can be parted into degrees, minutes and seconds in millions of ways.
    with pytest.raises(ValueError, match="no number of degrees"):
        degrees("1" * 5_000 + "x", "lat")
