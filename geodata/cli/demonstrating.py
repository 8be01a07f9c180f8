"""`gazette demo`: the demo collection of the checkout, in and out."""

from __future__ import annotations

import argparse
from pathlib import Path

from geodata.cli.adding import Tally, add_one, reader
from geodata.cli.command import DONE
from geodata.cli.terminal import plural, say
from geodata.errors import FileFormatError, GeodataError
from geodata.exchange import read_report_file
from geodata.model import Status
from geodata.storage import EventStore

SEEDS = Path(__file__).parents[2] / "seeds"


def run(asked: argparse.Namespace) -> int:
    """Add or remove the demo collection."""
    with EventStore.open(asked.store) as store:
        if asked.action == "remove":
            say(f"Removed {plural(store.remove_demo(by='command line'), 'demo report')}.")
            return DONE
        return add(store, SEEDS)


def add(store: EventStore, folder: Path) -> int:
    """Add the reports of a folder, in the order of their names, marked as demo."""
    files = sorted(path for ending in ("toml", "json") for path in folder.glob(f"*.{ending}"))
    if not files:
        raise FileFormatError(
            f"There are no demo reports in {folder}: they come with the checkout, "
            "not with the installed package."
        )
    tally, read = Tally(), reader()
    for number, path in enumerate(files, start=1):
        try:
            reports = read_report_file(path)
        except GeodataError as error:
            tally.fail(error)
            continue
        where = f"[{number}/{len(files)}]"
        for report in reports:
            add_one(
                store,
                read,
                report,
                status=Status.ACCEPTED,
                where=where,
                tally=tally,
                is_demo=True,
                by="demo",
            )
    say(tally.sentence())
    return tally.exit_code()
