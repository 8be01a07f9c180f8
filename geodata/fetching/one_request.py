"""One request to one address that was looked up once and found to be public."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Url

from geodata.errors import FetchError
from geodata.fetching.rules import Rules

_CHUNK = 65_536
_STEP_S = 5.0  # for a connection, or for the next bytes
_FAILURES = (
    OSError, HTTPError, http.client.HTTPException, ssl.SSLError, ValueError, zlib.error,
    AttributeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        headers: names in small letters.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(url: Url, address: str, headers: Mapping[str, str], rules: Rules, end: float) -> Answer:
    """The answer of one server; no redirect is followed and no cookie kept.

    Args:
        url: what is asked for; its host stands in the request and in the certificate.
        address: the very address to connect to.
        headers: of the request.
        rules: the limits.
        end: when to give up, of time.monotonic.

    Raises:
        FetchError: no answer, one that is too large, or one that comes too slowly.
    """
    connection = _connection(url, address, end)
    watch = _Watch(end)
    try:
        connection.connect()
        watch.over(connection.sock)
        connection.request(
            "GET", url.request_uri, headers={**headers, "Host": url.netloc or ""},
            preload_content=False, decode_content=False,
        )  # fmt: skip
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.headers.items()}
        body = b"" if 300 <= response.status < 400 else _body(response, found, url, rules, end)
        return Answer(response.status, found, body)
    except FetchError:
        raise
    except _FAILURES as error:
        if watch.has_ended or time.monotonic() >= end:
            raise _too_slow(url) from error
        raise FetchError(
            f"{url.host} did not answer ({_named(error)}): try again later."
        ) from error
    finally:
        watch.stop()
        connection.close()


def _connection(url: Url, address: str, end: float) -> HTTPConnection:
    step = min(_STEP_S, max(0.1, end - time.monotonic()))
    if url.scheme == "https":
        return HTTPSConnection(
            address, url.port or 443, timeout=step, server_hostname=url.host,
            assert_hostname=url.host, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where(),
        )  # fmt: skip
    return HTTPConnection(address, url.port or 80, timeout=step)


class _Watch:
    """Ends a connection when its time is over: a server that sends a byte a second has none."""

    def __init__(self, end: float) -> None:
        self.has_ended = False
        self._socket: Any = None
        self._timer = threading.Timer(max(0.0, end - time.monotonic()), self._end)
        self._timer.daemon = True
        self._timer.start()

    def over(self, socket: Any) -> None:
        self._socket = socket

    def stop(self) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.has_ended = True
        with suppress(OSError, AttributeError):
            self._socket.shutdown(2)


def _body(response: Any, headers: Mapping[str, str], url: Url, rules: Rules, end: float) -> bytes:
    said = headers.get("content-length", "")
    if said.isdecimal() and int(said) > rules.largest_bytes:
        raise _too_large(url, rules)
    unpack = _unpacker(headers.get("content-encoding", "").strip().lower(), url)
    sent, body = 0, bytearray()
    while chunk := response.read1(_CHUNK):
        sent += len(chunk)
        body += unpack(chunk, rules.largest_bytes + 1 - len(body))
        if sent > rules.largest_bytes or len(body) > rules.largest_bytes:
            raise _too_large(url, rules)
        if time.monotonic() > end:
            raise _too_slow(url)
    if time.monotonic() > end:  # the watch made it look like the end of the answer
        raise _too_slow(url)
    return bytes(body)


def _unpacker(encoding: str, url: Url) -> Any:
    if encoding in ("", "identity"):
        return lambda chunk, _most: chunk
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"{url.host} answers in a packing not known here ({encoding[:20]!r}).")
    packed = zlib.decompressobj(wbits=47)  # gzip or zlib by their header

    def unpack(chunk: bytes, most: int) -> bytes:
        return packed.decompress(chunk, max(1, most))

    return unpack


def _too_large(url: Url, rules: Rules) -> FetchError:
    return FetchError(
        f"{url.host} sends more than the {rules.largest_bytes // 1_000_000} MB that one page may "
        "have: save it as a file and add what matters."
    )


def _too_slow(url: Url) -> FetchError:
    return FetchError(f"{url.host} answers too slowly: try again later, or paste the text.")


def _named(error: Exception) -> str:
    if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
        return "its certificate cannot be trusted"
    if isinstance(error, http.client.HTTPException):
        return "a broken answer"
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "timed out"
    return "no connection" if isinstance(error, OSError | HTTPError) else "a broken answer"
