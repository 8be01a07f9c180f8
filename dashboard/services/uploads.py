"""Which open pages may send files: those of editors, a limited amount in an hour.

Streamlit takes files from every open page and keeps them in memory. The address of an upload
names its page (session); that name is known to that page alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.runtime.scriptrunner import get_script_run_ctx

GRANTED_S = 3600.0  # since the page was last drawn for an editor
MOST_BYTES = 400_000_000  # of one page within that time
MOST_SESSIONS = 1_000


@dataclass(slots=True)
class _Grant:
    until: float
    bytes_sent: int = 0


@dataclass(slots=True)
class UploadGrants:
    """The pages that may send files now."""

    _grants: dict[str, _Grant] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def grant(self, session_id: str, now: float) -> None:
        """Let a page send files; asked for at every run for an editor."""
        with self._guard:
            for gone in [one for one, grant in self._grants.items() if grant.until < now]:
                del self._grants[gone]
            if session_id in self._grants:
                self._grants[session_id].until = now + GRANTED_S
            elif len(self._grants) < MOST_SESSIONS:
                self._grants[session_id] = _Grant(now + GRANTED_S)

    def revoke(self, session_id: str) -> None:
        """Let a page send nothing any more."""
        with self._guard:
            self._grants.pop(session_id, None)

    def may_send(self, path: str, headers: Mapping[str, str], now: float) -> bool:
        """Whether a request may send its body.

        Args:
            path: of the request: ``…/upload_file/SESSION/FILE``.
            headers: names in small letters; the length must be among them.
            now: of time.monotonic.
        """
        session_id = path.rsplit("/", 2)[-2] if path.count("/") >= 2 else ""
        length = headers.get("content-length", "")
        with self._guard:
            grant = self._grants.get(session_id)
            if grant is None or grant.until < now or not length.isdecimal():
                return False
            if grant.bytes_sent + int(length) > MOST_BYTES:
                return False
            grant.bytes_sent += int(length)
            return True


_grants = UploadGrants()


def note_rights(*, may_edit: bool) -> None:
    """Let the page of this run send files, or not any more."""
    context = get_script_run_ctx()
    if context is None:
        return
    if may_edit:
        _grants.grant(context.session_id, time.monotonic())
    else:
        _grants.revoke(context.session_id)


def may_send(path: str, headers: Mapping[str, str]) -> bool:
    """Whether a request to upload comes from the page of an editor."""
    return _grants.may_send(path, headers, time.monotonic())
