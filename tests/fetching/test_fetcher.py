"""What is fetched, and above all what is not: no packet leaves for a private address."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geodata.errors import InputError
from geodata.fetching import Fetcher, Rules, is_public

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.254", "192.168.0.1", "192.168.255.255", "169.254.169.254", "169.254.0.1",
    "100.64.0.1", "100.100.100.200", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::1", "::",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::127.0.0.1", "::7f00:1",
    "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2002:7f00:1::",
    "2002:a9fe:a9fe::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2001:0:53aa:64c::1", "2001:db8::1", "100::1",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946"]
ODD_HOSTS = [
    "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "0", "017700000001",
    "0xA9FEA9FE", "2852039166", "169.254.43518", "１２７.0.0.1", "127.0.0.1.", "①②⑦.0.0.1",
]  # fmt: skip
OTHER = [
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/_x", "data:text/html,x",
    "javascript:alert(1)", "dict://127.0.0.1:11211/", "ldap://127.0.0.1/", "jar:http://x!/",
    "http://user:word@127.0.0.1/", "http://example.org@127.0.0.1/", "http://127.0.0.1:22/",
    "http://127.0.0.1:6379/", "http://localhost/", "http://localhost.localdomain/",
    "http://internal.example/", "http://metadata.google.internal/", "http:///x", "http://",
    "http://127.0.0.1\\@example.org/", "http://exa mple.org/", "http://[::1/", "//127.0.0.1/",
    "http://127.0.0.1#@example.org/", "http://127.0.0.1%00.example.org/", "http://0/",
]  # fmt: skip
HOSTILE = (
    [f"http://[{one}]/" if ":" in one else f"http://{one}/" for one in PRIVATE]
    + [f"http://{one}/" for one in ODD_HOSTS]
    + OTHER
)


def private_names(host: str, port: int) -> list[str]:
    """Names that only stand for private addresses; numbers as the system reads them."""
    del port
    if ":" in host:
        return [host]
    try:
        return [socket.inet_ntoa(socket.inet_aton(host))]
    except OSError:
        return ["127.0.0.1"]


@pytest.fixture
def listening() -> Iterator[list[str]]:
    """What connects anywhere during a test, noted instead of done."""
    seen: list[str] = []
    really = socket.socket.connect

    def noted(self: socket.socket, address: object) -> None:
        seen.append(str(address))
        raise OSError("nothing leaves")

    socket.socket.connect = noted  # type: ignore[method-assign]
    yield seen
    socket.socket.connect = really  # type: ignore[method-assign]


def test_the_corpus_is_large_enough() -> None:
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("link", HOSTILE)
def test_a_hostile_address_makes_no_connection(link: str, listening: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        Fetcher(Rules(resolve=private_names)).fetch(link)
    assert listening == []
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse(listening: list[str]) -> None:
    rules = Rules(resolve=lambda *_: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(InputError, match="not an address of the public internet"):
        Fetcher(rules).fetch("http://example.org/")
    assert listening == []


def test_a_name_is_looked_up_once_and_that_very_address_connected_to(listening: list[str]) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rules = Rules(
        resolve=lambda *_: next(answers), asks_robots=False,
        may_connect=lambda address: address == "127.0.0.1",
    )  # fmt: skip
    with pytest.raises(InputError, match="did not answer"):
        Fetcher(rules).fetch("http://rebinding.example/")
    assert listening == ["('127.0.0.1', 80)"]


# ------------------------------------------------------------------ a site of our own

Answers = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def site(answers: Answers) -> Iterator[tuple[Fetcher, str, list[str]]]:
    """A fetcher that may reach this one server, its address, and the paths asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.headers.get('Host')}{self.path}")
            self.close_connection = True
            with suppress(OSError):
                answers(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    port = server.server_address[1]
    rules = Rules(
        ports=frozenset({port}), total_s=3.0, pause_s=0.0, largest_bytes=100_000,
        resolve=lambda host, _: ["127.0.0.1"] if host == "news.example" else ["10.0.0.1"],
        may_connect=lambda address: address == "127.0.0.1",
    )  # fmt: skip
    try:
        yield Fetcher(rules), f"http://news.example:{port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def page(handler: BaseHTTPRequestHandler) -> None:
    if handler.path == "/robots.txt":
        send(handler, b"User-agent: *\nDisallow: /private/\n")
    elif handler.path == "/moved":
        send(handler, b"", 302, Location="/page")
    elif handler.path == "/inside":
        send(handler, b"", 302, Location=f"http://intern.example:{handler.server.server_port}/")  # type: ignore[attr-defined]
    elif handler.path == "/file":
        send(handler, b"", 302, Location="file:///etc/passwd")
    elif handler.path == "/round":
        send(handler, b"", 302, Location="/round")
    elif handler.path == "/packed":
        send(handler, gzip.compress(b"Packed."), Content_Encoding="gzip")
    elif handler.headers.get("If-None-Match") == '"1"':
        send(handler, b"", 304, ETag='"1"')
    elif handler.path == "/gone":
        send(handler, b"", 404)
    else:
        send(handler, b"A page.", ETag='"1"', Set_Cookie="a=b")


def test_a_page_is_fetched_with_its_own_host_and_asked_for_again_by_its_tag() -> None:
    with site(page) as (fetcher, address, asked):
        found = fetcher.fetch(f"{address}/page")
        assert (found.body, found.link, found.etag) == (b"A page.", f"{address}/page", '"1"')
        again = fetcher.fetch(f"{address}/page", etag=found.etag)
        assert (again.is_new, again.body) == (False, b"")
        host = address.removeprefix("http://")
        assert asked == [f"{host}/robots.txt", f"{host}/page", f"{host}/page"]


def test_a_redirect_is_followed_and_the_last_address_kept() -> None:
    with site(page) as (fetcher, address, _):
        assert fetcher.fetch(f"{address}/moved").link == f"{address}/page"


def test_gzip_is_unpacked() -> None:
    with site(page) as (fetcher, address, _):
        assert fetcher.fetch(f"{address}/packed").body == b"Packed."


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/inside", "not an address of the public internet"),
        ("/file", "must begin with http"),
        ("/round", "leads on and on"),
        ("/private/a", "asks programs not to read"),
        ("/gone", "has no such page"),
    ],
)
def test_what_is_refused_on_the_way_says_why(path: str, words: str) -> None:
    with site(page) as (fetcher, address, _), pytest.raises(InputError, match=words):
        fetcher.fetch(address + path)


def endless(handler: BaseHTTPRequestHandler) -> None:
    if handler.path == "/robots.txt":
        send(handler, b"", 404)
    elif handler.path == "/bomb":
        send(handler, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    elif handler.path == "/says-much":
        send(handler, b"", Content_Length="10000000000")
    elif handler.path == "/body":
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(bytes(10_000))
    elif handler.path == "/header":
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 1_000_000)
    else:  # a byte now and then, in the body or before it
        if handler.path == "/drips":
            handler.send_response(200)
            handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"H")
            time.sleep(0.2)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/bomb", "more than"), ("/says-much", "more than"), ("/body", "more than"),
        ("/header", "did not answer"), ("/drips", "too slowly"), ("/drips-headers", "too slowly"),
    ],
)  # fmt: skip
def test_endless_answers_end_at_a_limit(path: str, words: str) -> None:
    with site(endless) as (fetcher, address, _):
        started = time.monotonic()
        with pytest.raises(InputError, match=words):
            fetcher.fetch(address + path)
        assert time.monotonic() - started < 3 * fetcher.rules.total_s


def test_two_requests_to_one_site_keep_their_distance() -> None:
    with site(page) as (fetcher, address, _):
        patient = Fetcher(
            Rules(
                ports=fetcher.rules.ports,
                resolve=fetcher.rules.resolve,
                pause_s=0.3,
                may_connect=fetcher.rules.may_connect,
                asks_robots=False,
            )
        )
        started = time.monotonic()
        for _ in range(3):
            patient.fetch(f"{address}/page")
        assert time.monotonic() - started >= 0.6
