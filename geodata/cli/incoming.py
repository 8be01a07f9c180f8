"""Reports named on the command line: files, or '-' for stdin."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from geodata.cli.terminal import note_line
from geodata.errors import FileFormatError
from geodata.exchange import ReportText, Skipped, read_report_file, reports_in
from geodata.exchange.decoding import decoded
from geodata.exchange.report_files import LARGEST_BYTES, looks_like_json, refuse_size


def reports_of(
    name: str, asked: argparse.Namespace, skipped: Skipped | None = None
) -> list[ReportText]:
    """The reports of a file with what the command line says of them put in front.

    Args:
        name: of the file; '-' for stdin.
        asked: has the fields of the report, where they were given.
        skipped: told of every report of a list that is none; without it that fails the file.

    Raises:
        FileFormatError: it cannot be read.
    """
    reports = _from_stdin(skipped) if name == "-" else read_report_file(name, skipped)
    said = {
        field: value
        for field in ("title", "source", "link", "published")
        if (value := getattr(asked, field, None)) is not None
    }
    return [replace(report, **said) for report in reports]


def _from_stdin(skipped: Skipped | None) -> list[ReportText]:
    if sys.stdin is None:
        raise FileFormatError("There is no stdin to read: name a file, or pipe the report in.")
    if sys.stdin.isatty():
        note_line("Reading the report from the keyboard: paste it, then press Ctrl-D.")
    try:
        data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise FileFormatError(f"Stdin cannot be read: {error.strerror or error}.") from error
    refuse_size(len(data), "stdin")
    text, _ = decoded(data, "stdin")
    return reports_in(data, "stdin", ".json" if looks_like_json(text) else ".txt", skipped)
