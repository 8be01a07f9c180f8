from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from geodata.errors import FileFormatError
from geodata.gazetteer.geonames_dump import division_names, dump_entry, dump_rows
from geodata.model import PlaceKind


def line(
    number: int, name: str, others: str, feature: str, population: int = 0, admin: str = "09\t007"
) -> str:
    feature_class, feature_code = feature.split(".")
    return (
        f"{number}\t{name}\t{name}\t{others}\t40.9\t45.4\t{feature_class}\t{feature_code}\tXA\t\t"
        f"{admin}\t\t\t{population}\t\t700\tAsia/Yerevan\t2020-01-01\n"
    )


DUMP = (
    line(1, "Riverford", "Ривфорд,https://example.org/Riverford,rvfrd", "P.PPLC", 120_000)
    + line(2, "Old Quarter", "", "P.PPLX", 9_000)
    + line(3, "Blue Lake", "Lac Bleu", "H.LK")
    + line(4, "High Road", "", "R.RD")
    + line(5, "Eastland", "", "A.ADM1", 500_000)
    + line(6, "Riverford Airport", "RVF", "S.AIRP")
    + line(7, "Lostham", "", "P.PPLH")
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "XA.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


def test_rows_are_read_with_all_their_names(dump: Path) -> None:
    first = next(dump_rows(dump))
    assert (first.geoname_id, first.name, first.population) == (1, "Riverford", 120_000)
    assert "Ривфорд" in first.alternates


def test_a_zip_is_read_like_the_file_in_it(dump: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "XA.zip", "w") as archive:
        archive.write(dump, "XA.txt")
    assert list(dump_rows(tmp_path / "XA.zip")) == list(dump_rows(dump))


def test_features_become_kinds_and_roads_and_regions_are_left_out(dump: Path) -> None:
    entries = [dump_entry(row, {}) for row in dump_rows(dump)]
    kinds = [entry.kind if entry else None for entry in entries]
    assert kinds == [
        PlaceKind.SETTLEMENT,
        PlaceKind.CITY_DISTRICT,
        PlaceKind.WATER,
        None,
        None,
        PlaceKind.FACILITY,
        PlaceKind.SETTLEMENT,
    ]


def test_an_entry_knows_its_divisions_and_no_web_address_as_a_name(dump: Path) -> None:
    entry = dump_entry(next(dump_rows(dump)), {"XA.09.007": "Lower Valley"})
    assert entry is not None
    assert (entry.admin1, entry.admin2) == ("adm1:XA.09", "adm2:XA.09.lower-valley")
    assert all("://" not in name for name, _ in entry.names)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("1\tonly two\n", "Line 1 .* 2 columns"),
        (DUMP + line(8, "X", "", "P.PPL").replace("40.9", "north"), "Line 8 .*north"),
    ],
)
def test_a_file_of_another_making_is_refused_with_the_line(
    tmp_path: Path, content: str, complaint: str
) -> None:
    path = tmp_path / "XA.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileFormatError, match=complaint):
        list(dump_rows(path))


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "XA.zip"
    path.write_bytes(b"PK not a zip")
    with pytest.raises(FileFormatError, match=r"XA\.txt"):
        list(dump_rows(path))


def test_division_names_are_read_by_code(tmp_path: Path) -> None:
    path = tmp_path / "admin2Codes.txt"
    path.write_text("XA.09.007\tLower Valley\tLower Valley\t77\n", encoding="utf-8")
    assert division_names(path) == {"XA.09.007": "Lower Valley"}
