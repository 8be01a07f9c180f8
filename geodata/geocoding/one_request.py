"""An HTTP adapter for geopy that asks once: no retries, no redirects, a bounded answer."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

MOST_BYTES = 1_000_000


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing: what was asked of one service goes to no other host."""


class OneRequestAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """One request for one question.

    geopy's default adapter repeats a request that was answered with 429 up to three times
    and follows redirects to any host; this one does neither.
    """

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = build_opener(
            ProxyHandler(proxies), HTTPSHandler(context=ssl_context), _NoRedirect()
        )

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer read as JSON."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except ValueError as problem:
            raise GeocoderParseError("The service answered with something else than JSON.") from (
                problem
            )

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The answer as text.

        Raises:
            AdapterHTTPError: a status that is not 200; a redirect counts as one.
            GeocoderTimedOut: no answer in time.
            GeocoderUnavailable: no connection, or an answer of more than 1 MB.
        """
        if not url.startswith(("https://", "http://")):
            raise GeocoderUnavailable(f"The address {url!r} is not an http address.")
        try:
            with self._opener.open(Request(url, headers=headers), timeout=timeout) as answer:  # noqa: S310 - the scheme was checked
                body: bytes = answer.read(MOST_BYTES + 1)
                charset = answer.headers.get_content_charset() or "utf-8"
        except HTTPError as problem:
            with problem:
                text = problem.read(2_000).decode("utf-8", "replace")
            raise AdapterHTTPError(
                f"The service answered with status {problem.code}.",
                status_code=problem.code,
                headers={name.lower(): value for name, value in problem.headers.items()},
                text=text,
            ) from problem
        except TimeoutError as problem:
            raise GeocoderTimedOut("The service did not answer in time.") from problem
        except (URLError, OSError) as problem:
            if isinstance(getattr(problem, "reason", None), TimeoutError):
                raise GeocoderTimedOut("The service did not answer in time.") from problem
            raise GeocoderUnavailable(f"The service cannot be reached: {problem}") from problem
        if len(body) > MOST_BYTES:
            raise GeocoderUnavailable("The service answered with more than 1 MB.")
        return body.decode(charset, "replace")
