from __future__ import annotations

import subprocess
import sys

import pytest

import geodata


def test_every_public_name_is_sorted_and_can_be_had() -> None:
    assert geodata.__all__ == sorted(geodata.__all__)
    for name in geodata.__all__:
        assert getattr(geodata, name).__doc__, name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = geodata.nothing


def test_importing_geodata_loads_no_heavy_library() -> None:
    heavy = "('numpy', 'sqlalchemy', 'pandas')"
    code = f"import sys, geodata; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
