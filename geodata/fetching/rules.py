"""What a fetcher may do."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass

from geodata.fetching.addresses import is_public

Resolve = Callable[[str, int], list[str]]


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host as the system gives them.

    Raises:
        OSError: nothing has this name, or nobody answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of a fetcher.

    Attributes:
        ports: to which it may connect.
        largest_bytes: of an answer, as sent and as unpacked.
        total_s: for one address with all its redirects.
        most_redirects: followed for one address.
        pause_s: at least between two requests to one host.
        asks_robots: whether robots.txt is asked and kept to.
        resolve: host and port to addresses.
        may_connect: whether an address may be connected to.
    """

    ports: frozenset[int] = frozenset({80, 443})
    largest_bytes: int = 10_000_000
    total_s: float = 15.0
    most_redirects: int = 5
    pause_s: float = 1.0
    asks_robots: bool = True
    resolve: Resolve = resolved
    may_connect: Callable[[str], bool] = is_public
