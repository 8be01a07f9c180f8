"""From the words on the command line to the function that does it, and to an exit code.

Each command lives in a module of its own that is imported when it is asked for: `gazette
--help` must not wait for numpy.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence

from geodata.cli.arguments import the_parser
from geodata.cli.terminal import error_line
from geodata.errors import GeodataError

DONE, PARTLY, NOTHING, INTERRUPTED = 0, 1, 2, 130
_MODULE = {
    "serve": "serving",
    "parse": "parsing",
    "add": "adding",
    "export": "exporting",
    "gazetteer": "gazetteering",
    "doctor": "checking",
    "demo": "demonstrating",
    "evaluate": "evaluating",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code (see ``gazette --help``).

    Example:
        >>> main(["serve", "--port", "x"])
        Traceback (most recent call last):
        SystemExit: 2
    """
    asked = the_parser().parse_args(argv)
    try:
        module = importlib.import_module(f"geodata.cli.{_MODULE[asked.command]}")
        return int(module.run(asked))
    except KeyboardInterrupt:
        error_line("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except GeodataError as error:
        error_line(str(error))
    except OSError as error:
        name = f" ({error.filename})" if error.filename else ""
        error_line(f"{error.strerror or error}{name}")
    except Exception as error:  # noqa: BLE001 - the last net: one line instead of a stack trace
        if asked.debug:
            traceback.print_exc()
        error_line(
            f"something went wrong that should not ({type(error).__name__}: {error}); "
            "run 'gazette --debug ...' to see where, and please report it"
        )
    return NOTHING
