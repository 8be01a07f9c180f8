"""A page or feed by its address: looked up once, connected to that very address, within limits.

Every hop of a redirect is checked like the first address. Neither cookies nor credentials are
sent or kept, nothing that a page names is fetched, and proxies of the environment are not used.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from geodata.errors import FetchError
from geodata.fetching.addresses import is_odd_number
from geodata.fetching.one_request import Answer, ask
from geodata.fetching.rules import Rules
from geodata.web_link import checked_link

AGENT = "Gazette/0.1 (reads single pages that somebody asks for)"
_ACCEPTS = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,"
    "text/plain;q=0.9,*/*;q=0.5"
)
_MOVED = frozenset({301, 302, 303, 307, 308})
_ROBOTS_S = 3600.0  # for which what a site says to robots is believed
_MOST_SITES = 500
_REFUSED = {
    401: "asks for a password", 402: "asks for money", 403: "refuses programs",
    404: "has no such page", 410: "has removed this page", 429: "asks programs to wait",
    451: "may not show this page",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered.

    Attributes:
        link: where it was found in the end, after redirects.
        body: unpacked; b'' when nothing is new.
        is_new: False when the server says that nothing changed since the last visit.
        etag, last_modified: for asking again, '' when the server gave none.
    """

    link: str
    body: bytes
    is_new: bool = True
    etag: str = ""
    last_modified: str = ""


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; one for a process, since it keeps the pauses between requests.

    Example:
        >>> Fetcher().fetch("http://127.0.0.1/")
        Traceback (most recent call last):
        geodata.errors.FetchError: '127.0.0.1' is not an address of the public internet, so it \
is not fetched.
    """

    rules: Rules = field(default_factory=Rules)
    _robots: dict[str, tuple[float, RobotFileParser]] = field(default_factory=dict)
    _latest: dict[str, float] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def fetch(
        self, link: str, *, etag: str = "", last_modified: str = "",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Fetched:  # fmt: skip
        """What is at an address.

        Args:
            link: http or https.
            etag: of the last visit, to be told when nothing is new.
            last_modified: likewise.
            cancelled: asked before each request whether to stop.

        Raises:
            InvalidLinkError: no address of a web page.
            FetchError: it may not be fetched, or was not answered.
        """
        end = time.monotonic() + self.rules.total_s
        headers = _conditional(etag, last_modified)
        current = checked_link(link)
        for _ in range(self.rules.most_redirects + 1):
            if cancelled():
                raise FetchError("Stopped.")
            url = self._checked(current)
            self._refuse_robots(url, end)
            answer = self._ask(url, headers, end)
            if answer.status not in _MOVED:
                return _fetched(answer, current, url)
            current = self._next(current, url, answer)
        raise FetchError(f"{link[:100]!r} leads on and on: open it in a browser, paste the text.")

    def _checked(self, link: str) -> Url:
        """The parts of an address, its scheme, host and port allowed."""
        try:
            url = parse_url(checked_link(link))
        except LocationParseError as error:
            raise FetchError(f"The address {link[:100]!r} cannot be read.") from error
        host = (url.host or "").strip("[]")
        port = url.port or (443 if url.scheme == "https" else 80)
        if port not in self.rules.ports:
            wanted = " and ".join(str(one) for one in sorted(self.rules.ports))
            raise FetchError(f"Port {port} is not fetched from, only {wanted}.")
        if not host or is_odd_number(host) or url.auth is not None:
            raise FetchError(f"{host[:100]!r} is not fetched: it names no site in a usual way.")
        return url

    def _ask(self, url: Url, headers: Mapping[str, str], end: float) -> Answer:
        address = self._address(url)
        self._pause(url.host or "", end)
        return ask(url, address, {**_OWN_HEADERS, **headers}, self.rules, end)

    def _address(self, url: Url) -> str:
        """The one address to connect to; every address that the name has must be public.

        Raises:
            FetchError: the name is not known, or one of its addresses is not public.
        """
        host = (url.host or "").strip("[]")
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = self.rules.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"Nothing is known of {host[:100]!r}: check the address and the network."
            ) from error
        if not addresses or not all(self.rules.may_connect(address) for address in addresses):
            raise FetchError(
                f"{host[:100]!r} is not an address of the public internet, so it is not fetched."
            )
        return addresses[0]

    def _pause(self, host: str, end: float) -> None:
        with self._guard:
            now = time.monotonic()
            start = max(now, self._latest.get(host, 0.0) + self.rules.pause_s)
            if len(self._latest) > _MOST_SITES:
                self._latest.clear()
            self._latest[host] = start
        if start >= end:
            raise FetchError(f"{host} was asked too often: try again in a while.")
        time.sleep(start - now)

    def _refuse_robots(self, url: Url, end: float) -> None:
        if not self.rules.asks_robots:
            return
        site = f"{url.scheme}://{url.netloc}"
        known = self._robots.get(site)
        if known is None or time.monotonic() - known[0] > _ROBOTS_S:
            if len(self._robots) > _MOST_SITES:
                self._robots.clear()
            known = self._robots[site] = (time.monotonic(), self._said_to_robots(site, end))
        if not known[1].can_fetch(AGENT, url.url):
            raise FetchError(
                f"{url.host} asks programs not to read this page: open it in a browser, and "
                "paste the text."
            )

    def _said_to_robots(self, site: str, end: float) -> RobotFileParser:
        """What the site allows; everything when it says nothing."""
        parser = RobotFileParser()
        answer = self._ask(parse_url(f"{site}/robots.txt"), {}, end)
        said = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        parser.parse(said.splitlines())
        return parser

    def _next(self, current: str, url: Url, answer: Answer) -> str:
        target = urljoin(current, answer.headers.get("location", ""))
        if url.scheme == "https" and target.lower().startswith("http:"):
            raise FetchError(f"{url.host} leads from a safe to an unsafe address: not followed.")
        return checked_link(target)


_OWN_HEADERS = {
    "User-Agent": AGENT, "Accept": _ACCEPTS, "Accept-Encoding": "gzip", "Connection": "close",
}  # fmt: skip


def _conditional(etag: str, last_modified: str) -> dict[str, str]:
    headers = {}
    if etag.isascii() and etag.isprintable() and etag:
        headers["If-None-Match"] = etag
    if last_modified.isascii() and last_modified.isprintable() and last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers


def _fetched(answer: Answer, link: str, url: Url) -> Fetched:
    etag, changed = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
    if answer.status == 304:
        return Fetched(link, b"", is_new=False, etag=etag, last_modified=changed)
    if answer.status != 200:
        why = _REFUSED.get(answer.status, f"answered with {answer.status}")
        raise FetchError(f"{url.host} {why}: open it in a browser, and paste the text.")
    return Fetched(link, answer.body, etag=etag[:200], last_modified=changed[:100])
