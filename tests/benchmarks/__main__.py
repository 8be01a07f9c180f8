"""Print every performance table: ``python -m tests.benchmarks [gazetteer map reading ...]``."""

from __future__ import annotations

import importlib
import platform
import sys

TABLES = ("gazetteer", "map", "index", "browser", "reading", "length", "import")


def main(names: list[str]) -> None:
    """Run the named tables, or all of them."""
    print(f"Python {platform.python_version()}, {platform.machine()}; medians of runs in turn.")
    for name in names or TABLES:
        importlib.import_module(f"tests.benchmarks.{name}_bench").run()


if __name__ == "__main__":
    main(sys.argv[1:])
