"""The index of a store that is being written to: always there, brought up to date meanwhile.

A few changes are patched in before the answer. After many the index is made anew, which takes
seconds at a million events: of a large collection that happens beside the answers, which come from
the index before, with every small change since, until the new one is there.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from geodata.browse.index import EventIndex, TableSource
from geodata.browse.regions import Atlas

LARGE = 20_000  # events: the index of fewer is made in a moment, and not kept
REST = 1.0  # times as long as it took: making one index after the other leaves others half a core
_log = logging.getLogger(__name__)


def _begin(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="indexing", daemon=True).start()


class LiveIndex:
    """The newest index of a store; for any number of threads.

    Args:
        store: where the events are.
        atlas: a gazetteer, if there is one.
        folder: where the index is kept for the next start; None: nowhere.
        large: from so many events on it is made anew beside the answers, and kept.
        begin: starts work that takes long.
        clock: in seconds.
    """

    def __init__(
        self,
        store: TableSource,
        *,
        atlas: Atlas | None = None,
        folder: Path | None = None,
        large: int = LARGE,
        begin: Callable[[Callable[[], None]], None] = _begin,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._atlas = atlas
        self._folder = folder
        self._large = large
        self._begin = begin
        self._clock = clock
        self._lock = threading.RLock()
        self._asked: int | None = None
        self._shown: EventIndex | None = None
        self._fresh: EventIndex | None = None
        self._behind: int | None = None
        self._is_making = False
        self._not_before = 0.0

    @property
    def shown(self) -> EventIndex | None:
        """What was answered last; None before the first answer."""
        return self._shown

    @property
    def behind(self) -> int | None:
        """The revision the answers are of while a newer index is being made; None: the newest."""
        return self._behind

    def at(self, revision: int) -> EventIndex:
        """The index of a revision of the store or of a later one; see the module for the rest.

        The first call makes it and takes as long as that takes.
        """
        shown = self._shown
        is_current = self._asked == revision and self._fresh is None
        if shown is not None and is_current and (self._behind is None or self._is_making):
            return shown
        with self._lock:
            self._shown = self._newest()
            self._asked = revision
            return self._shown

    def _newest(self) -> EventIndex:
        before = self._shown
        if self._fresh is not None:
            before, self._fresh, self._behind = self._fresh, None, None
        if before is None:
            return self._made(self._folder)
        found = before.caught_up(self._store)
        if found is None and len(before) < self._large:
            return self._made(None)
        if found is None:
            found = before.without_withheld(self._store)
            self._behind = before.revision if self._behind is None else self._behind
        if self._behind is not None:
            self._make_anew()
        return found

    def _made(self, folder: Path | None) -> EventIndex:
        found = EventIndex.from_store(self._store, atlas=self._atlas, folder=folder)
        if self._folder is not None and len(found) >= self._large:
            self._begin(lambda: self._keep(found))
        return found

    def _keep(self, made: EventIndex) -> None:
        try:
            if self._folder is not None:
                made.keep(self._store, self._folder)
        except Exception:  # noqa: BLE001 - the answers do not hang on it
            _log.exception("The index is not kept for the next start")

    def _make_anew(self) -> None:
        if not self._is_making and self._clock() >= self._not_before:
            self._is_making = True
            self._begin(self._make)

    def _make(self) -> None:
        begun = self._clock()
        try:
            fresh = EventIndex.from_store(self._store, atlas=self._atlas)
            with self._lock:
                self._fresh = fresh
            self._keep(fresh)
        except Exception:  # noqa: BLE001 - the next one who asks begins again
            _log.exception("The index could not be made anew")
        finally:
            now = self._clock()
            self._not_before = now + REST * (now - begun)
            self._is_making = False
