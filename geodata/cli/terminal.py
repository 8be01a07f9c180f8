"""What is written to the terminal: results to stdout, progress and errors to stderr."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

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
    print(f"gazette: {shown(message)}", file=sys.stderr)


def note_line(message: str) -> None:
    """One line of progress on stderr."""
    print(shown(message), file=sys.stderr, flush=True)


def say(message: str) -> None:
    """One line of the result on stdout."""
    # A terminal whose encoding lacks a letter shows '?' instead of failing.
    encoding = sys.stdout.encoding or "utf-8"
    print(message.encode(encoding, "replace").decode(encoding))


def progress_line() -> Callable[[str, float], None]:
    """A function (what, share done) that keeps one line on stderr up to date.

    Where stderr is no terminal a line is written for every new step only.
    """
    last = ""

    def show(what: str, share: float) -> None:
        nonlocal last
        if sys.stderr.isatty():
            end = "\n" if share >= 1 else ""
            print(f"\r\x1b[K{shown(what)} {share:4.0%}", end=end, file=sys.stderr, flush=True)
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
