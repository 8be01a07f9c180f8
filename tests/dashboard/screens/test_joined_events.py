from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, joined, writing
from geodata.errors import InputError, NotFoundError
from geodata.model import Event, EventKind, Reading, Status
from geodata.partial_date import PartialDate
from tests.dashboard.listed import listed

OpenMap = Callable[..., AppTest]


@pytest.fixture
def again(made: ModuleType, stored: Reading, editor: None) -> Event:
    """The march in Baku as another report tells it, a day later."""
    text = "Crowds marched through Baku on 15 July 2020, <b>Interfax</b> said."
    source = made.report(
        text, title="Night march", source="Other Post", published=date(2020, 7, 16)
    )
    event: Event = made.event_of(
        source, text, "Crowds marched through Baku again", EventKind.PROTEST,
        places=[made.place_of(text, "Baku", made.BAKU)],
        day=PartialDate.of_day(date(2020, 7, 15)), day_words="on 15 July 2020",
    )  # fmt: skip
    store = collection.store()
    store.add_reading(made.reading_of(source, [event]), status=Status.ACCEPTED)
    against = store.editions.standing().against
    store.editions.sign_off(against, "a test")
    store.editions.publish()
    return event


def texts(page: AppTest) -> str:
    return "\n".join(str(one.value) for kind in ("html", "caption") for one in getattr(page, kind))


def test_a_joined_event_is_one_line_with_both_passages_and_what_differs(
    open_map: OpenMap, stored: Reading, again: Event
) -> None:
    march = stored.events[1]
    writing.join(march.id, again.id)
    page = open_map(event=again.id)  # the address of either opens what stands for both
    assert page.query_params["event"] == march.id
    shown = texts(page)
    assert "Told by 2 reports" in shown
    assert "&lt;b&gt;Interfax" in shown
    assert '<b dir="auto">14 Jul 2020</b>' in shown
    assert '<b dir="auto">15 Jul 2020</b>' in shown
    assert listed(open_map())[1:3] == [
        "Crowds marched through Baku (2 reports)",
        "Six F-16s landed in Ganja",
    ]
    page.button(key=f"apart-{again.id}").click().run()
    assert collection.store().joins.group(march.id) == (march.id,)
    assert "Told by" not in texts(page)


def test_a_proposal_can_be_joined_or_kept_apart(
    open_map: OpenMap, stored: Reading, again: Event
) -> None:
    march = stored.events[1]
    collection.store().joins.propose([(march.id, again.id, 0.6, ["both in Baku"])])
    page = open_map(event=march.id)
    assert "Perhaps the same event as this one: both in Baku." in texts(page)
    page.button(key=f"keep-{again.id}").click().run()
    assert "Perhaps the same event" not in texts(page)
    assert collection.store().joins.apart([march.id]) == {frozenset((march.id, again.id))}


def test_a_reader_sees_what_was_joined_but_cannot_change_it(
    open_map: OpenMap, stored: Reading, again: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.services import rights

    writing.join(stored.events[1].id, again.id)
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(False, "", "Read only."))
    page = open_map(event=again.id)
    assert "Told by 2 reports" in texts(page)
    assert not [b for b in page.button if str(b.key).startswith(("apart-", "join-", "keep-"))]


def test_an_event_that_is_gone_has_no_lead(stored: Reading) -> None:
    with pytest.raises(NotFoundError):
        joined.lead_of("e0")


def test_aliases_are_checked_on_the_server_before_they_are_kept(
    stored: Reading, editor: None
) -> None:
    writing.set_aliases([("the Turkish Air Force", " Türk Hava "), ("", None), (None, "")])
    assert collection.store().joins.aliases() == {"the Turkish Air Force": "Türk Hava"}
    actors = {value.value for value in collection.index().select().facets().actors}
    assert "Türk Hava" in actors
    for rows in ([("A", "")], [("A", "A")], [("A", "x" * 5_000)], [("A", "B"), ("A", "C")]):
        with pytest.raises(InputError):
            writing.set_aliases(rows)
    assert len(collection.store().joins.aliases()) == 1


def test_the_ledger_of_a_report_adds_up_on_the_screen(made: ModuleType) -> None:
    from dashboard.panels.ledger_panel import account
    from geodata.events import ledger_of

    reading = made.summer_reading()
    ledger = ledger_of(replace(reading, dates=()))
    rows = dict(account(ledger, 1))
    assert rows["5 events"] == (
        "4 placed, 1 not placed<br>4 dated, 1 without a day<br>"
        "1 joined with other reports, 4 told by this report alone"
    )
    assert rows["4 place names"] == "4 carry an event"
    assert rows["0 dates"] == "none"
