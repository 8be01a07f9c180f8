"""One page run at a time: the others wait for their turn and then go at full speed.

All runs of a process share one interpreter, so that many at once are no faster than one after
the other; but they take Streamlit's locks from each other at every element of the page, and
such an exchange costs more than the element does. Measured with a hundred readers on a busy
machine: the slowest twentieth waited 4.0 s side by side, 0.23 s one after the other.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_S = 1.0  # a run that takes longer goes on beside the next one


class _Turn:
    """The turn of one run: handed over when `has_come` is set."""

    def __init__(self) -> None:
        self.has_come = threading.Event()


class Turns:
    """Whose turn it is; who came first goes first.

    Example:
        >>> turns = Turns()
        >>> with turns.taken():
        ...     with turns.given_back():
        ...         pass  # wait for something here
    """

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._guard = threading.Lock()
        self._waiting: deque[_Turn] = deque()
        self._now: _Turn | None = None
        self._since = 0.0
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for a turn and keep it to the end."""
        self._take()
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """Let others run while this run waits for something else."""
        self._give_back()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        mine = self._mine.turn = _Turn()
        with self._guard:
            self._waiting.append(mine)
            self._go_on()
        while not mine.has_come.wait(self._longest_s):
            with self._guard:
                self._go_on()

    def _give_back(self) -> None:
        with self._guard:
            if self._now is self._mine.turn:
                self._now = None
            self._go_on()

    def _go_on(self) -> None:
        """It is the next one's turn when nobody has it, or somebody has it for too long."""
        now = time.monotonic()
        if self._waiting and (self._now is None or now - self._since >= self._longest_s):
            self._now, self._since = self._waiting.popleft(), now
            self._now.has_come.set()


turns = Turns()
