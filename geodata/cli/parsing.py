"""`gazette parse`: what is read out of a report, stored nowhere."""

from __future__ import annotations

import argparse
import json
import sys

from geodata.cli.command import DONE
from geodata.cli.describing import reading_json, reading_lines
from geodata.cli.incoming import reports_of
from geodata.cli.terminal import as_utf_8, note_line, progress_line, say
from geodata.gazetteer import Gazetteer
from geodata.pipeline import read_report


def run(asked: argparse.Namespace) -> int:
    """Print the readings of the file's reports."""
    reports = reports_of(asked.file, asked)
    if not reports[0].encoding.startswith("utf-"):
        note_line(f"{asked.file}: read as {reports[0].encoding}")
    gazetteer = Gazetteer.open(progress=progress_line())
    readings = [
        read_report(
            report.text,
            title=report.title,
            source=report.source,
            link=report.link,
            published=report.published,
            gazetteer=gazetteer,
        )
        for report in reports
    ]
    if asked.format == "json":
        values = [reading_json(reading) for reading in readings]
        as_utf_8(sys.stdout)  # JSON is UTF-8 wherever it goes (RFC 8259); a '?' would be a loss
        say(json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=2))
        return DONE
    for number, reading in enumerate(readings):
        if number:
            say("")
        for line in reading_lines(reading):
            say(line)
    return DONE
