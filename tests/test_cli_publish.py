"""`gazette publish`, from words to exit codes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geodata.cli import main
from geodata.model import Status
from geodata.pipeline import read_report
from geodata.publishing import Grade, PermittedUse, Publisher
from geodata.storage import EventStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A collection with one accepted event of a source nobody has settled."""
    made = tmp_path / "gazette.sqlite3"
    with EventStore.open(made) as store:
        reading = read_report(
            "Police arrested nine people in Yerevan on 7 October 2020.",
            source="Other Wire", published=date(2020, 10, 9),
        )  # fmt: skip
        store.add_reading(reading, status=Status.ACCEPTED)
    return made


def test_what_stands_against_publishing_is_said_and_refused(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--check", "--store", str(path)]) == 1
    assert "Sources without permitted use: Other Wire" in capsys.readouterr().out
    assert main(["publish", "--store", str(path)]) == 2
    assert "1 thing stands against publishing" in capsys.readouterr().err
    with EventStore.open(path) as store:
        assert list(store.for_readers.events()) == []


@pytest.mark.parametrize("mend", ["settle", "sign"])
def test_once_it_is_settled_or_signed_for_readers_see_it(
    path: Path, mend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["publish", "--store", str(path), "--by", "Ann"]
    if mend == "sign":
        words += ["--sign-off", "their editor agreed"]
    else:
        with EventStore.open(path) as store:
            store.publishers.put(Publisher("Other Wire", Grade.C, PermittedUse.QUOTES))
    assert main(words) == 0
    assert "Edition 1: 1 event new, readers see 1 event." in capsys.readouterr().out
    with EventStore.open(path) as store:
        assert len(list(store.for_readers.events())) == 1
        signed = [one.why for one in store.all_decisions() if one.action == "sign off"]
        assert signed == (["their editor agreed"] if mend == "sign" else [])


def test_what_an_edition_showed_is_taken_out_as_a_file_with_what_was_corrected_since(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--store", str(path), "--sign-off", "asked", "--by", "Ann"]) == 0
    file = tmp_path / "edition.geojson"
    words = ["editions", "export", "1", "-o", str(file), "--store", str(path)]
    assert main(words) == 0
    before = file.read_text()
    with EventStore.open(path) as store:
        (event,) = store.events()
        store.withdraw(event.id, "it was another town")
    assert main(words) == 0
    after = file.read_text()
    assert after.split('"corrections"')[0] == before.split('"corrections"')[0]
    told = json.loads(after)
    assert told["features"][0]["id"] == event.id
    assert told["corrections"][0]["why"] == "it was another town"
    capsys.readouterr()
    assert main(["editions", "list", "--store", str(path)]) == 0
    assert told["edition"]["sha256"] in capsys.readouterr().out
    assert main(["editions", "export", "2", "--store", str(path)]) == 2
    assert "There is no edition 2" in capsys.readouterr().err
    assert main(["editions", "forget", "--before", "1", "--store", str(path)]) == 0
