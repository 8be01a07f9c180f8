"""Whatever a file holds: a sentence or a result, and every row in or named."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.errors import GeodataError
from geodata.importing import import_events
from geodata.importing.coordinate_cells import degrees
from geodata.importing.csv_records import Record, Records, Refusal
from geodata.importing.day_cells import day_of
from geodata.importing.geojson_records import feature_values
from geodata.storage import EventStore
from tests.importing.conftest import rejected, table
from tests.importing.test_bad_input import row

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(any), min_size=1, max_size=8)


@given(ROWS)
def test_what_a_csv_writer_wrote_is_read_as_it_was(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.seek(0)
    records = Records(text, ",")
    records.width = 3
    assert [found.cells for found in records if isinstance(found, Record)] == rows


@given(st.text('ab",\n\r', max_size=60))
@example('"')
@example('a,"b\nc,d')
def test_every_line_of_any_text_is_in_a_record_or_named(text: str) -> None:
    lines = io.StringIO(text, newline="").readlines()
    found = list(Records(lines, ","))
    starts = [one.line for one in found]
    assert starts == sorted(set(starts))
    taken = "".join("".join(one.cells) if isinstance(one, Record) else one.text for one in found)
    assert sorted(set(text) & {"a", "b"}) == sorted(set(taken) & {"a", "b"})
    assert sum(map(taken.count, "ab")) == sum(map(text.count, "ab"))


@given(st.text(max_size=30) | st.from_regex(r"[NSEW]? ?-?\d{1,3}[°., ]\d{1,3}['\" ]?[NSEW]?"))
def test_any_cell_is_degrees_or_a_reason(cell: str) -> None:
    for axis, most in (("lat", 90), ("lon", 180)):
        try:
            value = degrees(cell, axis)
        except ValueError as error:
            said = str(error)
            assert said
        else:
            assert value is None or -most <= value <= most


@given(st.text(max_size=30) | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}"))
def test_any_cell_is_a_day_or_a_reason(cell: str) -> None:
    for order in ("dmy", "mdy", None):
        try:
            found = day_of(cell, order)
        except ValueError as error:
            said = str(error)
            assert said
        else:
            assert found is None or found.first_day is not None


@given(st.text('{}[]",:type featurspo1.\n', max_size=200))
def test_any_text_after_features_is_features_or_named(text: str) -> None:
    for found in feature_values(io.StringIO('{"features": [' + text), "x"):
        assert found[0] >= 1


TABLE = table(*(row(n) for n in range(6)), row(7, notes='"said ""no"",\nand left"'))
FEATURES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": 1, "geometry": {"type": "Point", "coordinates": [45.6, 40.9]},
 "properties": {"title": "A clash", "date": "2020-07-12"}},
{"type": "Feature", "id": 2, "geometry": null, "properties": {"title": "Talks", "place": "Baku"}}
]}"""
JUNK = [b'"', b",", b"\n", b"\x00", b"\xff", b";", b"{", b"}", b"[", b"\\u", b"1e999", b"\r", b""]


def mutated(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randrange(1, 6)):
        at, span = rng.randrange(len(data) + 1), rng.randrange(0, 12)
        data = data[:at] + rng.choice(JUNK) * rng.randrange(3) + data[at + span :]
    return data


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_a_thousand_damaged_files_end_with_a_sentence_or_a_result(
    tmp_path: Path, ending: str
) -> None:
    rng = random.Random(5)
    whole = (TABLE if ending == "csv" else FEATURES).encode()
    ended = {"result": 0, "sentence": 0}
    with EventStore.open(tmp_path / "store.sqlite3") as store:
        for number in range(1000):
            file = tmp_path / f"events.{ending}"
            file.write_bytes(mutated(whole, rng))
            try:
                result = import_events(file, store, name=f"{number}.{ending}")
            except GeodataError as error:
                ended["sentence"] += str(error).endswith((".", "?"))
                continue
            parts = result.added + result.known + result.updated + result.refused
            assert parts == result.rows
            assert len(rejected(result)) >= result.refused
            ended["result"] += 1
    assert ended["result"] + ended["sentence"] == 1000
    assert ended["result"] > 500, ended


@given(
    st.lists(
        st.text(st.sampled_from('a,;"\n\r 1'), max_size=12).map(lambda line: line + "\n"),
        max_size=30,
    )
)
def test_blocks_of_lines_hold_the_records_that_are_read_one_by_one(lines: list[str]) -> None:
    lines = "".join(lines).splitlines(keepends=True)

    def in_blocks() -> list[Record | Refusal]:
        records, found = Records(lines, ","), []
        records.width = 2
        while True:
            rows, _ = records.block()
            found += rows
            if not rows:
                one = next(records, None)
                if one is None:
                    return found
                found.append(one)

    alone = Records(lines, ",")
    alone.width = 2
    assert in_blocks() == list(alone)
