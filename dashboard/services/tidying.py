"""The memory of readers who left is given back while others read on.

A page that was closed is a knot of objects that point at each other, with its lists and events:
only a search for cycles lets go of it. Python's own searches grow rare as more is loaded, and
they pass over all pages that were open when `collection.settle` froze what had been loaded.
Here everything is looked through regularly, in a turn of its own, in which no page is drawn.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from dashboard.services.turns import turns

EVERY_S = 20.0
_ARENAS = 2
_M_ARENA_MAX = -8  # of malloc.h


def few_arenas() -> None:
    """Let all threads share two heaps; call it before there are threads.

    Each session runs in a thread of its own, and glibc gives every new one a heap that rarely
    becomes empty: free memory of one cannot be used by another. Nothing where malloc is another.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        _libc().mallopt(_M_ARENA_MAX, _ARENAS)


@contextmanager
def tidying(forget_gone: Callable[[], None], every_s: float = EVERY_S) -> Iterator[None]:
    """Tidy up regularly as long as the server runs; enter it within the server's event loop.

    Args:
        forget_gone: lets go of the pages that nobody will come back to; called in the event
            loop, which alone may touch them.
        every_s: seconds between two rounds.
    """

    async def go_on() -> None:
        while True:
            await asyncio.sleep(every_s)
            forget_gone()
            await asyncio.to_thread(tidy)

    task = asyncio.get_running_loop().create_task(go_on(), name="tidying")
    try:
        yield
    finally:
        task.cancel()


def tidy() -> None:
    """Let go of what nothing points at any more, and give free memory back to the system.

    What is left is frozen again, see `collection.settle`, to be looked through in the next round.
    """
    with turns.taken():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    with contextlib.suppress(AttributeError, OSError, TypeError):
        _libc().malloc_trim(0)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
