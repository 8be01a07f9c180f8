"""Something slow that is done once, in a thread of its own, while pages say how far it is.

A page run can be stopped at any call to Streamlit: a visitor clicks, and the run ends in the
middle. So nothing that must be finished may run in it; it only looks on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")
Progress = Callable[[str, float], None]


class Opening(Generic[Result]):
    """Work under way.

    Attributes:
        step: what is being done, in words.
        share: of that step, 0..1.

    Example:
        >>> work = Opening(lambda progress: progress("Counting", 0.5) or 42)
        >>> work.wait(5), work.result(), work.step
        (True, 42, 'Counting')
    """

    def __init__(self, work: Callable[[Progress], Result]) -> None:
        self.step = ""
        self.share = 0.0
        self._work = work
        self._done = threading.Event()
        self._error: Exception | None = None
        self._result: Result
        threading.Thread(target=self._run, name="opening", daemon=True).start()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Whether it is finished, after waiting at most so long."""
        return self._done.wait(timeout_s)

    @property
    def has_failed(self) -> bool:
        """Whether it ended with an error."""
        return self._done.is_set() and self._error is not None

    def result(self) -> Result:
        """What came of it; waits, and raises what went wrong."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 - handed to whoever asks for the result
            self._error = error
        finally:
            self._done.set()

    def _progress(self, step: str, share: float) -> None:
        self.step, self.share = step, min(1.0, max(0.0, share))
