"""Tables written in a text, found by their headers."""

from __future__ import annotations

import pytest

from geodata.tables import Column, place_cells, tables_in

PIPES = "| Date | Town | Event |\n|---|:--|---|\n| 1 May 2021 | Goma | Shelling |\n\nText follows."
TABS = "Date\tTown\tEvent\n1 May 2021\tGoma\tShelling\n"
ALIGNED = "Date          Town     Event\n1 May 2021    Goma     Shelling\n"


@pytest.mark.parametrize("text", [PIPES, TABS, ALIGNED])
def test_bars_tabs_and_aligned_columns_are_read_alike(text: str) -> None:
    (table,) = tables_in(text)
    assert [header.column for header in table.headers] == [
        Column.DATE,
        Column.PLACE,
        Column.EVENT,
    ]
    (row,) = table.rows
    assert [cell.text for cell in row.cells] == ["1 May 2021", "Goma", "Shelling"]
    assert all(text[cell.start : cell.end] == cell.text for cell in row.cells)
    assert [text[start:end] for start, end in place_cells([table])] == ["Goma"]


@pytest.mark.parametrize(
    "text",
    [
        "Country | Capital | Population\nPeru | Lima | 10\n",
        "Date | Town | Event",
        "He was there.  She was not.\nThey left.  Nobody came.",
        "| a | b |\n| c | d |",
        "Price\tDay\n3\tMonday\n",
        "",
    ],
)
def test_what_has_no_header_of_events_is_no_table(text: str) -> None:
    assert tables_in(text) == []


def test_a_table_ends_where_a_line_has_other_columns() -> None:
    (table,) = tables_in(TABS + "Two\tcells\n2 May 2021\tGoma\tShelling\n")
    assert len(table.rows) == 1


def test_a_blank_cell_keeps_its_column() -> None:
    (table,) = tables_in("Date | Town | Event\n1 May 2021 | | Shelling\n")
    assert [cell.text for cell in table.rows[0].cells] == ["1 May 2021", "", "Shelling"]
