from __future__ import annotations

from streamlit.testing.v1 import AppTest


def script() -> None:
    """The trays of a thousand generated events."""
    from dashboard.panels.trays_panel import trays_panel
    from dashboard.state import reader
    from geodata.browse import EventIndex
    from geodata.model import EventFilter
    from tests.benchmarks.generator import event_table

    trays_panel(reader(), EventIndex.from_table(event_table(1_000)).select(EventFilter()))


def lines(page: AppTest) -> list[str]:
    """The keys of the lines that are drawn."""
    return [str(one.key) for one in page.button if str(one.key).startswith("tray-")]


def test_a_closed_tray_draws_nothing_and_says_how_many(editor: None) -> None:
    page = AppTest.from_function(script, default_timeout=30).run()
    assert [one.label for one in page.expander] == [
        "Not placed (53 of 1,000)",
        "No date (72 of 1,000)",
    ]
    assert lines(page) == []


def test_every_event_of_a_long_tray_is_on_one_of_its_pages(editor: None) -> None:
    page = AppTest.from_function(script, default_timeout=30).run()
    reader = page.session_state["reader"]
    reader.open_trays = {"Not placed"}
    first = lines(page.run())
    assert len(first) == 30
    reader.tray_pages["Not placed"] = 2
    second = lines(page.run())
    assert len({*first, *second}) == 53
    reader.narrow(text="parliament")
    assert reader.tray_pages == {}
    assert reader.open_trays == {"Not placed"}
