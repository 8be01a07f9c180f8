"""What each visitor's map shows, by token: the filter together with the visitor's rights.

The map in the browser asks for its events by address and cannot be trusted to name a filter or
its own rights. It names a token; what the token means stays in this process.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from geodata.model import EventFilter, Status

MOST_VIEWS = 4096  # about 1 kB each; the least recently used goes first
MOST_BYTES = 8_000_000  # of the words of all filters; an address can name a hundred thousand


@dataclass(frozen=True, slots=True)
class View:
    """A filter and what its owner may see.

    Attributes:
        visible: statuses the visitor may see at all, whatever the filter says.
        for_readers: whether it shows what was published only, as readers may see it.
    """

    filter: EventFilter
    visible: frozenset[Status] = frozenset(Status)
    for_readers: bool = True

    @property
    def allowed_filter(self) -> EventFilter | None:
        """The filter within the rights; None when nothing the filter asks for may be seen."""
        if self.visible == frozenset(Status):
            return self.filter
        statuses = (self.filter.statuses or self.visible) & self.visible
        return replace(self.filter, statuses=statuses) if statuses else None


class ViewRegistry:
    """Views by token, for any number of threads.

    Tokens are keyed hashes of the view: nobody can guess one, and the same view gives the same
    token as long as this process lives, so that a page run that changes nothing sends the map
    nothing new.

    Example:
        >>> views = ViewRegistry()
        >>> token = views.token(View(EventFilter(text="Ganja")))
        >>> views.view(token).filter.text, views.view("never given out")
        ('Ganja', None)
    """

    def __init__(self, most: int = MOST_VIEWS, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._key = secrets.token_bytes(32)
        self._views: OrderedDict[str, tuple[View, int]] = OrderedDict()  # with its bytes
        self._bytes = 0
        self._lock = threading.Lock()

    def token(self, view: View) -> str:
        """The token of a view: 26 lower-case letters and digits; it is known from now on."""
        words = _canonical(view)
        token = f"v{hmac.new(self._key, words, hashlib.sha256).hexdigest()[:25]}"
        with self._lock:
            if token not in self._views:
                self._views[token] = view, len(words)
                self._bytes += len(words)
            self._views.move_to_end(token)
            while len(self._views) > 1 and self._is_too_much():
                self._bytes -= self._views.popitem(last=False)[1][1]
        return token

    def _is_too_much(self) -> bool:
        return len(self._views) > self._most or self._bytes > self._most_bytes

    def view(self, token: str) -> View | None:
        """The view of a token, None when it was never given out or was forgotten."""
        with self._lock:
            if token not in self._views:
                return None
            self._views.move_to_end(token)
            return self._views[token][0]

    def __len__(self) -> int:
        """How many views are remembered."""
        return len(self._views)


@lru_cache(maxsize=1)
def views() -> ViewRegistry:
    """The registry of this process, shared by the page runs and the routes."""
    return ViewRegistry()


def _canonical(view: View) -> bytes:
    """The same bytes for equal views, whatever order their sets come in."""
    parts = [f"visible={sorted(view.visible)!r}", f"for_readers={view.for_readers}"]
    for field in fields(EventFilter):
        value = getattr(view.filter, field.name)
        shown = sorted(map(repr, value)) if isinstance(value, frozenset) else repr(value)
        parts.append(f"{field.name}={shown!r}")
    return "\n".join(parts).encode("utf-8", "surrogatepass")
