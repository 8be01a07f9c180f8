"""Where the compiled file lives, and when it is built."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from geodata.errors import GazetteerError
from geodata.gazetteer.container import Container, DamagedFileError

CACHE_VARIABLE = "GAZETTE_CACHE"


def default_cache_folder() -> Path:
    """The folder that GAZETTE_CACHE names, else the user's cache folder."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("gazette"))


def opened_container(
    cache_folder: Path | None = None, progress: Callable[[str, float], None] | None = None
) -> Container:
    """The compiled file opened; built when missing or damaged.

    A folder that refuses writes or is full is replaced by one below the system's
    temporary folder, unless the caller named the folder.

    Raises:
        GazetteerError: no folder could take it; the message says what to do.
    """
    from geodata.gazetteer.identity import file_name

    folders = [cache_folder or default_cache_folder()]
    if cache_folder is None:
        folders.append(Path(tempfile.gettempdir()) / f"gazette-{_owner()}")
    name = file_name()
    for folder in folders:
        with contextlib.suppress(OSError, DamagedFileError):
            return Container(folder / name)
    problems = []
    for folder in folders:
        try:
            return _built(folder / name, progress)
        except OSError as problem:
            problems.append(problem)
    raise GazetteerError(
        f"The gazetteer cannot be written to {folders[0]} ({problems[0].strerror}): free some "
        f"space (about 150 MB), allow writing there, or name another folder in {CACHE_VARIABLE}."
    ) from problems[0]


def _owner() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _built(path: Path, progress: Callable[[str, float], None] | None) -> Container:
    from geodata.gazetteer.compiling import compile_gazetteer

    path.parent.mkdir(parents=True, exist_ok=True)
    compile_gazetteer(path, progress or _silent)
    return Container(path)


def _silent(doing: str, share: float) -> None:
    """Take progress and say nothing."""
