from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reliability.kills import kill


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes that it forks")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed_at_any_moment(
    tmp_path: Path,
) -> None:
    toll = kill(20, tmp_path, seed=20)
    assert toll.wrong == []
    assert toll.kills == 20 and sum(toll.acknowledged.values()) > 0
