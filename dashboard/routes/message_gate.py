"""What a page may say to Streamlit: what this dashboard asks for, and readers at no great length.

Streamlit takes orders from every open page that no button of this dashboard gives: to empty the
caches of everybody, to tell of the repository it runs from, to run whenever a file changes. And
it keeps what a page says of its widgets as long as the page is open, known widgets or not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

MOST_BYTES = 256_000  # of a reader's message: filters and clicks say ids and words, no files
TOO_BIG = 1009  # why a websocket was closed (RFC 6455, 7.4.1)
TAKEN = frozenset({
    "rerun_script", "stop_script", "app_heartbeat", "file_urls_request",
    "backend_operation_request",
})  # fmt: skip
OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})

_log = logging.getLogger(__name__)


class MessageGate:
    """Lets through what the pages of this dashboard send, and drops the rest.

    Args:
        app: what answers.
        may_be_editor: the headers of a connection (names in small letters) to whether it may be
            an editor's, who pastes long reports.
    """

    def __init__(self, app: ASGIApp, *, may_be_editor: Callable[[Mapping[str, str]], bool]) -> None:
        self.app = app
        self.may_be_editor = may_be_editor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a connection that says too much at once is closed."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        is_bounded = not self.may_be_editor(Headers(scope=scope))

        async def receive_taken() -> Message:
            while True:
                message = await receive()
                said = message.get("bytes") or b""
                if is_bounded and len(said) > MOST_BYTES:
                    _log.warning("A reader's message of %d bytes closed its page.", len(said))
                    await send({"type": "websocket.close", "code": TOO_BIG})
                    return {"type": "websocket.disconnect", "code": TOO_BIG}
                if not said or is_taken(said):
                    return message

        await self.app(scope, receive_taken, send)


def is_taken(said: bytes) -> bool:
    """Whether a message asks for something that pages of this dashboard ask for.

    What is no message at all is left to Streamlit, which closes the connection.
    """
    message = BackMsg()
    try:
        message.ParseFromString(said)
    except DecodeError:
        return True
    if message.WhichOneof("type") == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return message.WhichOneof("type") in TAKEN
