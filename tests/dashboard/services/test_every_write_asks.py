"""Who may call which write: every function that changes something, for every role."""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any

import pytest

from dashboard.services import deciding, publishing, rights, stories, writing
from geodata.errors import GeodataError, NotAllowedError
from geodata.model import EventKind
from geodata.publishing import SafetyRule, SafetyScope

READS = {"check", "rule_of", "known_place", "all_stories", "find", "walk_of_story",
         "walk_of_filter", "present_steps", "first_step", "lines_of", "lines_told", "date_words",
         "note_rights"}  # fmt: skip
OWNERS = {
    "set_gate",
    "end_safety_rule",
    "make_safety_rule",
    "delete_for_good",
    "bring_import_back",
}  # one event: editors too
ROLES = {
    "anonymous": rights.Visitor(False, "", "This dashboard is read-only from here."),
    "reader": rights.Visitor(False, "", "You are signed in, but not on the list."),
    "editor": rights.Visitor(True, "ann@example.org"),
}


def writes(module: ModuleType) -> dict[str, Any]:
    return {
        name: made for name, made in vars(module).items()
        if inspect.isfunction(made) and made.__module__ == module.__name__
        and not name.startswith("_") and name not in READS
    }  # fmt: skip


WRITES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": made
    for module in (writing, deciding, publishing, stories)
    for name, made in writes(module).items()
}


def called(made: Any) -> None:
    """Call it with whatever a forged request would carry."""
    values: dict[str, Any] = {}
    for name, parameter in inspect.signature(made).parameters.items():
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            values[name] = {"fields": {}, "rule": SafetyRule(
                SafetyScope.KIND, EventKind.RIOT.value, 10.0
            ), "finest_km": 1.0}.get(name, "e" + "a" * 16)  # fmt: skip
    made(**values)


@pytest.mark.parametrize("role", ["anonymous", "reader"])
@pytest.mark.parametrize("name", WRITES)
def test_who_may_not_edit_is_refused_before_anything_is_looked_at(
    name: str, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: ROLES[role])
    # The store is not even asked for: no data folder is set for this test.
    from dashboard.services import collection

    monkeypatch.setattr(collection, "store", lambda: pytest.fail("the store was asked"))
    with pytest.raises(NotAllowedError, match=ROLES[role].reason[:20]):
        called(WRITES[name])


@pytest.mark.parametrize("name", [name for name in WRITES if name.rpartition(".")[2] in OWNERS])
def test_only_an_owner_changes_what_is_safe_to_show(
    name: str, stored: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: ROLES["editor"])
    with pytest.raises(NotAllowedError, match="Only an owner"):
        called(WRITES[name])
    owner = rights.Visitor(True, "olga@example.org", is_owner=True)
    monkeypatch.setattr(rights, "current", lambda: owner)
    try:
        called(WRITES[name])
    except NotAllowedError:
        pytest.fail("an owner may")
    except GeodataError:
        pass  # what was sent means nothing; the right was there


def test_an_editor_blurs_one_event_and_nothing_wider(
    stored: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: ROLES["editor"])
    event_id = stored.events[0].id
    publishing.make_safety_rule(SafetyRule(SafetyScope.EVENT, event_id, 10.0))
    with pytest.raises(NotAllowedError):
        publishing.make_safety_rule(SafetyRule(SafetyScope.ALL, "", 10.0))


def test_the_list_of_writes_is_long_enough_to_be_all_of_them() -> None:
    assert len(WRITES) > 30
