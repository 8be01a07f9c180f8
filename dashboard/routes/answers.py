"""How every route answers: JSON that says what went wrong, and how long it may be kept."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

NEVER_KEPT = {"Cache-Control": "no-store"}
KEPT_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache"}
WORTH_PACKING = 2000  # bytes; less fits into two packets of the network anyhow


def refusal(status: int, sentence: str) -> Response:
    """An answer that says in one sentence why there is no other."""
    return JSONResponse({"error": sentence}, status_code=status, headers=NEVER_KEPT)


def squeezed(request: Request, content: object, headers: Mapping[str, str]) -> Response:
    """JSON, packed with gzip where the browser takes it: markers repeat themselves."""
    answer = JSONResponse(content, headers=dict(headers))
    takes_it = "gzip" in request.headers.get("accept-encoding", "")
    if not takes_it or len(answer.body) < WORTH_PACKING:
        return answer
    packed = gzip.compress(bytes(answer.body), 4, mtime=0)
    more = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(packed, media_type="application/json", headers={**headers, **more})
