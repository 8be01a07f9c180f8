"""Reports named on the command line: files, or '-' for stdin."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from geodata.exchange import ReportText, read_report_file, reports_in
from geodata.exchange.decoding import decoded
from geodata.exchange.report_files import looks_like_json


def reports_of(name: str, asked: argparse.Namespace) -> list[ReportText]:
    """The reports of a file with what the command line says of them put in front.

    Raises:
        FileFormatError: it cannot be read.
    """
    reports = _from_stdin() if name == "-" else read_report_file(name)
    said = {
        field: value
        for field in ("title", "source", "link", "published")
        if (value := getattr(asked, field, None)) is not None
    }
    return [replace(report, **said) for report in reports]


def _from_stdin() -> list[ReportText]:
    data = sys.stdin.buffer.read()
    text, _ = decoded(data, "stdin")
    return reports_in(data, "stdin", ".json" if looks_like_json(text) else ".txt")
