"""The filters of the side bar on events made by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from dashboard import links
from dashboard.panels.day_filter import latest_of
from dashboard.panels.kind_filter import with_families, with_kinds
from geodata.model import EventKind, Family, Modality, Precision
from tests.dashboard.listed import listed

OpenMap = Callable[..., AppTest]


def shown(page: AppTest) -> list[str]:
    """The titles in the list."""
    return listed(page)


def chips(page: AppTest) -> list[str]:
    """What the chips stand for."""
    return list(page.get_by_key("chips").options)


def test_claimed_and_planned_events_can_be_left_out(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_key("side-modalities").set_value([Modality.HAPPENED]).run()
    assert page.query_params["claim"] == "happened"
    assert len(shown(page)) == 3
    assert "It happened" in chips(page)[0]


def test_a_place_is_chosen_from_the_list(open_map: OpenMap) -> None:
    page = open_map()
    labels = page.get_by_key("side-place_ids").options
    assert "Baku, Azerbaijan (1)" in labels
    page.get_by_key("side-place_ids").set_value(["gn:587084"]).run()
    assert shown(page) == ["Crowds marched through Baku"]


def test_events_known_only_to_a_province_can_be_picked(open_map: OpenMap) -> None:
    page = open_map(precision="region")
    assert shown(page) == ["Fighting broke out in Tavush"]
    assert page.get_by_key("side-precisions").value == [Precision.REGION]


def test_a_region_is_typed_in_any_script_and_its_id_stands_in_the_address(
    open_map: OpenMap,
) -> None:
    page = open_map()
    page.get_by_key("side-regions").set_value(["Ադրբեջան"]).run()
    assert page.query_params["region"] in ("iso:AZ", ["iso:AZ"])
    assert page.get_by_key("side-regions").value == ["iso:AZ"]
    assert "Azerbaijan" in chips(page)[0]
    assert "Crowds marched through Baku" in shown(page)


def test_an_area_of_several_countries_is_typed_and_holds_their_events(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_key("side-regions").set_value(["Transcaucasia"]).run()
    assert page.get_by_key("side-regions").value == ["gz:south-caucasus"]
    labels = page.get_by_key("side-regions").options
    assert any(re.fullmatch(r"South Caucasus \([1-9][0-9]*\)", label) for label in labels)
    assert "Caucasus" in labels


def test_a_region_without_events_is_filtered_by_and_says_nought(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_key("side-regions").set_value(["日本"]).run()
    assert page.query_params["region"] in ("iso:JP", ["iso:JP"])
    assert "Japan (0)" in page.get_by_key("side-regions").options
    assert "Japan" in chips(page)[0]
    assert any("No events match" in one.value for one in page.markdown)


def test_an_unknown_region_is_said_in_one_sentence_and_changes_nothing(
    open_map: OpenMap,
) -> None:
    page = open_map()
    page.get_by_key("side-regions").set_value(["<b>Ruritania</b>"]).run()
    assert not page.exception
    assert "region" not in page.query_params
    assert page.get_by_key("side-regions").value == []
    said = [one.value for one in page.caption if "Ruritania" in one.value]
    assert len(said) == 1
    assert "<b>" not in said[0]
    assert len(shown(page)) == 5


def test_of_more_names_than_a_link_can_hold_the_first_are_looked_up(open_map: OpenMap) -> None:
    page = open_map()
    typed = [f"Ruritania {number}" for number in range(links.MOST_VALUES)]
    page.get_by_key("side-regions").set_value([*typed, "Armenia"]).run()
    assert not page.exception
    assert "region" not in page.query_params
    page.get_by_key("side-regions").set_value([*typed[1:], "Armenia"]).run()
    assert page.query_params["region"] == "iso:AM"


def test_what_else_a_typed_name_may_mean_is_offered(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_key("side-regions").set_value(["Georgia"]).run()
    assert page.get_by_key("side-regions").value == ["iso:GE"]
    assert "Georgia, United States (0)" in page.get_by_key("side-regions").options
    page.get_by_key("side-regions").set_value(["georgia, usa"]).run()
    assert page.get_by_key("side-regions").value == ["adm1:US.GA"]


def test_a_part_of_the_map_filters_and_its_chip_takes_it_off(open_map: OpenMap) -> None:
    page = open_map(box="40,49,41,50")
    assert shown(page) == ["Crowds marched through Baku"]
    assert len(chips(page)) == 1
    page.get_by_key("chips").set_value([]).run()
    assert len(shown(page)) == 5
    assert "box" not in page.query_params


def test_every_part_of_the_filter_has_a_chip_of_its_own(open_map: OpenMap) -> None:
    page = open_map(
        q="x", kind="Battle", claim="claimed", precision="region", src="Example Desk",
        when="2020-07-12", certainty="likely", place="gn:587084", region="iso:AZ",
        box="40,49,41,50", actor="somebody", status="accepted",
    )  # fmt: skip
    assert len(chips(page)) == 12
    assert any(one.label == "Clear all (12)" for one in page.button)


def test_a_family_narrowed_to_a_kind_gives_that_kind_alone() -> None:
    both = frozenset({Family.STRIKES, Family.TALKS})
    narrowed = with_kinds(both, [EventKind.STRIKE])
    assert narrowed == {EventKind.STRIKE, Family.TALKS}
    assert with_families(narrowed, [Family.STRIKES]) == {EventKind.STRIKE}
    assert with_families(narrowed, [Family.TALKS]) == {Family.TALKS}


def test_the_last_days_are_those_before_the_last_event() -> None:
    assert latest_of((date(2020, 1, 1), date(2020, 1, 3))) == {}
    assert list(latest_of((date(2015, 1, 1), date(2020, 1, 3)))) == ["Week", "Month", "Year"]
