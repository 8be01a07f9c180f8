"""What was changed in a table on the page, read when a button is pressed.

A button knows what the page was drawn with; what was typed last may come with the press itself.
So a callback asks the session for the table's state, by its key, and puts it on the rows that
were drawn. The state comes from the browser: what does not fit it is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def edited_rows(value: Any, count: int) -> dict[int, dict[str, Any]]:
    """The rows of a table that were changed, by number, with their new cells.

    Args:
        value: what the session holds for ``st.data_editor``.
        count: how many rows were drawn.

    Example:
        >>> edited_rows({"edited_rows": {"1": {"Grade": "B"}, "9": {"Grade": "A"}}}, 2)
        {1: {'Grade': 'B'}}
        >>> edited_rows(None, 2)
        {}
    """
    rows = value.get("edited_rows") if isinstance(value, Mapping) else None
    return {
        int(name): dict(cells)
        for name, cells in (rows.items() if isinstance(rows, Mapping) else ())
        if str(name).isdecimal() and int(name) < count and isinstance(cells, Mapping)
    }


def edited(value: Any, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table as they stand now: changed, without those taken out, then new ones.

    Args:
        value: what the session holds for ``st.data_editor``.
        rows: as they were drawn.

    Example:
        >>> state = {"edited_rows": {0: {"Name": "Ada"}}, "deleted_rows": [1],
        ...          "added_rows": [{"Name": "Eve"}]}
        >>> edited(state, [{"Name": "A.", "Part": "does"}, {"Name": "B."}])
        [{'Name': 'Ada', 'Part': 'does'}, {'Name': 'Eve'}]
    """
    changed = edited_rows(value, len(rows))
    gone, new = _list(value, "deleted_rows"), _list(value, "added_rows")
    kept = [
        {**row, **changed.get(number, {})} for number, row in enumerate(rows) if number not in gone
    ]
    return kept + [dict(row) for row in new if isinstance(row, Mapping)]


def _list(value: Any, part: str) -> list[Any]:
    found = value.get(part) if isinstance(value, Mapping) else None
    return found if isinstance(found, list) else []
