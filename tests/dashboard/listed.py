"""What the list of the map screen shows, as it was sent to the browser."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def listed(page: AppTest) -> list[str]:
    """The titles in the list, each with what stands behind it."""
    sent = [one.proto for one in page.get("bidi_component")]  # type: ignore[attr-defined]
    (table,) = (json.loads(one.json) for one in sent if one.component_name == "gazette_list")
    return [_words(row) for row in table["rows"]]


def _words(row: dict[str, str]) -> str:
    title = "".join(part for part, _ in row["title"])
    note = f" ({row['note']})" if row["note"] else ""
    found = f" — {row['found']}" if row["found"] else ""
    return f"{title}{note}{found}"
