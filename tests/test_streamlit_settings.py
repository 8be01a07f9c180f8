"""What Streamlit makes of the settings, which is what counts; a new release may change it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEANT: dict[str, object] = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.trustedUserHeaders": {},
    "server.maxUploadSize": 20,
    "server.maxMessageSize": 50,
    "server.maxWidgetStateSize": 10,
    "server.disconnectedSessionTTL": 30,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "viewer",
    "client.showSidebarNavigation": False,
    "browser.gatherUsageStats": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "global.developmentMode": False,
}
ASK = (
    "import json, sys; from streamlit import config; "
    "print(json.dumps({name: config.get_option(name) for name in json.load(sys.stdin)}))"
)


@pytest.fixture(scope="module")
def in_force() -> dict[str, Any]:
    """The settings of a process started in the checkout, with no environment of somebody's."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        input=json.dumps(list(MEANT)), capture_output=True, text=True, cwd=ROOT,
        env=environment, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize("name", MEANT)
def test_a_setting_is_in_force_as_it_is_meant(in_force: dict[str, Any], name: str) -> None:
    assert in_force[name] == MEANT[name]
