from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.services import collection, deciding, rights, writing
from dashboard.services.rights import Visitor, visitor
from geodata.errors import NotAllowedError
from geodata.model import Reading, Status
from geodata.storage import Draft

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
SECRET = "8f0b6c1e5a7d42939d0c4b1ea26f7358"
AUTH = {
    "auth": {"cookie_secret": SECRET},
    "gazette": {"editors": ["Ann@Example.org", "iss|7"]},
}
ANN = {"is_logged_in": True, "email": "ann@example.org", "email_verified": True}


def asked(**changes: Any) -> Visitor:
    request: dict[str, Any] = {
        "listens_on": "127.0.0.1", "headers": HERE, "user": {}, "secrets": {},
    }  # fmt: skip
    return visitor(**(request | changes))


def test_somebody_at_this_machine_may_edit() -> None:
    assert asked().may_edit
    assert asked(
        listens_on="::1", headers={"host": "[::1]:8501", "origin": "http://[::1]:8501"}
    ).may_edit


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.4", "host.example"])
def test_a_server_that_listens_wider_is_read_only(address: str | None) -> None:
    assert not asked(listens_on=address).may_edit


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "localhost:8501"},
        {"Host": "maps.example", "Origin": "https://maps.example"},
        {"Host": "localhost:8501", "Origin": "https://maps.example"},
        {"Host": "localhost.maps.example", "Origin": "http://localhost"},
        HERE | {"X-Forwarded-For": "203.0.113.9"},
        HERE | {"forwarded": "for=203.0.113.9"},
        HERE | {"Via": "1.1 proxy"},
        HERE | {"X-Real-IP": "203.0.113.9"},
    ],
)
def test_a_proxy_or_another_page_is_not_this_machine(headers: dict[str, str]) -> None:
    assert not asked(headers=headers).may_edit


def test_with_a_sign_in_only_listed_people_edit_even_here() -> None:
    assert not asked(secrets=AUTH).may_edit
    assert asked(secrets=AUTH).can_sign_in
    assert asked(secrets=AUTH, user=ANN, listens_on=None) == Visitor(
        True, "ann@example.org", can_sign_in=True
    )


@pytest.mark.parametrize(
    "user",
    [
        ANN | {"is_logged_in": False},
        ANN | {"email_verified": False},
        {"is_logged_in": True, "email": "ann@example.org"},
        ANN | {"email": "bob@example.org"},
        {"is_logged_in": True, "iss": "iss", "sub": "8"},
        {"is_logged_in": True, "iss": "other", "sub": "7"},
    ],
)
def test_everybody_else_who_signs_in_reads(user: dict[str, Any]) -> None:
    assert not asked(secrets=AUTH, user=user).may_edit


def test_a_subject_of_an_issuer_can_be_listed() -> None:
    assert asked(secrets=AUTH, user={"is_logged_in": True, "iss": "iss", "sub": "7"}).may_edit


@pytest.mark.parametrize("entry", ["ann@example.org", "iss|ann@example.org", "iss|7"])
def test_work_goes_on_for_an_editor_however_the_list_names_them(
    entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets: dict[str, Any] = {**AUTH, "gazette": {"editors": [entry]}}
    who = asked(secrets=secrets, user={**ANN, "iss": "iss", "sub": "7"})
    assert who.may_edit
    monkeypatch.setattr(rights, "_secrets", lambda: secrets)
    rights.require_still_editor(who.name)
    secrets["gazette"] = {"editors": ["bob@example.org", "other|ann@example.org"]}
    with pytest.raises(NotAllowedError):
        rights.require_still_editor(who.name)


def test_nobody_edits_behind_a_cookie_secret_that_can_be_guessed() -> None:
    weak = AUTH | {"auth": {"cookie_secret": "short"}}
    assert not asked(secrets=weak, user=ANN).may_edit


def test_every_write_is_refused_to_a_reader(
    stored: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: Visitor(False, "", "Read only."))
    event = stored.events[0]
    writes = {
        "read": lambda: writing.read({"text": "x"}),
        "save_draft": lambda: writing.save_draft({"text": "x"}, None),
        "remove_draft": lambda: writing.remove_draft(Draft.of("x", {}, datetime.now(UTC), "d1")),
        "add": lambda: writing.add(stored),
        "choose_place": lambda: writing.choose_place(event.id, 0, None),
        "remove_report": lambda: writing.remove_report(stored.report.id),
        "restore_report": lambda: writing.restore_report(stored.report.id),
        "delete_for_good": lambda: writing.delete_for_good(stored.report.id),
        "bring_import_back": lambda: writing.bring_import_back("i1"),
        "remove_demo": writing.remove_demo,
        "join": lambda: writing.join(event.id, "e0"),
        "keep_apart": lambda: writing.keep_apart(event.id, "e0"),
        "take_apart": lambda: writing.take_apart(event.id),
        "set_aliases": lambda: writing.set_aliases([("MoD", "Defence Ministry")]),
    }
    before = collection.store().revision
    for write in writes.values():
        with pytest.raises(NotAllowedError, match="Read only"):
            write()
    assert collection.store().revision == before
    public = {
        name
        for name, value in vars(writing).items()
        if callable(value) and value.__module__ == writing.__name__ and not name.startswith("_")
    }
    assert public - {"check"} == set(writes)


def test_the_right_is_asked_for_at_every_write(
    stored: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = [Visitor(True, "ann"), Visitor(False, "", "No longer listed.")]
    monkeypatch.setattr(rights, "current", lambda: who.pop(0))
    event_id, store = stored.events[0].id, collection.store()
    deciding.decide(event_id, Status.UNREVIEWED, store.version(event_id))
    with pytest.raises(NotAllowedError):
        deciding.decide(event_id, Status.ACCEPTED, store.version(event_id))
    assert store.event(event_id).status is Status.UNREVIEWED


def test_a_file_is_made_for_its_editor_outside_of_a_page_while_the_right_lasts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed: dict[str, Any] = {**AUTH, "gazette": {"editors": ["ann@example.org"]}}
    monkeypatch.setattr(rights, "_secrets", lambda: listed)
    monkeypatch.setattr(rights, "current", lambda: Visitor(True, "ann@example.org"))
    made = rights.for_download(lambda: b"the file")
    monkeypatch.setattr(rights, "current", lambda: Visitor(False, "", "Nobody is known here."))
    assert made() == b"the file"
    listed["gazette"] = {"editors": ["bob@example.org"]}
    with pytest.raises(NotAllowedError):
        made()
    with pytest.raises(NotAllowedError, match="Nobody is known"):
        rights.for_download(lambda: b"the file")


def test_a_connection_may_be_an_editor_s_here_or_by_a_cookie_of_this_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("streamlit.get_option", {"server.address": "127.0.0.1"}.get)
    monkeypatch.setattr(rights, "_secrets", dict)
    here = {"host": "localhost:8501", "origin": "http://localhost:8501"}
    assert rights.may_be_editor(here)
    assert not rights.may_be_editor(here | {"x-forwarded-for": "203.0.113.9"})
    monkeypatch.setattr(rights, "_secrets", lambda: AUTH)
    signed = create_signed_value(SECRET, USER_COOKIE_NAME, "{}").decode()
    other = create_signed_value("x" + SECRET, USER_COOKIE_NAME, "{}").decode()
    assert rights.may_be_editor({"cookie": f"a=b; {USER_COOKIE_NAME}={signed}"})
    for forged in ("", f"{USER_COOKIE_NAME}=x", f"{USER_COOKIE_NAME}={other}", f"other={signed}"):
        assert not rights.may_be_editor(here | {"cookie": forged}), forged
