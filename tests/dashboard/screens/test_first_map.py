from __future__ import annotations

import pytest
import streamlit as st

from dashboard.screens.first_map import first_map
from dashboard.services import collection
from geodata.model import Reading, Status

LOCAL = {"host": "localhost:8501", "origin": "http://localhost:8501"}
AWAY = {"host": "map.example", "origin": "https://map.example"}


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch: pytest.MonkeyPatch, stored: Reading) -> None:
    """A server bound to this machine, with the hand-made events."""
    option = st.get_option
    here = {"server.address": "localhost"}
    monkeypatch.setattr(st, "get_option", lambda name: here.get(name) or option(name))


def shown(search: str, headers: dict[str, str] = LOCAL) -> list[str]:
    """The ids of the events that the early map of an address would show."""
    found = first_map(search, headers, [])
    assert found is not None
    selection = collection.selection_of(found["state"]["view"])
    assert selection is not None
    return sorted(selection.event_ids())


def test_the_early_map_shows_what_the_address_filters() -> None:
    found = first_map("?kind=Protest", LOCAL, [])
    assert found is not None
    assert len(shown("?kind=Protest")) == 1
    assert found["state"]["counts"]["Protest"] == 1
    assert found["state"]["counts"]["Battle"] == 0
    assert found["state"]["fit"] is not None
    assert found["rows"] == {"phone": True, "wide": True}


def test_it_opens_where_the_address_says() -> None:
    found = first_map("?c=40.5,46.3&z=7", LOCAL, [])
    assert found is not None
    assert found["state"]["at"] == [40.5, 46.3, 7.0]


def test_without_a_filter_it_shows_all_and_no_row_of_chips() -> None:
    found = first_map("", LOCAL, [])
    assert found is not None
    assert len(shown("")) == 5
    assert found["rows"] == {"phone": False, "wide": False}


def test_somebody_elsewhere_sees_what_was_published_and_an_editor_here_everything() -> None:
    hidden = shown("?kind=Protest")[0]
    collection.store().set_status([hidden], Status.UNREVIEWED, by="test")
    assert hidden in shown("")
    assert hidden in shown("?status=unreviewed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collection, "_revision", lambda of_readers: collection.store().revision)
        assert first_map("?status=unreviewed", AWAY, []) is None


def test_a_page_of_another_origin_gets_no_rights_of_this_machine() -> None:
    hidden = shown("?kind=Protest")[0]
    collection.store().set_status([hidden], Status.REJECTED, by="test")
    forged = LOCAL | {"origin": "https://evil.example"}
    assert first_map("?status=rejected", LOCAL, []) is not None
    assert first_map("?status=rejected", forged, []) is None


@pytest.mark.parametrize(
    "search",
    ["?event=eaaaaaaaaaaaaaaaa", "?view=list", "?play=2020-07-01&play=2020-07-09", "?walk=yes",
     "?story=x", "?embed=true", "?page=add", "?kind=Picnic", "?z=99"],
)  # fmt: skip
def test_an_address_that_asks_for_more_than_a_map_has_no_early_one(search: str) -> None:
    assert first_map(search, LOCAL, []) is None


def test_the_order_of_the_list_is_no_filter() -> None:
    found = first_map("?order=newest", LOCAL, [])
    assert found is not None
    assert found["rows"] == {"phone": False, "wide": False}


def test_a_filter_that_leaves_nothing_on_the_map_has_no_early_one() -> None:
    assert first_map("?q=nowhere", LOCAL, []) is None


def test_whoever_may_be_signed_in_has_no_early_map() -> None:
    assert first_map("", LOCAL, ["_streamlit_user"]) is None
    assert first_map("", LOCAL, ["_streamlit_xsrf"]) is not None
