"""What one file may cost, and the cage its reader works in."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys
from pathlib import Path
from typing import Any

PROMISED_S = 5  # within which every file is read or refused on a machine that is not overloaded
PROCESSOR_S = 4  # of the child process, which is what a busy machine cannot use up
WALL_S = 20.0  # from its start to its end, however busy the machine is
READING_S = 3.0  # of processor time, after which a reader of many pages gives up with a sentence
MEMORY_BYTES = 200_000_000  # above what the interpreter and the readers need themselves
WRITTEN_BYTES = 120_000_000  # the largest file a reader may write
UNPACKED_BYTES = 100_000_000  # of all parts of an archive together
MOST_PARTS = 500
MOST_NESTED = 1  # an archive in an archive is refused
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
# Events of the interpreter (see "Audit events table" in its documentation) that no reader needs.
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
              "os.system", "os.kill", "os.remove", "os.rename", "shutil.", "urllib.",
              "ftplib.", "smtplib.", "webbrowser.", "os.startfile")  # fmt: skip


class ForbiddenError(BaseException):
    """A reader wanted what no reader needs; no Exception, so that no library swallows it."""


def confine(folder: Path) -> None:
    """Take from this process what a reader does not need: memory, time, network, other files.

    Not to be undone. Where the system has no such limits (Windows) the parent's clock and the
    refusal of sockets remain.
    """
    gc.collect()
    _limit_resources()
    _leave_the_network()
    sys.addaudithook(_refusal(folder.resolve()))


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in (
        ("RLIMIT_AS", _memory_now() + MEMORY_BYTES),
        ("RLIMIT_CPU", PROCESSOR_S),
        ("RLIMIT_FSIZE", WRITTEN_BYTES),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 64),
    ):
        with contextlib.suppress(ValueError, OSError, AttributeError):  # not everywhere
            resource.setrlimit(getattr(resource, what), (most, most))


def _memory_now() -> int:
    """The address space in use, in bytes; a generous guess where the system does not say."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 400_000_000


def _leave_the_network() -> None:
    """Into a network of its own with nothing in it, where the kernel lets anybody do that."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(_CLONE_NEWNET) != 0:
            unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _refusal(folder: Path) -> Any:
    own = str(folder)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise ForbiddenError(event)
        if event == "open" and _writes(arguments) and not _within(arguments[0], own):
            raise ForbiddenError(event)

    return refuse


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _within(path: object, folder: str) -> bool:
    if isinstance(path, int):  # a descriptor that is open already
        return True
    return os.path.realpath(os.fsdecode(path)).startswith(folder + os.sep)  # type: ignore[arg-type]
