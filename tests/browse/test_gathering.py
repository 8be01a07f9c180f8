from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.browse import gathering
from geodata.browse.gathering import taken, true_in


@pytest.mark.parametrize("kind", [bool, np.int8, np.int16, np.int32, np.int64, np.float32])
@pytest.mark.parametrize("number", [np.int16, np.int32, np.int64])
@pytest.mark.parametrize("count", [0, 1, gathering._FEW, gathering._FEW + 3])
def test_taken_is_what_numpy_takes(
    kind: type[np.generic], number: type[np.signedinteger], count: int
) -> None:
    rng = np.random.default_rng(count)
    values = rng.integers(0, 2, 300).astype(kind)
    at = rng.integers(0, 300, count).astype(number)
    found = taken(values, at)
    assert found.dtype == values.dtype
    assert found.tolist() == values[at].tolist()


@given(st.lists(st.booleans(), max_size=70), st.data())
def test_true_in_counts_each_run(mask: list[bool], data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(mask)), max_size=9))
    starts = sorted([0, *cuts, len(mask)])
    found = true_in(np.array(mask, dtype=bool), np.array(starts, dtype=np.int32))
    assert found.tolist() == [sum(mask[one:other]) for one, other in itertools.pairwise(starts)]
