"""The process that makes rows ready: ``python -m geodata.importing.child``.

It reads its request as JSON from stdin and writes portions to stdout, see storage.batches.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

from geodata.errors import GeodataError
from geodata.importing.layouts import Layout
from geodata.importing.making import Portion, converter_of, opener, portions
from geodata.importing.opening import Survey
from geodata.importing.planning import Plan
from geodata.importing.results import Choices
from geodata.model import Status
from geodata.storage.batches import Batch, send
from geodata.storage.known_rows import KnownRows


class WithoutPandas(MetaPathFinder):
    """Lets pandas not be found: pyarrow looks for it at its first array.

    Loading it takes nearly as long as everything else this process loads.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """None for every other module."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)
        return None


def main(request: dict[str, Any], pipe: BinaryIO) -> None:
    """Send all portions of the file, then that it is the end, or what went wrong."""
    told: dict[str, Any]
    try:
        for portion in _asked(request):
            told = {
                "known": portion.known,
                "unplaced": portion.unplaced,
                "characters": portion.characters,
                "refused": portion.refused,
                "noted": portion.noted,
            }
            send(portion.batch, told, pipe)
        told = {"ended": True}
    except GeodataError as error:
        told = {"failed": [type(error).__name__, str(error)]}
    send(Batch(), told, pipe)


def _asked(request: dict[str, Any]) -> Iterator[Portion]:
    found = Survey(**{**request["found"], "path": Path(request["found"]["path"])})
    layout = request["plan"]["layout"]
    for name in ("columns", "kept"):
        layout[name] = tuple(layout[name])
    plan = Plan(**{**request["plan"], "layout": Layout(**layout)})
    asked = request["choices"]
    choices = Choices(**{**asked, "status": Status(asked["status"])})
    return portions(
        found, plan, converter_of(found, plan, choices, opener(None)),
        KnownRows(Path(request["store"])).known, import_key=request["import_key"],
        updates=choices.update, rows_a_batch=request["rows_a_batch"],
    )  # fmt: skip


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides what an interrupt means
    gc.disable()
    sys.meta_path.insert(0, WithoutPandas())
    try:
        # Not sys.stdout.buffer: under PYTHONUNBUFFERED it writes a part only when interrupted.
        with open(sys.stdout.fileno(), "wb", closefd=False) as pipe:
            main(json.load(sys.stdin.buffer), pipe)
    except BrokenPipeError:  # nobody listens any more
        os._exit(1)
