"""A real server with a collection of its own, and a real browser that tells on the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from geodata.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
START_S = 120.0  # the first start may compile the gazetteer
PATIENCE_MS = 40_000  # a page on a busy machine
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)
# Streamlit looks for its server below the address of a page first, then above it.
LOOKS_FOR_ITS_SERVER = "/_stcore/"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Server:
    """A running dashboard."""

    address: str
    data_folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass  # no slots: playwright puts an attribute of its own on handlers' owners
class Watch:
    """What a page did that it must not do."""

    wrong: list[str] = field(default_factory=list)

    def look_at(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(f"page error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: Any) -> None:
        where = str(message.location.get("url", ""))
        looking = LOOKS_FOR_ITS_SERVER in where and "404" in message.text
        if message.type == "error" and not looking:
            self.wrong.append(f"console: {message.text} ({where})")

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname != "127.0.0.1":
            self.wrong.append(f"left this machine: {request.url}")


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts servers on free ports, each with a new collection; all end with the session."""
    Gazetteer.open()  # compiled before the clock of any page starts
    running: list[Server] = []

    def start(prepare: Callable[[Path], None] | None = None) -> Server:
        folder = tmp_path_factory.mktemp("server")
        if prepare is not None:
            prepare(folder)
        port = free_port()
        log = folder / "server.log"
        environment = os.environ | {"GAZETTE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
        command = [
            sys.executable, "-m", "streamlit", "run", "dashboard/app.py",
            "--server.port", str(port), "--server.address", "127.0.0.1",
        ]  # fmt: skip
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=output
            )
        server = Server(f"http://127.0.0.1:{port}/", folder, process, log)
        running.append(server)
        _wait(server)
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all journeys."""
    found = os.environ.get("GAZETTE_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if found is None:
        pytest.fail(
            "No Chromium found. Install one (apt install chromium), name it in GAZETTE_CHROMIUM, "
            "or leave the browser tests out: make test BROWSER=none"
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a private window of its own; fails on errors and on leaving."""
    contexts: list[BrowserContext] = []
    watch = Watch()
    expect.set_options(timeout=PATIENCE_MS)

    def opened(
        address: str,
        *,
        width: int = 1440,
        height: int = 900,
        phone: bool = False,
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            is_mobile=phone,
            has_touch=phone,
            user_agent=PHONE if phone else None,
        )
        context.set_default_timeout(PATIENCE_MS)
        watch.look_at(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.wrong == []


def _wait(server: Server) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        if server.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.address}_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{server.log.read_text(encoding='utf-8')}")
