"""The demo collection: loaded into a brand-new store, once, and never again."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.settings import SEEDS
from geodata.errors import GeodataError
from geodata.gazetteer import Gazetteer
from geodata.joins import add_reading
from geodata.model import Reading, Status
from geodata.pipeline import read_report
from geodata.storage import EventStore

_LOG = logging.getLogger("gazette")


def load_into_new(
    store: EventStore,
    gazetteer: Callable[[], Gazetteer],
    progress: Callable[[str, float], None] | None = None,
) -> int:
    """Add the demo reports when nothing was ever written to the store; how many were added.

    Whoever removes the demo has written, so it does not come back. A report that cannot be
    read is logged and left out: the dashboard opens all the same.
    """
    if store.is_read_only or store.revision > 0:
        return 0
    readings = list(_readings(gazetteer, progress))
    for reading in readings:  # all at once at the end, so that no half of it is ever left
        add_reading(store, reading, status=Status.ACCEPTED, by="demo")
    if store.editions.waiting():
        store.editions.publish(by="demo")
    return len(readings)


def _readings(
    gazetteer: Callable[[], Gazetteer], progress: Callable[[str, float], None] | None
) -> Iterator[Reading]:
    reports = list(seed_reports())
    for number, fields in enumerate(reports, start=1):
        try:
            reading = read_report(gazetteer=gazetteer(), **fields)
        except GeodataError:
            _LOG.exception("the demo report %r was left out", fields.get("title"))
        else:
            yield replace(reading, report=replace(reading.report, is_demo=True))
        if progress is not None:
            progress("Reading the demo reports", number / len(reports))


def seed_reports(folder: Path = SEEDS) -> Iterator[dict[str, Any]]:
    """The demo reports as arguments of ``read_report``, in the order of their file names.

    Nothing when the folder is missing, as in an installation without the checkout.
    """
    for path in sorted(folder.glob("*.toml")):
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        yield {
            "text": fields["text"].strip(),
            "title": fields.get("title", ""),
            "source": fields.get("source", ""),
            "link": fields.get("link", ""),
            "published": fields.get("published"),
        }
