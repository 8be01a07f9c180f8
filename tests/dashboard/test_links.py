from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.links import Address, Pane, embed_code, full, is_web_link, read, write
from geodata.coordinates import BoundingBox, LatLon
from geodata.model import EventFilter, EventKind, Family, Modality, Precision, Status

words = st.text(min_size=1, max_size=40)
filters = st.builds(
    EventFilter,
    text=st.text(max_size=40),
    kinds=st.frozensets(st.sampled_from([*Family, *EventKind])),
    modalities=st.frozensets(st.sampled_from(list(Modality))),
    actors=st.frozensets(words, max_size=4),
    sources=st.frozensets(words, max_size=4),
    statuses=st.frozensets(st.sampled_from(list(Status))),
    regions=st.frozensets(st.sampled_from(["iso:AM", "adm1:AM.09"])),
    precisions=st.frozensets(st.sampled_from(list(Precision))),
    minimum_certainty=st.sampled_from([0.0, 0.5, 0.8]),
    box=st.sampled_from(
        [None, BoundingBox(38.4, 43.4, 42.0, 50.4), BoundingBox(-20, 177, 0, -178)]
    ),
)


@given(filters)
def test_what_is_written_is_read_back(event_filter: EventFilter) -> None:
    address = Address(event_filter, "e" + "a2" * 8, Pane.LIST, LatLon(40.68, 46.36), 7.5)
    assert read(write(address)) == address


def test_days_are_read_back() -> None:
    address = Address(EventFilter(first_day=date(2020, 7, 1), last_day=date(2020, 7, 31)))
    assert write(address) == {"when": ["2020-07-01", "2020-07-31"]}
    assert read(write(address)) == address


def test_the_days_at_which_playing_stands_are_read_back() -> None:
    address = Address(playing=(date(2020, 7, 13), date(2020, 7, 19)))
    assert write(address) == {"play": ["2020-07-13", "2020-07-19"]}
    assert read(write(address)) == address


def test_an_empty_address_asks_for_everything() -> None:
    assert read({}) == Address()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "Picnic"),
        ("claim", "perhaps"),
        ("when", "yesterday"),
        ("when", "2020-13-45"),
        ("certainty", "very"),
        ("status", "x"),
        ("view", "globe"),
        ("event", "e1"),
        ("event", "<script>"),
        ("place", "a b"),
        ("precision", "vague"),
        ("box", "38,43,42"),
        ("box", "42,43,38,50"),
        ("box", "nan,0,1,1"),
        ("box", "0,0,1,999"),
        ("c", "north"),
        ("c", "91,0"),
        ("c", "nan,nan"),
        ("z", "inf"),
        ("z", "99"),
        ("q", "x" * 5000),
    ],
)
def test_what_is_not_understood_is_left_out_and_named(name: str, value: str) -> None:
    found = read({name: [value]})
    assert found.refused == (name,)
    assert found == Address(refused=(name,))


names = st.sampled_from(["q", "c", "z", "kind", "when", "event", "view", "place"])


@given(st.dictionaries(names, st.lists(st.text(max_size=30), max_size=4)))
def test_no_address_raises(parameters: dict[str, list[str]]) -> None:
    read(parameters)


def test_the_query_of_the_page_is_replaced() -> None:
    address = Address(EventFilter(text="Gəncə & more"))
    assert full("http://host/?old=1#x", address) == "http://host/?q=G%C9%99nc%C9%99+%26+more"


def test_the_embed_code_cannot_be_broken_out_of() -> None:
    address = Address(EventFilter(text='"><script>alert(1)</script>'))
    code = embed_code("http://host/", address, 'A "title" <b>')
    assert "<script" not in code
    assert code.count('"') == code.count('="') * 2


@pytest.mark.parametrize(
    "link",
    [
        "", "javascript:alert(1)", "ftp://a.example", "data:text/html,x", "//host", "https://",
        "http://a b", "HTTP:\x00//a", "https://" + "a" * 3000, "http://[half",
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(link: str) -> None:
    assert not is_web_link(link)
