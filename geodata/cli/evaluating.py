"""`gazette evaluate`: how good this is, as tables."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from geodata.cli.command import DONE
from geodata.cli.terminal import note_line, progress_line, say
from geodata.errors import FileFormatError
from geodata.evaluation import dates, events, gold_places, joins
from geodata.gazetteer import Gazetteer
from geodata.pipeline import read_report
from geodata.resolving import find_places

GOLDEN = Path(__file__).parents[2] / "tests" / "golden"


def run(asked: argparse.Namespace) -> int:
    """Print the tables of the gold sets in the project, then of the corpora."""
    if asked.corpora is not None and not asked.corpora.is_dir():
        raise FileFormatError(f"There is no folder {str(asked.corpora)!r} with corpora.")
    gazetteer = Gazetteer.open(progress=progress_line())
    say("Dates, on the texts of geodata/evaluation/gold/dates.toml")
    say(dates.report(dates.gold_texts()))
    say("\nPlaces by language, on geodata/evaluation/gold/places.txt")
    _say_languages(gazetteer)
    reports = events.golden_reports(GOLDEN) if GOLDEN.is_dir() else []
    if reports:
        say("\nEvents, on the reports of tests/golden")
        say(events.table(events.score(reports)))
        characters = sum(len(report.text) for report in reports) / len(reports)
        pace = events.reports_per_second(reports)
        say(f"{pace:.0f} reports a second on one core, {characters:.0f} characters each on average")
    else:
        note_line("The golden reports come with the checkout; events are not scored here.")
    say("\nEvents joined across reports, on the pairs of geodata/evaluation/gold/joins.toml")
    say(joins.table(joins.gold_pairs(), partial(read_report, gazetteer=gazetteer)))
    if asked.corpora is not None:
        from geodata.evaluation.places import evaluate_places

        say(f"\nPlaces, on the corpora in {asked.corpora}")
        say(evaluate_places(asked.corpora))
    return DONE


def _say_languages(gazetteer: Gazetteer) -> None:
    scores = gold_places.score_languages(
        gold_places.load_gold(), lambda text: find_places(text, gazetteer=gazetteer)
    )
    say("language  names  found P / R / F1      right place P / R / F1")
    for score in scores:
        found, placed = score.found, score.placed
        say(
            f"{score.language:<8}{score.mentions:>7}  "
            f"{found.precision:.3f} {found.recall:.3f} {found.f1:.3f}     "
            f"{placed.precision:.3f} {placed.recall:.3f} {placed.f1:.3f}"
        )
