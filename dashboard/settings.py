"""What the person who runs the dashboard can choose; everything has a default.

Read from environment variables once a start. Nothing here is secret: keys and the list of
editors stand in ``.streamlit/secrets.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
LONGEST_TEXT = 200_000  # characters of one report; about sixty pages
LONGEST_FIELD = 300  # characters of a title or a source
ROWS_OF_A_PAGE = 500  # rows the list sends to the browser at once
DEMO_TITLE = "South Caucasus, summer 2020"
OWN_TITLE = "Collected reports"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one start.

    Attributes:
        data_folder: where the collection lives.
        store: a database address, or the path of an SQLite file.
        title: of the collection, '' to let the dashboard name it.
        embed_on: who may show the map in a frame, in the words of the CSP directive
            frame-ancestors ("https://news.example"), '' for the default.
    """

    data_folder: Path
    store: str
    title: str = ""
    embed_on: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that environment variables ask for.

        ``GAZETTE_DATA`` is a folder, ``GAZETTE_STORE`` a database address that wins over it,
        ``GAZETTE_TITLE`` a title of at most 80 characters, ``GAZETTE_EMBED_ON`` the addresses
        of the sites that may embed the map.

        Example:
            >>> Settings.from_environment({"GAZETTE_DATA": "/data"}).store
            '/data/gazette.sqlite3'
            >>> Settings.from_environment({"GAZETTE_STORE": "postgresql://db/news"}).store
            'postgresql://db/news'
        """
        folder = Path(environment.get("GAZETTE_DATA") or platformdirs.user_data_dir("gazette"))
        store = environment.get("GAZETTE_STORE") or str(folder / "gazette.sqlite3")
        return cls(
            folder,
            store,
            title=environment.get("GAZETTE_TITLE", "").strip()[:80],
            embed_on=" ".join(environment.get("GAZETTE_EMBED_ON", "").split()),
        )
