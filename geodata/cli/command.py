"""From the words on the command line to the function that does it, and to an exit code.

Each command lives in a module of its own that is imported when it is asked for: `gazette
--help` must not wait for numpy.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import traceback
from collections.abc import Sequence

from geodata.cli.arguments import the_parser
from geodata.cli.terminal import error_line, hush, stdout_explained
from geodata.errors import GeodataError

DONE, PARTLY, NOTHING, INTERRUPTED = 0, 1, 2, 130
_MODULE = {
    "serve": "serving",
    "parse": "parsing",
    "add": "adding",
    "watch": "watching",
    "import": "importing",
    "export": "exporting",
    "gazetteer": "gazetteering",
    "doctor": "checking",
    "demo": "demonstrating",
    "evaluate": "evaluating",
    "corrections": "correcting",
    "publish": "publishing",
    "editions": "publishing",
    "backup": "backing_up",
    "restore": "backing_up",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code (see ``gazette --help``).

    Example:
        >>> main(["serve", "--port", "x"])
        Traceback (most recent call last):
        SystemExit: 2
    """
    try:
        return _run(_asked(argv))
    except KeyboardInterrupt:
        error_line("stopped")
        return INTERRUPTED


def _asked(argv: Sequence[str] | None) -> argparse.Namespace:
    try:
        return the_parser().parse_args(argv)
    except SystemExit:  # --help was printed, or what is wrong
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError:
            hush(sys.stdout)
        raise


def _run(asked: argparse.Namespace) -> int:
    if sys.stdout is None and asked.command != "serve":
        error_line("there is no stdout to write to: send it somewhere, for example to /dev/null")
        return NOTHING
    try:
        module = importlib.import_module(f"geodata.cli.{_MODULE[asked.command]}")
        code = int(module.run(asked))
        # What fails at the interpreter's end is too late for a sentence and an exit code.
        with stdout_explained():
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        hush(sys.stdout)  # whoever read the output (head, less) has seen enough
        return DONE
    except Exception as error:  # noqa: BLE001 - the last net: one line instead of a stack trace
        if asked.debug:
            traceback.print_exc()
        error_line(_sentence(error))
    return NOTHING


def _sentence(error: Exception) -> str:
    if isinstance(error, GeodataError):
        return str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory for this: hand it in in smaller parts"
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"the system refused: {error.strerror or error}{where}"
    return (
        f"something went wrong that should not ({type(error).__name__}: {error}); "
        "run 'gazette --debug ...' to see where, and please report it"
    )
