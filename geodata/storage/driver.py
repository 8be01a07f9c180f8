"""Python's door to SQLite; alone in its module, so that small programs need nothing else."""

from __future__ import annotations

import importlib
from types import ModuleType


def sqlite_driver() -> ModuleType:
    """pysqlite3 where it is installed, the standard library's module otherwise."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3.dbapi2")
