"""One pace for the whole process: at most one request a second to a service."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from geodata.errors import LookupUnavailableError


@dataclass(slots=True)
class Pace:
    """When a service may be asked next.

    Attributes:
        gap_s: seconds between two requests, whoever makes them.
        patience_s: a caller who would wait longer for a turn is told to come back instead.
        now: a clock that never goes back, in seconds.
        sleep: waits so many seconds.
    """

    gap_s: float = 1.0
    patience_s: float = 10.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _next_at: float = 0.0
    _closed_until: float = 0.0
    _why_closed: str = ""

    def wait_for_turn(self) -> None:
        """Take the next free turn and wait for it.

        Raises:
            LookupUnavailableError: the service asked for a pause that is not over, or too
                many others are waiting; ``retry_after_s`` says when to come back.
        """
        with self._lock:
            now = self.now()
            if now < self._closed_until:
                raise LookupUnavailableError(self._why_closed, self._closed_until - now)
            turn = max(now, self._next_at)
            if turn - now > self.patience_s:
                raise LookupUnavailableError(
                    "Too many look-ups are waiting for the online service; try again shortly.",
                    turn - now,
                )
            self._next_at = turn + self.gap_s
        if turn > now:
            self.sleep(turn - now)

    def close(self, seconds: float, why: str) -> None:
        """Ask nothing more for so many seconds."""
        with self._lock:
            self._closed_until = max(self._closed_until, self.now() + seconds)
            self._why_closed = why


_PACES: dict[str, Pace] = {}
_PACES_LOCK = threading.Lock()


def pace_of(service: str) -> Pace:
    """The one pace that everybody in this process shares for a service.

    Example:
        >>> pace_of("nominatim") is pace_of("Nominatim")
        True
    """
    with _PACES_LOCK:
        return _PACES.setdefault(service.lower(), Pace())
