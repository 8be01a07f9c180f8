"""The map first: a new page holds back its panels until its map has drawn the events.

The table and the charts of the panels bring megabytes of Streamlit's own scripts. Sent together
with the map they are read first, and the map comes more than a second later.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

MOST_PATIENCE_S = 2.5  # a slow network, a frame that a host does not pass on: then all comes anyway


class MapFirst:
    """Who waits for which view to be drawn.

    Example:
        >>> first = MapFirst()
        >>> first.wait("v1")  # nobody serves the map's files: a test, a script
        True
        >>> with first.serving():
        ...     first.wait("v1", patience_s=0.0)
        False
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._drawn: dict[str, int] = defaultdict(int)
        self._waiting: dict[str, int] = defaultdict(int)
        self._is_serving = False

    @contextmanager
    def serving(self) -> Iterator[None]:
        """While maps can tell that they have drawn."""
        self._is_serving = True
        try:
            yield
        finally:
            self._is_serving = False

    def drawn(self, token: str) -> None:
        """A map has drawn the events of this view; tokens nobody waits for are not kept."""
        with self._changed:
            if token in self._waiting:
                self._drawn[token] += 1
                self._changed.notify_all()

    def wait(self, token: str, patience_s: float = MOST_PATIENCE_S) -> bool:
        """Whether a map with this view has drawn, after waiting at most so long."""
        if not self._is_serving:
            return True
        with self._changed:
            before = self._drawn[token]
            self._waiting[token] += 1
            try:
                return self._changed.wait_for(lambda: self._drawn[token] > before, patience_s)
            finally:
                self._waiting[token] -= 1
                if not self._waiting[token]:
                    del self._waiting[token], self._drawn[token]


map_first = MapFirst()
