"""What the person who runs the dashboard can choose; everything has a default.

Read from environment variables once a start. Nothing here is secret: keys and the list of
editors stand in ``.streamlit/secrets.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
LONGEST_TEXT = 200_000  # characters of one report; about sixty pages
LONGEST_FIELD = 300  # characters of a title or a source
ROWS_OF_A_PAGE = 500  # rows the list sends to the browser at once
DEMO_TITLE = "South Caucasus, summer 2020"
OWN_TITLE = "Collected reports"
# No {s}: one host, which is all that the page is then allowed to load pictures from.
_TILES = re.compile(r"https?://[\w.:-]+/(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})[^\s\"'<>;,]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one start.

    Attributes:
        data_folder: where the collection lives.
        store: a database address, or the path of an SQLite file.
        title: of the collection, '' to let the dashboard name it.
        embed_on: who may show the map in a frame, in the words of the CSP directive
            frame-ancestors ("https://news.example"), '' for the default.
        web: 'on' or 'off' for fetching addresses; '' allows it to somebody at this machine.
        tiles: address of online map tiles with {z}, {x} and {y}, '' for none: then none can
            be chosen. Nobody is sent there before choosing them.
        tiles_credit: the words their maker asks for.
    """

    data_folder: Path
    store: str
    title: str = ""
    embed_on: str = ""
    web: str = ""
    tiles: str = ""
    tiles_credit: str = ""

    @property
    def offered_tiles(self) -> tuple[str, str] | None:
        """Address and credit of the online tiles, None when there are none to choose."""
        return (self.tiles, self.tiles_credit) if self.tiles else None

    @property
    def tiles_host(self) -> str:
        """The scheme and host of the tiles, '' for none.

        Example:
            >>> Settings(Path(), "", tiles="https://tiles.example/{z}/{x}/{y}.png").tiles_host
            'https://tiles.example'
        """
        parts = urlsplit(self.tiles)
        return f"{parts.scheme}://{parts.netloc}" if self.tiles else ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that environment variables ask for.

        ``GAZETTE_DATA`` is a folder, ``GAZETTE_STORE`` a database address that wins over it,
        ``GAZETTE_TITLE`` a title of at most 80 characters, ``GAZETTE_EMBED_ON`` the addresses
        of the sites that may embed the map, ``GAZETTE_WEB`` 'on' or 'off' whether editors may
        have addresses fetched. ``GAZETTE_TILES`` and ``GAZETTE_TILES_CREDIT``
        offer online tiles; both are needed, and an address that is none is left out.

        Example:
            >>> Settings.from_environment({"GAZETTE_DATA": "/data"}).store
            '/data/gazette.sqlite3'
            >>> Settings.from_environment({"GAZETTE_STORE": "postgresql://db/news"}).store
            'postgresql://db/news'
        """
        folder = Path(environment.get("GAZETTE_DATA") or platformdirs.user_data_dir("gazette"))
        tiles = environment.get("GAZETTE_TILES", "").strip()
        credit = environment.get("GAZETTE_TILES_CREDIT", "").strip()[:120]
        store = environment.get("GAZETTE_STORE") or str(folder / "gazette.sqlite3")
        return cls(
            folder,
            store,
            title=environment.get("GAZETTE_TITLE", "").strip()[:80],
            embed_on=" ".join(environment.get("GAZETTE_EMBED_ON", "").split()),
            web={"on": "on", "off": "off"}.get(environment.get("GAZETTE_WEB", "").strip(), ""),
            tiles=tiles if credit and _TILES.fullmatch(tiles) else "",
            tiles_credit=credit,
        )
