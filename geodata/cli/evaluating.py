"""`gazette evaluate`: how good this is, as tables."""

from __future__ import annotations

import argparse

from geodata.cli.command import DONE
from geodata.cli.terminal import say
from geodata.evaluation import dates


def run(_asked: argparse.Namespace) -> int:
    """Print the tables."""
    say(dates.report(dates.gold_texts()))
    return DONE
