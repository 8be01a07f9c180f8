from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, demo, rights
from dashboard.services.views import View
from geodata.model import EventFilter, Family, Reading
from tests.dashboard.listed import listed

OpenMap = Callable[..., AppTest]
MAIN = str(Path(__file__).parents[3] / "dashboard" / "main.py")


def shown(page: AppTest) -> list[str]:
    """The titles in the list."""
    return listed(page)


def widget(page: AppTest, key: str) -> Any:
    """A widget of any kind by its key."""
    return page.get_by_key(key)


def everything(page: AppTest) -> str:
    """All text of the page as it was sent."""
    kinds = ("markdown", "caption", "html", "title", "button", "text", "toast", "error")
    texts = [
        str(getattr(one, "label", "")) + str(one.value) for k in kinds for one in getattr(page, k)
    ]
    return "\n".join(texts)


def test_the_list_shows_every_event_in_order_of_date_undated_last(open_map: OpenMap) -> None:
    page = open_map()
    assert shown(page) == [
        "Fighting broke out in Tavush",
        "Crowds marched through Baku",
        "Six F-16s landed in Ganja",
        "Drones over Ganja (claimed)",
        "Pledge to buy more weapons (planned)",
    ]
    assert page.title[0].value == "Collected reports"
    assert "5 of 5 events · 12–30 Jul 2020 · 1 not placed" in page.caption[0].value


def test_the_address_filters(open_map: OpenMap) -> None:
    assert shown(open_map(kind=["Movement", "Protest"])) == [
        "Crowds marched through Baku",
        "Six F-16s landed in Ganja",
    ]
    assert shown(open_map(when=["2020-07-13", "2020-07-29"])) == [
        "Crowds marched through Baku",
        "Six F-16s landed in Ganja",
    ]
    assert shown(open_map(q="Tavush")) == ["Fighting broke out in Tavush"]


def test_the_widgets_follow_the_address_and_the_address_follows_the_widgets(
    open_map: OpenMap,
) -> None:
    page = open_map(kind="Battle", certainty="certain")
    assert widget(page, "side-kinds").value == [Family.BATTLE]
    widget(page, "side-kinds").set_value([Family.BATTLE, Family.PROTEST]).run()
    assert len(shown(page)) == 2
    assert page.query_params["kind"] == ["Battle", "Protest"]
    assert page.query_params["certainty"] == "certain"


def test_picking_days_filters_and_half_a_span_waits(open_map: OpenMap) -> None:
    page = open_map()
    page.date_input[0].set_value((date(2020, 7, 29), date(2020, 7, 30))).run()
    assert shown(page) == ["Six F-16s landed in Ganja", "Drones over Ganja (claimed)"]
    assert page.query_params["when"] == ["2020-07-29", "2020-07-30"]


def test_a_chip_takes_one_part_off_and_clear_all_the_rest(open_map: OpenMap) -> None:
    page = open_map(kind=["Battle", "Protest"], q="o")
    chips = widget(page, "chips")
    chips.set_value([chip for chip in chips.value if chip != "kinds:Battle"]).run()
    [only] = shown(page)
    assert only.startswith("Crowds marched through Baku — “")  # and where "o" was found
    page.button(key="clear-chips").click().run()
    assert len(shown(page)) == 5
    assert "kind" not in page.query_params


def test_an_event_in_the_address_opens_with_its_words(open_map: OpenMap, stored: Reading) -> None:
    event = stored.events[0]
    page = open_map(event=event.id)
    text = everything(page)
    assert "Six F-16s landed in Ganja" in text
    assert "<b>29 Jul 2020</b>" in text
    assert "<b>Ganja, Ganja City, Azerbaijan</b>" in text
    assert "1 of 2 in Ganja" in text
    assert "https://example.org/summer" in text
    assert page.query_params["event"] == event.id


def test_later_and_earlier_walk_in_order_of_date(open_map: OpenMap, stored: Reading) -> None:
    page = open_map(event=stored.events[2].id)
    page.button(key="step-Later").click().run()
    assert page.query_params["event"] == stored.events[1].id
    page.button(key="step-Earlier").click().run()
    assert page.query_params["event"] == stored.events[2].id
    assert page.button(key="step-Earlier").disabled


@pytest.mark.parametrize("event_id", ["e" + "a" * 16, "e1", "no such event"])
def test_an_event_that_is_gone_is_said_and_the_list_stays(open_map: OpenMap, event_id: str) -> None:
    page = open_map(event=event_id)
    assert "This event is no longer in the collection." in everything(page)
    assert not page.toast
    page.button(key="leave-gone").click().run()
    assert len(shown(page)) == 5
    assert "event" not in page.query_params


def test_a_value_nobody_understands_is_said_once_and_ignored(open_map: OpenMap) -> None:
    page = open_map(kind="Picnic", z="far")
    assert page.toast[0].value == "Some filters in the link were not recognised."
    assert len(shown(page)) == 5
    page.run()
    assert not page.toast


def test_nothing_matches_says_which_filter_removed_most(open_map: OpenMap) -> None:
    page = open_map(q="no such word", kind="Battle")
    assert "No event has words beginning with “no” and “such” and “word”" in everything(page)
    text = everything(page)
    assert "No events match these filters." in text
    assert "The search removed most: 5 events." in text
    assert page.button(key="drop-most").label == "Without the search: 1 event"
    assert not [b for b in page.button if b.label.startswith("Without the kind")]
    page.button(key="drop-most").click().run()
    assert shown(page) == ["Fighting broke out in Tavush"]


def test_where_no_single_part_helps_only_clearing_all_is_offered(open_map: OpenMap) -> None:
    page = open_map(q="no such word", when="1920-01-01")
    assert "Without any single one of them there is still nothing." in everything(page)
    assert not [b for b in page.button if b.label.startswith("Without")]
    page.button(key="clear-nothing").click().run()
    assert len(shown(page)) == 5


def test_an_empty_collection_says_what_to_do(
    data_folder: object, no_demo: None, editor: None
) -> None:
    collection.close()
    page = AppTest.from_file(MAIN, default_timeout=30).run()
    assert "No events yet." in everything(page)
    collection.close()


def test_an_editor_chooses_another_place_and_a_reader_cannot(
    open_map: OpenMap, stored: Reading, editor: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = stored.events[0]
    page = open_map(event=event.id)
    page.radio[0].set_value(1).run()
    assert collection.store().event(event.id).places[0].place.name == "Gandzak"
    assert "score" not in page.radio[0].options[0]
    assert "score 0.93" in page.radio[0].options[1]
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(False, "", "Read only."))
    page = open_map(event=event.id)
    assert not page.radio
    assert "Which Gandzak" in "".join(one.label for one in page.expander)


def test_details_name_other_events_in_the_same_place(open_map: OpenMap, stored: Reading) -> None:
    page = open_map(event=stored.events[0].id)
    assert any(one.label.startswith("1 more event in") for one in page.expander)
    page.button(key=f"related-{stored.events[3].id}").click().run()
    assert page.query_params["event"] == stored.events[3].id
    assert "claimed, not established" in everything(page)


def open_trays(page: AppTest) -> None:
    """As the browser says it; AppTest cannot click on a fold."""
    page.session_state["reader"].open_trays = {"Not placed", "No date"}
    page.run()


def test_what_is_not_placed_or_not_dated_is_listed(open_map: OpenMap, stored: Reading) -> None:
    page = open_map()
    trays = [one.label for one in page.expander if one.label != "More filters"]
    assert trays == ["Not placed (1 of 5)", "No date (1 of 5)"]
    assert not [one for one in page.button if str(one.key).startswith("tray-")]
    open_trays(page)
    page.button(key=f"tray-Not placed-{stored.events[4].id}").click().run()
    assert "not placed" in everything(page)


def test_an_embedded_map_has_no_filters_and_no_navigation(stored: Reading) -> None:
    page = AppTest.from_file(MAIN, default_timeout=30)
    page.context = {"is_embedded": True, "url": "http://maps.example/"}
    page.run()
    assert not page.exception
    assert not page.sidebar.children
    assert not page.text_input
    assert page.link_button[0].value == "Open in Gazette"
    assert page.title[0].value == "Collected reports"


def test_a_damaged_collection_is_said_and_left_untouched(data_folder: Path) -> None:
    collection.close()
    damaged = data_folder / "gazette.sqlite3"
    damaged.write_bytes(b"this is no database, but somebody's notes" * 100)
    before = damaged.read_bytes()
    page = AppTest.from_file(MAIN, default_timeout=30).run()
    assert not page.exception
    assert "damaged" in page.error[0].value
    assert damaged.read_bytes() == before
    collection.close()


def test_what_was_removed_as_demo_does_not_come_back(
    data_folder: Path, editor: None, summer: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"text": summer.report.text, "title": "Demo report"}
    monkeypatch.setattr(demo, "seed_reports", lambda *_: iter([fields]))
    monkeypatch.setattr(demo, "read_report", lambda **_: summer)
    monkeypatch.setattr(collection, "gazetteer", lambda *_: None)
    monkeypatch.setattr(collection, "GazetteerAtlas", lambda _: None)
    collection.close()
    page = AppTest.from_file(MAIN, default_timeout=30).run()
    assert page.title[0].value == "South Caucasus, summer 2020"
    assert "Look around" in everything(page)
    page.button(key="remove-demo").click().run()
    assert "No events yet." in everything(page)
    collection.close()
    assert collection.store().reports() == []
    collection.close()


def test_the_whole_list_can_begin_with_the_newest(open_map: OpenMap) -> None:
    assert shown(open_map(order="newest"))[0] == "Drones over Ganja (claimed)"
    page = open_map(order="sideways")
    assert shown(page)[0] == "Fighting broke out in Tavush"
    assert page.toast[0].value == "Some filters in the link were not recognised."


def test_playing_stands_at_some_days_and_the_list_follows(open_map: OpenMap) -> None:
    page = open_map(play=["2020-07-14", "2020-07-14"])
    assert shown(page) == ["Crowds marched through Baku"]
    assert "1 of 5 events · 14 Jul 2020" in page.caption[0].value
    page.get_by_key("chips").set_value([]).run()
    assert len(shown(page)) == 5
    assert "play" not in page.query_params


def test_days_without_events_are_said_while_playing(open_map: OpenMap) -> None:
    page = open_map(play=["2020-07-20", "2020-07-20"])
    assert "No events here on 20 Jul 2020." in everything(page)
    page.button(key="leave-playing").click().run()
    assert len(shown(page)) == 5


def test_the_days_that_a_map_asks_for_only_narrow_what_its_token_shows(stored: Reading) -> None:
    july = EventFilter(first_day=date(2020, 7, 13), last_day=date(2020, 7, 29))
    token = collection.views().token(View(july))
    whole = collection.selection_of(token)
    asked = collection.selection_of(token, date(2020, 7, 1), date(2020, 7, 20))
    assert whole is not None
    assert asked is not None
    assert (whole.count, asked.count) == (2, 1)
    assert collection.selection_of("unknown", date(2020, 7, 1), date(2020, 7, 20)) is None
