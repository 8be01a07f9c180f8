"""Which state of a collection readers are shown while somebody writes to it without a pause.

Whatever is counted anew for each revision (the index above all) would be counted for every page
run while reports come in. A quiet collection shows a change in the next page run; a busy one is
at most a few times as old as counting it takes.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field

SHARE = 10  # counting may take a tenth of a core
LONGEST_S = 2.0  # whatever it takes: a position blurred for safety must not linger


@dataclass(slots=True)
class _Shown:
    revision: int
    since: float
    took_s: float = 0.0


@dataclass(slots=True)
class Pace:
    """The revisions in use, by what they are of; for any number of threads.

    Example:
        >>> pace = Pace()
        >>> pace.revision("map", 1, now=0.0), pace.took("map", 0.1)
        (1, None)
        >>> pace.revision("map", 2, now=0.5), pace.revision("map", 3, now=1.1)
        (1, 3)
    """

    _shown: dict[Hashable, _Shown] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def revision(self, name: Hashable, newest: int, *, now: float) -> int:
        """The revision to show.

        Args:
            name: of what is counted.
            newest: of the collection.
            now: of time.monotonic.
        """
        with self._guard:
            shown = self._shown.get(name)
            if shown is None:
                shown = self._shown[name] = _Shown(newest, now)
            rest_s = min(LONGEST_S, SHARE * shown.took_s)
            # A collection that was restored may be at a lower revision than before.
            if newest != shown.revision and now - shown.since >= rest_s:
                shown.revision, shown.since = newest, now
            return shown.revision

    def took(self, name: Hashable, seconds: float) -> None:
        """Say how long the counting took."""
        with self._guard:
            if name in self._shown:
                self._shown[name].took_s = seconds

    def forget(self) -> None:
        """Begin anew."""
        with self._guard:
            self._shown.clear()
