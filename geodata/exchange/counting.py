"""How many events went through a writer that streams them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geodata.model import Event


@dataclass(slots=True)
class Counted:
    """Events, counted while somebody takes them."""

    events: Iterable[Event]
    count: int = 0

    def __iter__(self) -> Iterator[Event]:
        for event in self.events:
            self.count += 1
            yield event
