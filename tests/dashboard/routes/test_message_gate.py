"""What a page may say through its websocket, whoever wrote the message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.routes.message_gate import MOST_BYTES, TOO_BIG, MessageGate
from tests.dashboard.routes.running import run_apart


def is_editor(headers: Mapping[str, str]) -> bool:
    return headers.get("who") == "editor"


def heard(who: str, messages: Sequence[bytes]) -> tuple[list[bytes], list[Message]]:
    """What of these messages gets through, and what the gate itself answers."""
    through: list[bytes] = []
    answered: list[Message] = []
    waiting = [{"type": "websocket.receive", "bytes": one} for one in messages]
    waiting.append({"type": "websocket.disconnect", "code": 1000})

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            through.append(message["bytes"])

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    scope: dict[str, Any] = {"type": "websocket", "headers": [(b"who", who.encode())]}
    run_apart(MessageGate(app, may_be_editor=is_editor)(scope, receive, send))
    return through, answered


def said(**parts: bool) -> bytes:
    return bytes(BackMsg(**parts).SerializeToString())


def a_run(words: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = words
    return bytes(message.SerializeToString())


def operation(name: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return bytes(message.SerializeToString())


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_nobody_empties_what_all_pages_share_or_asks_for_the_repository(who: str) -> None:
    dropped = [
        said(clear_cache=True), said(load_git_info=True), said(set_run_on_save=True),
        said(debug_shutdown_runtime=True), said(debug_disconnect_websocket=True),
        operation("install_skills"), operation("dismiss_skills_nudge"),
    ]  # fmt: skip
    assert heard(who, [*dropped, a_run("q=Ganja")]) == ([a_run("q=Ganja")], [])


def test_what_a_page_needs_passes() -> None:
    needed = [
        a_run(""), said(stop_script=True), said(app_heartbeat=True),
        operation("deferred_file"), operation("dataframe_chunk"), b"\xff\xfe no message",
    ]  # fmt: skip
    assert heard("reader", needed) == (needed, [])


def test_a_reader_who_says_too_much_is_closed_and_an_editor_is_heard() -> None:
    long, short = a_run("x" * MOST_BYTES), a_run("x")
    assert heard("editor", [long, short]) == ([long, short], [])
    through, answered = heard("reader", [short, long, short])
    assert (through, answered) == ([short], [{"type": "websocket.close", "code": TOO_BIG}])
