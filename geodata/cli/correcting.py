"""`gazette corrections`: what people put right, as a regression set, and the log of decisions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from geodata.cli.command import DONE, PARTLY
from geodata.cli.exporting import opened, to_file
from geodata.cli.terminal import as_utf_8, error_line, note_line, plural, say, stdout_explained
from geodata.correcting.rules import is_decided
from geodata.errors import NotFoundError
from geodata.evaluation.corrections import (
    CorrectedName,
    check,
    gold_lines,
    load_corrections,
)
from geodata.exchange.decisions import decisions_csv, decisions_json
from geodata.gazetteer import Gazetteer
from geodata.resolving import find_places
from geodata.storage import EventStore

LOG_WRITERS = {"csv": decisions_csv, "json": decisions_json}
_DECIDED = {"choose place", "apply correction"}


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    if asked.action == "check":
        return _check(asked)
    with opened(asked.store) as store:
        lines = _exported(store) if asked.action == "export" else _log(store, asked.format)
        count = _written(asked, lines)
    what = "corrected name" if asked.action == "export" else "decision"
    note_line(f"Wrote {plural(count, what)} to {asked.output or 'stdout'}.")
    return DONE


def corrected_names(store: EventStore) -> Iterator[CorrectedName]:
    """Every name whose place a person chose, as it stands now, in the order of the log."""
    seen: set[str] = set()
    for decision in store.all_decisions():
        if decision.action not in _DECIDED or not decision.subject_id.startswith("r"):
            continue
        if decision.subject_id in seen:
            continue
        seen.add(decision.subject_id)
        try:
            reading = store.reading(decision.subject_id)
        except NotFoundError:  # the report was removed since
            continue
        report = reading.report
        for match in reading.matches:
            if match.place is not None and is_decided(match.reasons):
                yield CorrectedName(
                    report.text, match.start, match.end, match.place, report.language
                )


def _exported(store: EventStore) -> Iterator[tuple[str, int]]:
    for piece in gold_lines(corrected_names(store)):
        yield piece, int(piece.startswith("\n@ "))


def _log(store: EventStore, kind: str) -> Iterator[tuple[str, int]]:
    pieces = LOG_WRITERS[kind](store.all_decisions())
    for number, piece in enumerate(pieces):
        is_row = number > 0 if kind == "csv" else piece[:2] in ("[\n", ",\n")
        yield piece, int(is_row)


def _written(asked: argparse.Namespace, lines: Iterable[tuple[str, int]]) -> int:
    def write(file: TextIO) -> int:
        count = 0
        for piece, one in lines:
            file.write(piece)
            count += one
        return count

    if asked.output is not None:
        return to_file(asked.output, write)
    as_utf_8(sys.stdout)
    with stdout_explained():
        count = write(sys.stdout)
        sys.stdout.flush()
    return count


def _check(asked: argparse.Namespace) -> int:
    texts = load_corrections(asked.file)
    gazetteer = Gazetteer.open()
    right, missed = check(texts, lambda text: find_places(text, gazetteer=gazetteer))
    for one in missed:
        error_line(f"“{one.name}” would be {one.found} in: {one.snippet[:120]}")
    say(f"{right} of {plural(right + len(missed), 'corrected name')} read rightly without them.")
    return PARTLY if missed else DONE
