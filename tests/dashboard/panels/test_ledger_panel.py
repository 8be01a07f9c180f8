from __future__ import annotations

from streamlit.testing.v1 import AppTest

from geodata.model import Reading


def test_the_ledger_of_a_report_is_counted_when_it_is_unfolded(stored: Reading) -> None:
    def page(report_id: str) -> None:
        from dashboard.panels.ledger_panel import ledger_panel

        ledger_panel(report_id)

    shown = AppTest.from_function(page, args=(stored.report.id,), default_timeout=30).run()
    assert not shown.html
    shown.session_state[f"ledger-{stored.report.id}"] = True
    shown.run()
    text = "".join(one.value for one in shown.html)
    assert "5 events" in text
    assert "4 placed, 1 not placed" in text
    assert "Events without a place" in text
