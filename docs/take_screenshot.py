"""Takes the README's picture: the demo collection at 1440 by 900, light, an event open.

Run it with ``python docs/take_screenshot.py``; it needs the development tools and a Chromium
(``GAZETTE_CHROMIUM`` names one that is not on the path).
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "dashboard.png"
MOST_BYTES = 400_000
START_S = 180.0  # a first start compiles the gazetteer
PATIENCE_MS = 40_000
COLOURS = 256
VIEW = "c=40.35,46.6&z=6.5"
ONE_EVENT = '.gz-marker[aria-label*="1 event,"]'


def main() -> None:
    """Start a server with the demo alone, take the picture, end the server."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        server = _started(port, Path(folder))
        try:
            _wait(port, server)
            _take(f"http://127.0.0.1:{port}/?{VIEW}")
        finally:
            server.terminate()
            server.wait(15)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")


def _started(port: int, folder: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "streamlit", "run", "dashboard/app.py",
        "--server.port", str(port), "--server.address", "127.0.0.1",
    ]  # fmt: skip
    environment = os.environ | {"GAZETTE_DATA": str(folder)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603 - a command of our own
        command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet
    )


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("The dashboard did not start; `gazette doctor` says what is missing.")


def _take(address: str) -> None:
    found = os.environ.get("GAZETTE_CHROMIUM") or shutil.which("chromium")
    if found is None:
        raise SystemExit("No Chromium found: install one, or name it in GAZETTE_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="light")
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address)
        _open_an_event(page)
        page.screenshot(path=PICTURE)
        browser.close()
    _shrink(PICTURE)


def _open_an_event(page: Page) -> None:
    """The details of the event at a marker, and the map with all its names."""
    frame = page.frame_locator("iframe").first
    frame.locator(".gz-town").first.wait_for()
    frame.locator(ONE_EVENT).first.click()
    page.locator(".gz-facts").first.wait_for()
    page.mouse.move(1, 899)  # off every tooltip
    page.wait_for_timeout(2500)  # the last names and the chart


def _shrink(picture: Path) -> None:
    """A palette instead of true colours: a third of the size, and no eye sees it."""
    Image.open(picture).convert("RGB").quantize(COLOURS).save(picture, optimize=True)
    if picture.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{picture} has {picture.stat().st_size} bytes, more than {MOST_BYTES}.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
