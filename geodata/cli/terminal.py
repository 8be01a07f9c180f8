"""What is written to the terminal: results to stdout, progress and errors to stderr."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from typing import TextIO

from geodata.errors import InputError

_DIRECTION = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def shown(text: str) -> str:
    r"""The text on one line, without what could steer a terminal.

    Example:
        >>> shown("red \x1b[31m, two\nlines")
        'red ·[31m, two lines'
    """
    return "".join(_shown(letter) for letter in " ".join(text.split()))


def _shown(letter: str) -> str:
    if letter in _DIRECTION or unicodedata.category(letter) in ("Cc", "Cs"):
        return "·"
    return letter


def error_line(message: str) -> None:
    """One line on stderr."""
    _to_stderr(f"gazette: {shown(message)}\n")


def note_line(message: str) -> None:
    """One line of progress on stderr."""
    _to_stderr(f"{shown(message)}\n")


def _to_stderr(text: str) -> None:
    """Write at once; where nobody listens any more the work goes on and the exit code tells."""
    if sys.stderr is None:  # closed by the shell: print() would take stdout instead
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Send what a broken stream still holds, and all that follows, to nowhere.

    Otherwise the interpreter tries once more at its end and complains.
    """
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def as_utf_8(stream: TextIO) -> None:
    """Write UTF-8 from now on, line ends as they are, whatever the terminal's encoding."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="")


def say(message: str) -> None:
    """One line of the result on stdout.

    Raises:
        InputError: stdout takes no more, for example because its disk is full.
    """
    # A terminal whose encoding lacks a letter shows '?' instead of failing.
    encoding = sys.stdout.encoding or "utf-8"
    with stdout_explained():
        print(message.encode(encoding, "replace").decode(encoding))


@contextlib.contextmanager
def stdout_explained() -> Iterator[None]:
    """Turn a failing stdout into a sentence; a reader who left stays a BrokenPipeError.

    Raises:
        InputError: stdout takes no more.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hush(sys.stdout)
        raise InputError(
            f"The output cannot be written to stdout ({error.strerror or error}): "
            "send it to another place."
        ) from error


def progress_line() -> Callable[[str, float], None]:
    """A function (what, share done) that keeps one line on stderr up to date.

    Where stderr is no terminal a line is written for every new step only.
    """
    last = ""

    def show(what: str, share: float) -> None:
        nonlocal last
        if sys.stderr is not None and sys.stderr.isatty():
            end = "\n" if share >= 1 else ""
            _to_stderr(f"\r\x1b[K{shown(what)} {share:4.0%}{end}")
        elif what != last:
            note_line(what)
        last = what

    return show


def plural(count: int, word: str) -> str:
    """A number with its noun.

    Example:
        >>> plural(1, "event"), plural(1200, "event")
        ('1 event', '1,200 events')
    """
    return f"{count:,} {word if count == 1 else word + 's'}"
