"""Which data is drawn at which zoom, and how finely.

The tolerance of a band is about half a pixel at its last zoom (a pixel at zoom z is
0.7 / 2**(z - 1) degrees of longitude). The finest data the package carries is generalised
to about 1 km, so the last band rounds its corners instead of adding detail that is not there,
and the map stops at zoom 10.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.routes.basemap.geometry import Box
from dashboard.routes.basemap.sources import Detail, package_version

FORMAT = 4  # raise it whenever a cell built from the same data would look different


@dataclass(frozen=True, slots=True)
class Band:
    """A range of zooms with its data.

    Attributes:
        from_zoom: the first zoom it serves; it ends where the next band begins.
        cell_degrees: width and height of a cell; 360 means one cell for the whole world.
        per_degree: positions are whole numbers of 1 / per_degree degrees.
        least_km2: smaller rings are left out.
        river_km: (zoom, km): from that zoom on, rivers at least that long are drawn.
    """

    name: str
    from_zoom: float
    cell_degrees: int
    coast_detail: Detail
    border_detail: Detail
    tolerance_degrees: float
    per_degree: int
    least_km2: float
    river_km: tuple[tuple[float, float], ...] = ()
    is_smooth: bool = False

    @property
    def columns(self) -> int:
        """Cells from west to east."""
        return 360 // self.cell_degrees

    @property
    def rows(self) -> int:
        """Cells from south to north."""
        return max(1, 180 // self.cell_degrees)

    def box(self, column: int, row: int) -> Box:
        """The cell counted from the south-west corner of the world."""
        if self.columns == 1:
            return Box(-180.0, -90.0, 180.0, 90.0)
        west = -180.0 + column * self.cell_degrees
        south = -90.0 + row * self.cell_degrees
        return Box(west, south, west + self.cell_degrees, south + self.cell_degrees)


BANDS = (
    Band("world", 0.0, 360, "l", "c", 0.045, 100, 900.0),
    Band("region", 4.5, 20, "i", "i", 0.012, 500, 12.0, ((0.0, 420.0), (5.5, 220.0))),
    Band("country", 6.75, 10, "i", "i", 0.0025, 2000, 0.8, ((0.0, 90.0), (7.6, 45.0))),
    Band("town", 8.5, 5, "i", "i", 0.0005, 5000, 0.0, ((0.0, 24.0),), is_smooth=True),
)


def band_named(name: str) -> Band | None:
    """The band of that name, None when there is none."""
    return next((band for band in BANDS if band.name == name), None)


def basemap_version() -> str:
    """Names the data and the way it was cut: part of addresses and of the cache folder."""
    return f"{FORMAT}-{package_version()}"
