from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

from geodata.geocoding.one_request import OneRequestAdapter

asked: list[str] = []


class Faulty(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        asked.append(self.path)
        if self.path == "/slow":
            threading.Event().wait(1.0)
        codes = {"/busy": 429, "/moved": 302, "/json": 200, "/huge": 200, "/html": 200}
        self.send_response(codes.get(self.path, 200))
        if self.path == "/busy":
            self.send_header("Retry-After", "7")
        if self.path == "/moved":
            self.send_header("Location", "/json")
        self.end_headers()
        bodies = {"/json": b'{"a": 1}', "/huge": b" " * 1_500_000, "/html": b"<html>"}
        self.wfile.write(bodies.get(self.path, b""))

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    faulty = ThreadingHTTPServer(("127.0.0.1", 0), Faulty)
    faulty.daemon_threads = True
    thread = threading.Thread(target=faulty.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{faulty.server_address[1]}"
    faulty.shutdown()
    faulty.server_close()
    thread.join()


def fetched(url: str, timeout: float = 5.0) -> Any:
    adapter = OneRequestAdapter(proxies={}, ssl_context=None)
    return adapter.get_json(url, timeout=timeout, headers={"User-Agent": "test"})


def test_json_is_read(server: str) -> None:
    assert fetched(server + "/json") == {"a": 1}


def test_too_many_requests_is_not_repeated(server: str) -> None:
    asked.clear()
    with pytest.raises(AdapterHTTPError) as refused:
        fetched(server + "/busy")
    assert asked == ["/busy"]
    assert (refused.value.status_code, refused.value.headers["retry-after"]) == (429, "7")


def test_a_redirect_is_not_followed(server: str) -> None:
    asked.clear()
    with pytest.raises(AdapterHTTPError):
        fetched(server + "/moved")
    assert asked == ["/moved"]


def test_a_huge_answer_is_cut_off(server: str) -> None:
    with pytest.raises(GeocoderUnavailable, match="1 MB"):
        fetched(server + "/huge")


def test_a_page_instead_of_json_is_a_parse_error(server: str) -> None:
    with pytest.raises(GeocoderParseError):
        fetched(server + "/html")


def test_a_slow_answer_times_out(server: str) -> None:
    with pytest.raises(GeocoderTimedOut):
        fetched(server + "/slow", timeout=0.2)


def test_nobody_listening_is_unavailable() -> None:
    with pytest.raises(GeocoderUnavailable):
        fetched("http://127.0.0.1:9")


def test_other_schemes_are_refused() -> None:
    with pytest.raises(GeocoderUnavailable, match="http"):
        fetched("file:///etc/hostname")
