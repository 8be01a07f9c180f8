"""Rules of the house that no other tool checks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_requirements_in_names_what_pyproject_names() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        declared = set(tomllib.load(file)["project"]["dependencies"])
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if line and not line.startswith("#")} == declared


def test_no_requirements_file_names_an_address() -> None:
    for path in ROOT.glob("requirements*"):
        found = re.findall(r"://|--(?:extra-)?index-url|--find-links", path.read_text("utf-8"))
        assert found == [], path.name


def test_only_drawing_and_the_map_panel_import_folium() -> None:
    importing = {
        path.relative_to(ROOT).as_posix()
        for package in ("geodata", "dashboard")
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"^\s*(?:import|from) (?:folium|branca)\b", path.read_text("utf-8"), re.M)
    }
    assert all(path.startswith("dashboard/drawing/") for path in importing), importing


def test_the_demo_collection_has_dated_reports_and_says_where_they_come_from() -> None:
    reports = sorted((ROOT / "seeds").glob("*.toml"))
    assert len(reports) >= 4
    for path in reports:
        with path.open("rb") as file:
            report = tomllib.load(file)
        assert report["title"] and report["source"] and report["text"].strip(), path.name
        assert report["published"].year == 2020, path.name
        assert path.name[:2] in (ROOT / "seeds" / "SOURCES.md").read_text(encoding="utf-8")
