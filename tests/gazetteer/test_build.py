from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import re, sys
from pathlib import Path
from geodata.gazetteer import Gazetteer

gazetteer = Gazetteer.build(Path(sys.argv[1]))
# Not ru_maxrss: a child begins with what its parent had at the fork.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(len(gazetteer), round(peak), gazetteer.verify())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak")
def test_the_whole_gazetteer_is_built_within_500_mb(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    places, peak_mb, damaged = done.stdout.split(maxsplit=2)
    assert int(places) > 265_000
    assert int(peak_mb) <= 500
    assert damaged.strip() == "[]"
