"""Signing in through a real OpenID provider that runs on this machine, in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
PROVIDER = ("oidc-provider", "9.13.3")
SECRET = "5d1f0a7c93be4826a0c4f7d91b3e6582"
PATIENCE_MS = 40_000


@dataclass(slots=True)
class House:
    """A dashboard that asks a provider who somebody is."""

    address: str
    secrets: Path
    provider_port: int

    def list_people(self, *, editors: list[str], owners: list[str], secret: str = SECRET) -> None:
        """Write the file that says who may do what."""
        self.secrets.write_text(
            f"""[auth]
redirect_uri = "{self.address}oauth2callback"
cookie_secret = "{secret}"
client_id = "gazette"
client_secret = "a secret between the two of them"
server_metadata_url = "http://127.0.0.1:{self.provider_port}/.well-known/openid-configuration"
client_kwargs = {{ prompt = "login", scope = "openid email" }}

[gazette]
editors = {editors!r}
owners = {owners!r}
""",
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The provider and the dashboard, both on free ports, both ended at the end."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("npm is not installed: the OpenID provider of this test comes from there")
    folder = tmp_path_factory.mktemp("sign-in")
    install = ["npm", "install", "--prefix", str(folder), "--no-save", "--ignore-scripts",
               "--no-audit", "--no-fund", "@".join(PROVIDER)]  # fmt: skip
    (folder / "package.json").write_text("{}", encoding="utf-8")
    if subprocess.run(install, check=False, capture_output=True, timeout=300).returncode:
        pytest.skip("npm cannot fetch the OpenID provider of this test")
    own, providers = _free_port(), _free_port()
    address = f"http://127.0.0.1:{own}/"
    made = House(address, folder / "secrets.toml", providers)
    made.list_people(editors=["ann@example.org"], owners=["olga@example.org"])
    running = []
    with (folder / "log").open("wb") as log:
        node = ["node", str(Path(__file__).with_name("oidc_provider.mjs")), str(providers),
                f"{address}oauth2callback", str(folder)]  # fmt: skip
        running.append(subprocess.Popen(node, stdout=log, stderr=log))
        serve = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py",
                 "--server.port", str(own), "--server.address", "127.0.0.1",
                 "--secrets.files", str(made.secrets)]  # fmt: skip
        environment = os.environ | {"GAZETTE_DATA": str(folder / "data")}
        running.append(subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=log, stderr=log))
        try:
            _wait(f"{address}_stcore/health")
            _wait(f"http://127.0.0.1:{providers}/.well-known/openid-configuration")
            yield made
        finally:
            for process in running:
                process.terminate()
                process.wait(20)


@pytest.fixture
def sign_in(browser: Browser, house: House) -> Iterator[Callable[[str], Page]]:
    """Signs somebody in, each in a private window; gives the page About."""
    contexts = []

    def signed_in(name: str) -> Page:
        context = browser.new_context()
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{house.address}about")
        page.get_by_role("button", name="Sign in").click()
        page.locator("input[name=login]").fill(name)
        page.locator("input[name=password]").fill("anything")
        page.locator("button[type=submit]").click()
        page.get_by_role("button", name="Continue").click()
        page.goto(f"{house.address}about")
        page.get_by_role("button", name="Sign out").wait_for()
        return page

    expect.set_options(timeout=PATIENCE_MS)
    yield signed_in
    for context in contexts:
        context.close()


def test_a_listed_person_edits_until_taken_off_the_list(
    house: House, sign_in: Callable[[str], Page]
) -> None:
    house.list_people(editors=["ann@example.org"], owners=["olga@example.org"])
    page = sign_in("ann")
    # Between name and @ stands a sign without width, so that no page makes it a link.
    expect(page.get_by_text(re.compile("yes, as ann.?@example.org"))).to_be_visible()
    page.goto(f"{house.address}publish")
    expect(page.get_by_role("button", name="Draw 50 pins at random")).to_be_visible()
    expect(page.get_by_text("Blur more")).to_have_count(0)
    house.list_people(editors=[], owners=["olga@example.org"])
    time.sleep(6)  # the file is looked at every few seconds
    page.get_by_role("button", name="Draw 50 pins at random").click()
    expect(page.get_by_text("not on the list of editors").first).to_be_visible()
    house.list_people(editors=["ann@example.org"], owners=["olga@example.org"])


def test_an_owner_may_change_what_is_safe_to_show(
    house: House, sign_in: Callable[[str], Page]
) -> None:
    page = sign_in("olga")
    page.goto(f"{house.address}publish")
    expect(page.get_by_text("Blur more")).to_be_visible()


@pytest.mark.parametrize("name", ["eve", "unverified-ann"])
def test_somebody_unlisted_or_unverified_only_reads(
    house: House, sign_in: Callable[[str], Page], name: str
) -> None:
    page = sign_in(name)
    expect(page.get_by_text("not on the list of editors")).to_be_visible()
    page.goto(f"{house.address}add")
    expect(page.get_by_role("button", name="Read report")).to_have_count(0)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        time.sleep(0.2)
    pytest.fail(f"{address} does not answer")
