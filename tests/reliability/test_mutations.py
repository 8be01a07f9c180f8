from __future__ import annotations

from pathlib import Path

from tests.reliability.mutations import mutate


def test_damaged_files_of_every_format_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    ends = mutate(390, tmp_path, seed=390)
    assert ends.wrong == []
    assert ends.read.total() + ends.refused.total() == 390
    assert len(ends.slowest_s) == 13
    assert ends.read.total() > 100
    assert ends.refused.total() > 30
