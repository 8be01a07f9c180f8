"""How every route answers: JSON that says what went wrong, and how long it may be kept."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

NEVER_KEPT = {"Cache-Control": "no-store"}
KEPT_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache"}


def refusal(status: int, sentence: str) -> Response:
    """An answer that says in one sentence why there is no other."""
    return JSONResponse({"error": sentence}, status_code=status, headers=NEVER_KEPT)
