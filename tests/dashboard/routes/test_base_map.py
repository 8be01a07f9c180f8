from __future__ import annotations

import gzip
import io
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dashboard.routes.basemap import cells as cutting
from dashboard.routes.basemap import store as store_module
from dashboard.routes.basemap.bands import BANDS, Band
from dashboard.routes.basemap.contested import CONTESTED, parted
from dashboard.routes.basemap.packing import Cell, packed, unpacked
from dashboard.routes.basemap.relief import COLUMNS, ROWS, relief_webp
from dashboard.routes.basemap.sources import borders
from dashboard.routes.basemap.store import CellStore, whole_file, write_whole

WORLD, REGION, COUNTRY, TOWN = BANDS


def read(band: Band, column: int, row: int) -> dict[str, Any]:
    return cutting.cell_of(band, column, row).values()


def cell_of(band: Band, *, lat: float, lon: float) -> tuple[int, int]:
    size = band.cell_degrees
    return int((lon + 180) // size), int((lat + 90) // size)


def is_land(cell: dict[str, Any], *, lat: float, lon: float) -> bool:
    """Even-odd over all rings: how the browser fills them."""
    inside = False
    for steps in cell["land"]:
        ring = np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / cell["per_degree"]
        for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@pytest.mark.parametrize("band", [WORLD, REGION, COUNTRY, TOWN], ids=lambda band: band.name)
@pytest.mark.parametrize(
    ("place", "lat", "lon", "expected"),
    [
        ("Yerevan", 40.18, 44.51, True),
        ("the Caspian Sea", 41.5, 50.5, False),
        ("Lake Victoria, a hole in the land", -1.0, 33.0, False),
        ("Chukotka, beyond the antimeridian", 67.0, -175.0, True),
        ("the Bering Strait", 65.8, -168.9, False),
        ("Antarctica at the seam", -85.0, 0.5, True),
    ],
)
def test_land_and_water_are_told_apart_at_every_zoom(
    band: Band, place: str, lat: float, lon: float, expected: bool
) -> None:
    cell = read(band, *(cell_of(band, lat=lat, lon=lon) if band.columns > 1 else (0, 0)))
    assert is_land(cell, lat=lat, lon=lon) is expected, place


def test_an_island_in_a_lake_is_land_again() -> None:
    cell = read(TOWN, *cell_of(TOWN, lat=11.46, lon=-85.52))  # Ometepe in Lake Nicaragua
    assert is_land(cell, lat=11.46, lon=-85.52)
    assert not is_land(cell, lat=11.35, lon=-85.2)


def test_the_edge_of_a_cell_is_filled_but_no_coast() -> None:
    cell = read(REGION, *cell_of(REGION, lat=50.0, lon=70.0))  # deep inside Eurasia
    outer = max(cell["land"], key=len)
    hidden = cell["hidden"][cell["land"].index(outer)]
    assert hidden, "a cell full of land is bounded by its own edges"
    ring = np.cumsum(np.array(outer).reshape(-1, 2), axis=0)
    for side in hidden:
        a, b = ring[side], ring[(side + 1) % len(ring)]
        assert a[0] == b[0] or a[1] == b[1]


def test_no_coast_is_drawn_along_the_antimeridian() -> None:
    cell = read(WORLD, 0, 0)
    edge = 180 * cell["per_degree"]
    for steps, hidden in zip(cell["land"], cell["hidden"], strict=True):
        ring = np.cumsum(np.array(steps).reshape(-1, 2), axis=0)
        following = np.roll(ring, -1, axis=0)
        along = (np.abs(ring[:, 0]) == edge) & (ring[:, 0] == following[:, 0])
        assert set(np.flatnonzero(along).tolist()) <= set(hidden)


def test_rivers_are_ranked_by_their_whole_length() -> None:
    cell = read(REGION, *cell_of(REGION, lat=40.0, lon=47.0))
    assert cell["river"]
    assert min(steps[0] for steps in cell["river"]) >= 220


def test_the_bands_cover_every_zoom_once() -> None:
    starts = [band.from_zoom for band in BANDS]
    assert starts == sorted(set(starts))
    assert starts[0] == 0


def test_a_cell_is_cut_once_and_then_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = CellStore(tmp_path)
    first = cells.cell(WORLD, 0, 0)
    monkeypatch.setattr(store_module, "cell_of", lambda *_: pytest.fail("cut twice"))
    assert cells.cell(WORLD, 0, 0) == first
    assert unpacked(gzip.decompress(first)) == cutting.cell_of(WORLD, 0, 0)


def test_two_stores_building_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    answers: list[bytes] = []
    stores = [CellStore(tmp_path) for _ in range(3)]
    threads = [
        threading.Thread(target=lambda s=cells: answers.append(s.cell(REGION, 11, 6)))
        for cells in stores
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["region_11_6.bin.gz"]


def test_a_damaged_cell_is_cut_again(tmp_path: Path) -> None:
    cells = CellStore(tmp_path)
    whole = cells.cell(WORLD, 0, 0)
    path = tmp_path / "world_0_0.bin.gz"
    path.write_bytes(whole[: len(whole) // 2])
    assert cells.cell(WORLD, 0, 0) == whole
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_made_costs_no_map(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert gzip.decompress(CellStore(tmp_path / "file" / "cells").cell(WORLD, 0, 0))


def test_a_cell_outside_the_world_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexError, match="no cell 18, 0"):
        CellStore(tmp_path).cell(REGION, 18, 0)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "cell.bin.gz", gzip.compress(b"{}"))
    assert whole_file(tmp_path / "new" / "cell.bin.gz") == gzip.compress(b"{}")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["cell.bin.gz"]


def test_mountains_cast_shadows_and_the_sea_does_not() -> None:
    with Image.open(io.BytesIO(relief_webp(11, 6))) as picture:
        opacity = np.asarray(picture.convert("RGBA"))[:, :, 3]
    height, width = opacity.shape

    def at(lat: float, lon: float) -> int:
        north, south, point = (np.arcsinh(np.tan(np.radians(v))) for v in (50.0, 30.0, lat))
        y = int((north - point) / (north - south) * height)
        x = int((lon - 40.0) / 20.0 * width)
        return int(opacity[y - 12 : y + 12, x - 12 : x + 12].max())

    assert at(42.6, 45.0) > 60, "the Greater Caucasus"
    assert at(42.0, 50.5) == 0, "the Caspian Sea"


def test_relief_outside_the_world_is_refused() -> None:
    assert (COLUMNS, ROWS) == (18, 9)
    with pytest.raises(IndexError):
        relief_webp(18, 0)


def degrees(cell: dict[str, Any], name: str) -> list[np.ndarray[Any, Any]]:
    return [
        np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / cell["per_degree"]
        for steps in cell[name]
    ]


def test_borders_in_a_contested_area_are_told_from_others() -> None:
    cell = read(REGION, *cell_of(REGION, lat=34.0, lon=76.0))
    contested, quiet = degrees(cell, "contested"), degrees(cell, "border")
    in_kashmir = [line for line in contested if (np.abs(line - (74.5, 34.3)).max(axis=1) < 1).any()]
    assert in_kashmir
    assert not any((np.abs(line - (71.0, 33.0)).max(axis=1) < 1.5).any() for line in contested)
    assert any((np.abs(line - (71.0, 33.5)).max(axis=1) < 2).any() for line in quiet)


def test_no_border_is_lost_by_parting_it() -> None:
    for shape in borders("l"):
        quiet, contested = parted(shape.points)
        steps = sum(len(piece) - 1 for piece in [*quiet, *contested])
        assert steps == len(shape.points) - 1


def test_every_contested_area_names_who_claims_it_and_its_source() -> None:
    for area in CONTESTED:
        assert len(area.claimed_by) >= 2, area.name
        assert list(area.claimed_by) == sorted(area.claimed_by), area.name
        assert any(sign.isdigit() for sign in area.source) or "list of" in area.source, area.name


LINES = st.lists(st.lists(st.integers(-(2**40), 2**40), max_size=9), max_size=5)


@given(st.integers(1, 5000), st.tuples(LINES, LINES, LINES, LINES, LINES))
def test_what_is_packed_is_unpacked(per_degree: int, groups: tuple[list[list[int]], ...]) -> None:
    cell = Cell(per_degree, *groups)
    assert unpacked(packed(cell)) == cell
