"""Every decision asks for the right again, and believes nothing that the browser sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.panels.pins_panel import pinned
from dashboard.panels.review_table import ticked_ids
from dashboard.services import collection, deciding, rights
from dashboard.services.rights import Visitor
from geodata.coordinates import LatLon
from geodata.correcting import Change, Rule, Scope, Support
from geodata.errors import ChangedMeanwhileError, GeodataError, InputError, NotAllowedError
from geodata.model import Precision, Reading, Status

HERE = LatLon(40.7, 46.3)


def writes(reading: Reading) -> dict[str, Callable[[], object]]:
    event = reading.events[0]
    rule = Rule("Ganja", None, Scope.COLLECTION)
    return {
        "decide": lambda: deciding.decide(event.id, Status.REJECTED, 0),
        "decide_many": lambda: deciding.decide_many([event.id], Status.REJECTED),
        "accept_certain": deciding.accept_certain,
        "use_place": lambda: deciding.use_place(event.id, event.places[0].start, None, 0),
        "put_pin": lambda: deciding.put_pin(
            event.id, 0, HERE, radius_km=1.0, precision=Precision.EXACT, why="seen", expected=0
        ),
        "edit": lambda: deciding.edit(event.id, Change(title="x"), Support(reason="y"), 0),
        "preview": lambda: deciding.preview(rule),
        "make_rule": lambda: deciding.make_rule(rule),
        "take_back_rule": lambda: deciding.take_back_rule("k0"),
        "undo": lambda: deciding.undo("a0"),
        "undo_last": deciding.undo_last,
    }


def test_every_decision_is_refused_to_a_reader(
    stored: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: Visitor(False, "", "Read only."))
    before = collection.store().revision
    for write in writes(stored).values():
        with pytest.raises(NotAllowedError, match="Read only"):
            write()
    assert collection.store().revision == before
    public = {
        name
        for name, value in vars(deciding).items()
        if callable(value) and value.__module__ == deciding.__name__ and not name.startswith("_")
    }
    assert public - {"known_place", "rule_of"} == set(writes(stored))


def test_forged_values_change_nothing(stored: Reading, editor: None) -> None:
    event = stored.events[0]
    start = event.places[0].start
    pin: dict[str, Any] = {"radius_km": 1.0, "precision": Precision.EXACT, "why": "seen"}
    forged: list[Callable[[], object]] = [
        lambda: deciding.decide("e" + "a" * 16, Status.ACCEPTED, 0),
        lambda: deciding.use_place(event.id, start, "gn:999999999999", 0),
        lambda: deciding.use_place(event.id, start, "' OR 1=1 --", 0),
        lambda: deciding.use_place(event.id, -5, event.places[0].place.id, 0),
        lambda: deciding.put_pin(event.id, 7, HERE, expected=0, **pin),
        lambda: deciding.put_pin(event.id, -1, HERE, expected=0, **pin),
        lambda: deciding.put_pin(event.id, 0, HERE, expected=0, **(pin | {"why": " "})),
        lambda: deciding.put_pin(event.id, 0, HERE, expected=0, **(pin | {"radius_km": -1.0})),
        lambda: deciding.put_pin(
            event.id, 0, HERE, expected=0, **(pin | {"precision": Precision.COUNTRY})
        ),
        lambda: deciding.edit(event.id, Change(title="x"), Support(), 0),
        lambda: deciding.edit(event.id, Change(title="x"), Support(0, 10**9), 0),
        lambda: deciding.make_rule(Rule("", None, Scope.COLLECTION)),
        lambda: deciding.make_rule(Rule("Ganja", None, Scope.PUBLISHER, " ")),
        lambda: deciding.make_rule(Rule("Ganja", None, Scope.COLLECTION), "x" * 501),
        lambda: deciding.take_back_rule("k" + "a" * 16),
        lambda: deciding.undo("a" + "0" * 16),
        lambda: deciding.decide_many(["e0"] * 501, Status.ACCEPTED),
    ]
    store = collection.store()
    before = store.reading(stored.report.id), store.revision
    for write in forged:
        with pytest.raises(GeodataError):
            write()
    assert (store.reading(stored.report.id), store.revision) == before


@pytest.mark.parametrize(
    "value",
    [
        None, [], "pin", {"last_active_drawing": None}, {"last_active_drawing": {"id": "pin"}},
        {"last_active_drawing": {"id": "pin", "geometry": {"coordinates": [1]}}},
        {"last_active_drawing": {"id": "pin", "geometry": {"coordinates": [1, "2"]}}},
        {"last_active_drawing": {"id": "pin", "geometry": {"coordinates": [True, 2]}}},
        {"last_active_drawing": {"id": "pin", "geometry": {"coordinates": [1, 91]}}},
        {"last_active_drawing": {"id": "pin", "geometry": {"coordinates": [float("nan"), 1]}}},
        {"last_active_drawing": {"id": "c10"}}, {"last_active_drawing": {"id": ["c1"]}},
    ],
)  # fmt: skip
def test_what_no_map_of_ours_sends_is_no_pick(value: Any) -> None:
    assert pinned(value) is None


def test_only_ticks_of_rows_that_are_there_count() -> None:
    forged = {
        "edited_rows": {"0": {"Tick": "yes"}, "1": {"Tick": True}, "-1": {"Tick": True},
                        "9": {"Tick": True}, "2": [True]},
        "added_rows": [{"Tick": True}], "deleted_rows": [0],
    }  # fmt: skip
    assert ticked_ids(forged, ["a", "b", "c"]) == ["b"]


def test_undo_takes_back_the_latest_decision_of_this_editor_only(
    stored: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = stored.events[:2]
    who = ["ann"]
    monkeypatch.setattr(rights, "current", lambda: Visitor(True, who[0]))
    deciding.decide_many([first.id], Status.REJECTED)
    who[0] = "bob"
    deciding.decide_many([second.id], Status.REJECTED)
    who[0] = "ann"
    subject, undone = deciding.undo_last() or ("", None)
    assert subject == first.id and undone is not None and undone.kept == ()
    assert deciding.undo_last() is None
    store = collection.store()
    assert store.event(first.id).status is Status.ACCEPTED
    assert store.event(second.id).status is Status.REJECTED


def test_a_card_that_is_out_of_date_is_refused(stored: Reading, editor: None) -> None:
    event = stored.events[0]
    store = collection.store()
    seen = store.version(event.id)
    deciding.edit(event.id, Change(title="Theirs"), Support(reason="so"), seen)
    with pytest.raises(ChangedMeanwhileError):
        deciding.decide(event.id, Status.REJECTED, seen)
    with pytest.raises(InputError):
        deciding.edit(event.id, Change(title="Mine"), Support(), store.version(event.id))
    assert store.event(event.id).title == "Theirs"
