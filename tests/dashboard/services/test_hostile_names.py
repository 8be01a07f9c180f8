"""Names made to hurt, from the file that is sent to the file that is exported."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.services import collection, exporting, incoming, rights, table_imports
from dashboard.services.background import Background
from geodata.browse import Selection
from geodata.documents.file_names import plain_name
from geodata.model import EventFilter

ROWS = b"title,date,lat,lon\nA march,2024-05-01,40.68,46.36\n"
NAMES = [
    "../../etc/passwd.csv", "..\\..\\boot.csv", "gpj\u202e.csv", "a" * 300 + ".csv", "a\nb.csv",
    "-rf.csv", "=cmd().csv", "@SUM(A1).csv", "CON.csv",
]  # fmt: skip


@pytest.fixture
def empty(data_folder: object, no_demo: None, editor: None) -> Iterator[None]:
    collection.close()
    yield
    collection.close()


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_table_of_a_hostile_name_goes_in_and_out_and_writes_nowhere_else(
    empty: None, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    monkeypatch.chdir(tmp_path)
    plain = plain_name(name)
    table = table_imports.looked_at(plain, ROWS)
    assert table is not None
    work = Background(str)
    job = incoming.import_tables(work, [(table, ROWS)])
    assert work.wait(job, 120)
    assert job.problems == []
    assert collection.store().imports.record(job.results[0]).name == plain
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".csv"] == []
    store = collection.store()
    selection: Selection = collection.select(EventFilter())
    text = exporting.file_bytes(exporting.FORMATS["CSV"], selection, store).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) >= 2
    assert not [cell for row in rows for cell in row if re.match(r"[=@+]|-[^\d]", cell)]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_report_of_a_hostile_name_becomes_a_draft_with_a_plain_one(
    empty: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    work = Background(str)
    job = incoming.read_files(work, [(name.replace(".csv", ".txt"), b"A fire in Quito.")])
    assert work.wait(job, 120)
    (draft,) = collection.store().drafts()
    assert draft.fields["file_name"] == plain_name(name.replace(".csv", ".txt"))
    assert not set("\n\u202e/\\") & set(job.what)


def test_files_to_download_have_names_of_our_own() -> None:
    """No word of a report or of its file stands in what a browser saves a file as."""
    assert all(re.fullmatch(r"[a-z]+", made.ending) for made in exporting.FORMATS.values())
