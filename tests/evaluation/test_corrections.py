"""What people corrected becomes a set of texts that the evaluation can read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.cli import main
from geodata.correcting import Rule, Scope
from geodata.errors import FileFormatError
from geodata.evaluation.corrections import CorrectedName, check, gold_lines, load_corrections
from geodata.model import Match, Usage
from geodata.storage import EventStore
from tests.storage.conftest import GANDZAK, GANJA, TEXT, a_reading


def test_a_corrected_name_comes_back_with_its_text_and_place(tmp_path: Path) -> None:
    text = "A [sic] report,\n\nof two |lines|: jets landed in Ganja, it said."
    start = text.index("Ganja")
    file = tmp_path / "corrections.txt"
    name = CorrectedName(text, start, start + 5, GANDZAK)
    file.write_text("".join(gold_lines([name, name])), encoding="utf-8")
    (gold,) = load_corrections(file)
    assert gold.text == "A (sic) report, of two /lines/: jets landed in Ganja, it said."
    (mention,) = gold.mentions
    assert gold.text[mention.start : mention.end] == "Ganja"
    assert mention.position is not None
    assert mention.position.lat == pytest.approx(GANDZAK.position.lat, abs=1e-5)


def test_a_file_of_another_kind_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "other.txt"
    file.write_text("= places\none two\n", encoding="utf-8")
    with pytest.raises(FileFormatError, match="no set of corrections"):
        load_corrections(file)


def test_the_check_names_what_would_be_wrong_again(tmp_path: Path) -> None:
    start = TEXT.index("Ganja")
    file = tmp_path / "corrections.txt"
    file.write_text("".join(gold_lines([CorrectedName(TEXT, start, start + 5, GANDZAK)])), "utf-8")
    texts = load_corrections(file)

    def read_as(place: object) -> object:
        at = texts[0].text.index("Ganja")
        return lambda _: [Match(at, at + 5, "Ganja", Usage.PLACE, place, 0.9)]  # type: ignore

    assert check(texts, read_as(GANDZAK)) == (1, [])  # type: ignore[arg-type]
    right, (missed,) = check(texts, read_as(GANJA))  # type: ignore[arg-type]
    assert (right, missed.name, missed.found) == (0, "Ganja", GANJA.label)
    assert check(texts, lambda _: [])[1][0].found == "not found"


def test_the_command_writes_corrections_and_the_log(
    data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with EventStore.open() as store:
        store.add_reading(a_reading())
        event = a_reading().events[0]
        store.rules.make(Rule("Ganja", GANDZAK, Scope.COLLECTION), by="Ada", why="=1+1")
        store.choose_place(event.id, event.places[1].start, GANJA, by="Ada")
    file, log = tmp_path / "c.txt", tmp_path / "log.csv"
    assert main(["corrections", "export", "-o", str(file)]) == 0
    (gold, other) = load_corrections(file)
    assert {one.mentions[0].text for one in (gold, other)} == {"Ganja", "Baku"}
    assert main(["corrections", "log", "-o", str(log)]) == 0
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("made_at,by,action") and ",'=1+1," in lines[2]
    assert main(["corrections", "log", "--format", "json"]) == 0
    assert '"why": "=1+1"' in capsys.readouterr().out
    assert main(["corrections", "check", str(tmp_path / "missing.txt")]) == 2
