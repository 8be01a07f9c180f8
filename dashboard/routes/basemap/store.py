"""The cells on disk, compressed: cut when first asked for, then read.

Any number of threads and processes may ask for one cell at once: each writes a temporary file
of its own and renames it, so a reader sees a whole file or none, and a killed process leaves
nothing half-made. The folder's name carries the version, so nothing is ever out of date.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import tempfile
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import platformdirs

from dashboard.routes.basemap.bands import BANDS, Band, basemap_version
from dashboard.routes.basemap.cells import cell_of
from dashboard.routes.basemap.packing import packed
from dashboard.routes.basemap.relief import relief_webp


def cache_folder() -> Path:
    """``GAZETTE_CACHE`` or the user's cache folder."""
    chosen = os.environ.get("GAZETTE_CACHE")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("gazette"))


class CellStore:
    """Cells of the base map by band, column and row.

    Attributes:
        folder: where they lie; made when the first cell is written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder() / f"basemap-{basemap_version()}"
        self._making = threading.Lock()  # two cores: cutting one cell after the other is faster

    def cell(self, band: Band, column: int, row: int) -> bytes:
        """The cell as `packing` has it, compressed with gzip.

        A folder that cannot be written costs time on every call, never the map.

        Raises:
            IndexError: there is no such cell.
        """
        if not (0 <= column < band.columns and 0 <= row < band.rows):
            raise IndexError(f"The band {band.name} has no cell {column}, {row}.")
        return self._kept(
            f"{band.name}_{column}_{row}.bin.gz",
            lambda: gzip.compress(packed(cell_of(band, column, row)), 9, mtime=0),
        )

    def relief(self, column: int, row: int) -> bytes:
        """The shaded relief of a cell of 20 degrees as WebP.

        Raises:
            IndexError: there is no such cell.
        """
        return self._kept(f"relief_{column}_{row}.webp", lambda: relief_webp(column, row))

    def _kept(self, name: str, made: Callable[[], bytes]) -> bytes:
        """The file of that name, made and written when it is not there."""
        path = self.folder / name
        content = whole_file(path)
        if content is not None:
            return content
        with self._making:
            content = whole_file(path) or made()
        with contextlib.suppress(OSError):
            write_whole(path, content)
        return content

    def warm(self) -> threading.Thread:
        """Start reading the tables and cutting the world in the background."""
        thread = threading.Thread(target=self._warm, name="base map", daemon=True)
        thread.start()
        return thread

    def _warm(self) -> None:
        self.cell(BANDS[0], 0, 0)
        self.cell(BANDS[1], 11, 6)  # any cell: it makes the finer tables stand ready
        self.relief(11, 6)


def whole_file(path: Path) -> bytes | None:
    """The file, None when it is not there or damaged: both formats say how long they are."""
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            gzip.decompress(content)  # checks length and checksum
        elif len(content) < 12 or int.from_bytes(content[4:8], "little") + 8 != len(content):
            return None  # RIFF, the container of WebP
    except (OSError, EOFError, zlib.error):
        return None
    return content


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that others see all of it or nothing.

    Raises:
        OSError: the folder cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
