from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels.map_panel import picked_id


def page() -> None:
    import streamlit as st

    from dashboard.panels.map_panel import map_panel
    from geodata.model import Family

    picked = map_panel(
        token=st.session_state.get("token", "vabc"),
        revision=1,
        selected=st.session_state.get("selected"),
        theme="light",
        height=400,
        fit=None,
        counts={Family.BATTLE: 2},
    )
    st.text(f"picked {picked}")


def sent(app: AppTest) -> dict[str, Any]:
    """What the frame is told."""
    (frame,) = app.get("component_instance")
    arguments: dict[str, Any] = json.loads(frame.proto.json_args)
    return arguments | {"frame": frame.proto.id}


def test_a_new_view_reaches_the_frame_that_is_there() -> None:
    app = AppTest.from_function(page, default_timeout=20).run()
    before = sent(app)
    app.session_state["token"] = "vother"
    app.session_state["selected"] = "eabc"
    after = sent(app.run())
    assert not app.exception
    assert after["frame"] == before["frame"]
    assert after["script"].count("\n") == before["script"].count("\n")
    assert '"view": "vabc"' in before["feature_group"]
    assert '"view": "vother"' in after["feature_group"]
    assert after["returned_objects"] == ["last_active_drawing"]


def test_a_run_that_changes_nothing_sends_the_frame_nothing_new() -> None:
    app = AppTest.from_function(page, default_timeout=20).run()
    before = sent(app)["feature_group"]
    assert sent(app.run())["feature_group"] == before


def test_nothing_was_picked_before_anything_was_clicked() -> None:
    app = AppTest.from_function(page, default_timeout=20).run()
    assert [text.value for text in app.text] == ["picked None"]


def drawing(**changes: Any) -> dict[str, Any]:
    feature = {"id": "sabc", "properties": {"count": 3, "ids": ["e1", "e2", "e3"]}}
    return {"last_active_drawing": feature | changes}


def test_a_stack_is_picked_by_its_own_id_and_a_single_event_by_its_event() -> None:
    assert picked_id(drawing()) == "sabc"
    assert picked_id(drawing(properties={"count": 1, "ids": ["e1"]})) == "e1"


@pytest.mark.parametrize(
    "value",
    [
        None, [], "sabc", 7, {}, {"last_active_drawing": None}, {"last_active_drawing": [1]},
        drawing(id=None), drawing(id=["sabc"]), drawing(id="{{7*191}}"), drawing(id="s" * 41),
        drawing(id="<b>"), drawing(id=""), drawing(id="sabc\n"), drawing(id="SABC"),
        drawing(properties=None), drawing(properties={"count": 1, "ids": [{"x": 1}]}),
        drawing(properties={"count": 1, "ids": ["../e1"]}),
    ],
)  # fmt: skip
def test_a_forged_value_picks_nothing(value: Any) -> None:
    assert picked_id(value) is None
