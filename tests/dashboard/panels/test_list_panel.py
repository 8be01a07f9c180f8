from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.panels.list_panel import date_labels, event_table, row_height, styled
from geodata.browse import EventRow
from geodata.model import EventKind, Modality, Status

LATER = EventRow(
    id="e2",
    report_id="r1",
    title="Talks",
    kind=EventKind.TALKS,
    modality=Modality.HAPPENED,
    first_day=date(2020, 8, 2),
    last_day=date(2020, 8, 2),
    date_label="2 Aug 2020",
    place_label="Baku",
    place_name="Baku",
    place_ids=("gn:1",),
    lat=40.4,
    lon=49.9,
    actors=(),
    source="",
    certainty=1.0,
    status=Status.ACCEPTED,
    is_demo=False,
)
EARLIER = replace(LATER, id="e1", first_day=date(2020, 7, 12), date_label="12 Jul 2020")


def test_dates_are_shown_in_words_and_sorted_by_time() -> None:
    rows = [EARLIER, LATER]
    table = event_table(rows)
    shown = styled(table, date_labels(rows))
    assert list(table["Date"]) == [1, 2]
    html = shown.to_html()
    assert "12 Jul<" in html
    assert "2 Aug<" in html


def test_rows_have_room_for_long_titles() -> None:
    long = replace(LATER, title="On the same day, according to the ministry, drones struck")
    assert row_height([EARLIER, LATER], touch=False) < row_height([EARLIER, long], touch=False)


def test_a_tight_panel_names_the_place_before_the_words() -> None:
    table = event_table([LATER], is_tight=True)
    assert list(table.columns) == ["Date", "Kind", "Event"]
    assert list(table["Event"]) == ["Baku · Talks"]
