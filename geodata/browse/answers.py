"""Answers that were counted once and are given again to whoever asks the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class Answers:
    """The newest answers, for any number of threads; two who ask at once may both count.

    Example:
        >>> answers = Answers(most=1)
        >>> answers.to("how many", lambda: 42), answers.to("how many", lambda: 43)
        (42, 42)
        >>> answers.to("another question", lambda: 1), answers.to("how many", lambda: 44)
        (1, 44)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    def to(self, question: Hashable, count: Callable[[], Answer]) -> Answer:
        """The answer to a question: the one that is known, or what `count` gives.

        Share what cannot be changed only.
        """
        with self._lock:
            if question in self._known:
                self._known.move_to_end(question)
                known: Answer = self._known[question]
                return known
        answer = count()
        with self._lock:
            self._known[question] = answer
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return answer
