"""What may stand on the command line."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from geodata.cli.terminal import error_line

_EXIT_CODES = """\
exit codes:
  0    everything was done (a report that was there already counts as done)
  1    some of it could not be done: each failure is one line on stderr, the rest is done
  2    nothing was done: wrong arguments, no report could be read, or the collection
       cannot be opened; one line on stderr says why
  130  stopped with Ctrl-C

environment:
  GAZETTE_DATA   folder of the collection (gazette.sqlite3)
  GAZETTE_CACHE  folder of the compiled gazetteer
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like all others."""

    def error(self, message: str) -> NoReturn:
        error_line(f"{message}; see '{self.prog} --help'")
        raise SystemExit(2)


def the_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = _Parser(
        prog="gazette",
        description="Reports in, a map you can check out.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--debug", action="store_true", help="show where an error came from")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _serve(commands)
    _parse(commands)
    _add(commands)
    _watch(commands)
    _import(commands)
    _export(commands)
    _gazetteer(commands)
    _doctor(commands)
    _demo(commands)
    _evaluate(commands)
    _corrections(commands)
    _publish(commands)
    _editions(commands)
    _backup(commands)
    return parser


Commands = argparse._SubParsersAction


def _command(commands: Commands, name: str, what: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return added


def _store_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--store",
        metavar="PATH",
        type=_collection,
        help="another collection: a file, or a database's address",
    )


def _fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--published", type=_day, metavar="DATE", help="day of publication, as 2020-07-16"
    )
    parser.add_argument("--title", help="title of the report")
    parser.add_argument("--source", help="who published it")


def _serve(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "serve", "open the dashboard")
    parser.add_argument("--port", type=_port, default=8501, help="default: 8501")
    parser.add_argument(
        "--address", default="127.0.0.1", help="where to listen; default: 127.0.0.1, this machine"
    )


def _parse(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "parse", "show what is read out of a report, storing nothing")
    parser.add_argument("file", metavar="FILE", help="text, JSON or TOML; '-' reads stdin")
    _fields(parser)
    parser.add_argument("--link", help="address of the report, http or https")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the output")


def _add(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "add", "add reports to the collection")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="text, Markdown, HTML, docx, PDF, eml, CSV, JSON, TOML or a zip of those; the "
        "address of a page or feed; '-' reads stdin",
    )
    _fields(parser)
    _adding(parser)


def _adding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--accept", action="store_true", help="mark the events as accepted instead of unreviewed"
    )
    parser.add_argument(
        "--anyway", action="store_true", help="add also what nearly repeats a report that is there"
    )
    _store_option(parser)


def _watch(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "watch", "add every file that appears in a folder, until Ctrl-C")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="is only read, never changed")
    parser.add_argument(
        "--every",
        type=_seconds,
        default=2.0,
        metavar="SECONDS",
        help="between two looks; default: 2",
    )
    parser.add_argument("--once", action="store_true", help="end when what is there was added")
    _fields(parser)
    _adding(parser)


def _import(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "import", "put a table of events into the collection")
    parser.add_argument(
        "file", metavar="FILE", type=_file, help="CSV, TSV or GeoJSON, plain, gzip or zip"
    )
    parser.add_argument(
        "--column",
        metavar="FIELD=NAME",
        action="append",
        help="the column that a field is read from, as lat=Breitengrad; may be repeated",
    )
    parser.add_argument(
        "--mapping", metavar="FILE", type=_file, help="TOML with lines as lat = 'Breitengrad'"
    )
    parser.add_argument("--source", help="who says so, where no column does")
    parser.add_argument(
        "--swap",
        action=argparse.BooleanOptionalAction,
        help="exchange latitudes and longitudes, or take them as they are",
    )
    parser.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="what comes first in 03/04/2024"
    )
    parser.add_argument(
        "--update", action="store_true", help="take over what the file says of known events"
    )
    parser.add_argument(
        "--accept", action="store_true", help="mark the events as accepted instead of unreviewed"
    )
    parser.add_argument(
        "--rejected", metavar="FILE", type=_file, help="default: beside FILE, .rejected.csv"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show how it would be read, storing nothing"
    )
    _store_option(parser)


def _export(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "export", "write the events to a file or to stdout")
    parser.add_argument("--format", choices=("geojson", "csv", "kml"), default="geojson")
    parser.add_argument("-o", "--output", metavar="FILE", type=_file, help="default: stdout")
    parser.add_argument(
        "--status",
        action="append",
        choices=("accepted", "unreviewed", "rejected"),
        help="only these, may be repeated; default: accepted and unreviewed",
    )
    _store_option(parser)


def _gazetteer(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(
        commands, "gazetteer", "build the gazetteer, say what it holds, or install more places"
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("build", help="build it where it is missing, out of date or damaged")
    actions.add_parser("info", help="say what it holds")
    install = actions.add_parser(
        "install",
        help="fetch the full GeoNames export of countries (needs the network)",
        description="Fetch every place that GeoNames knows in the countries named. What was "
        "fetched before is kept, and a transfer that broke off goes on where it stopped.",
    )
    install.add_argument("dataset", choices=("geonames",), help="what to install")
    install.add_argument(
        "--countries", metavar="AM,AZ", help="two-letter codes; default: all countries"
    )


def _doctor(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "doctor", "check what is installed, built and reachable")
    parser.add_argument("--port", type=_port, default=8501, help="of the dashboard to look for")
    parser.add_argument(
        "--online", action="store_true", help="also connect to the online services (sends no text)"
    )
    _store_option(parser)


def _demo(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "demo", "add or remove the demo collection")
    parser.add_argument("action", choices=("add", "remove"))
    _store_option(parser)


def _evaluate(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "evaluate", "print how well places and dates are found")
    parser.add_argument(
        "--corpora", metavar="FOLDER", type=Path, help="folder of the public corpora"
    )


def _corrections(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(
        commands, "corrections", "write what people put right as a regression set, or their log"
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="corrected names with their texts, a gold set")
    log = actions.add_parser("log", help="every decision: who, when, old, new, why")
    log.add_argument("--format", choices=("csv", "json"), default="csv")
    for action in (export, log):
        action.add_argument("-o", "--output", metavar="FILE", type=_file, help="default: stdout")
        _store_option(action)
    check = actions.add_parser("check", help="say which corrected names would be wrong again")
    check.add_argument("file", metavar="FILE", type=_file, help="that 'export' wrote")


def _backup(commands: Commands) -> None:  # type: ignore[type-arg]
    backup = _command(commands, "backup", "write the whole collection into one file")
    backup.add_argument("file", metavar="FILE", type=_file, help="one that is there is replaced")
    _store_option(backup)
    restore = _command(commands, "restore", "bring a backup back, checked first")
    restore.add_argument("file", metavar="FILE", type=_file, help="that 'backup' wrote")
    restore.add_argument(
        "--replace", action="store_true", help="put aside the collection that is there"
    )
    _store_option(restore)


def _publish(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "publish", "show readers what was accepted, or say what stops it")
    parser.add_argument(
        "--check", action="store_true", help="publish nothing; exit code 1 when anything stops it"
    )
    parser.add_argument(
        "--sign-off", metavar="REASON", help="sign for all that stops it, then publish"
    )
    parser.add_argument("--by", default="", metavar="NAME", help="who publishes, for the log")
    _store_option(parser)


def _editions(commands: Commands) -> None:  # type: ignore[type-arg]
    parser = _command(commands, "editions", "list the editions, or take out what one showed")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="number, day, events and hash of each")
    export = actions.add_parser("export", help="what readers were shown, as GeoJSON")
    export.add_argument("number", type=int, metavar="NUMBER")
    export.add_argument("-o", "--output", metavar="FILE", type=_file, help="default: stdout")
    forget = actions.add_parser("forget", help="let the copies of earlier editions go")
    forget.add_argument("--before", type=int, required=True, metavar="NUMBER")
    forget.add_argument("--by", default="", metavar="NAME", help="who decides, for the log")
    for action in (listing, export, forget):
        _store_option(action)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2020-07-16") from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no pause; give seconds from 0.1 to 86400")
    return seconds


def _collection(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; name a file, or a database's address")
    if text in (":memory:", "sqlite://", "sqlite:///", "sqlite:///:memory:"):
        raise argparse.ArgumentTypeError(
            "a collection in memory is gone when the command ends; name a file"
        )
    return text


def _file(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("its name is empty; name a file")
    return Path(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number from 1 to 65535")
    return int(text)
