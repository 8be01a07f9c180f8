"""Files that are sent on the page Add report."""

from __future__ import annotations

import pytest
import streamlit as st

from dashboard.screens import ways_in
from dashboard.screens.drafting import Drafting
from geodata.errors import InputError


def refuse() -> None:
    raise InputError("The collection is being written.")


@pytest.mark.parametrize(("first", "goes"), [(refuse, False), (lambda: None, True)])
def test_files_stay_in_their_field_until_the_work_on_them_is_kept(
    first: object, goes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {ways_in._ROUND: 3}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "rerun", lambda: None)
    now = Drafting()
    ways_in._send(now, 3, first, [])  # type: ignore[arg-type]
    assert (state[ways_in._ROUND] == 4) is goes
    assert (now.problem == "") is goes
