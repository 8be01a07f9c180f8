"""Where the compiled file lives, and when it is built."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GazetteerError
from geodata.gazetteer.container import Container, DamagedFileError
from geodata.gazetteer.identity import DUMP_FOLDER, file_name

if TYPE_CHECKING:
    from geodata.gazetteer.entries import Entry

CACHE_VARIABLE = "GAZETTE_CACHE"
#: Sections whose bytes are checked at every open: damage there could end the process.
CHECKED_AT_OPEN = ("name_trie", "id_trie")
_NEEDED_BYTES = 150_000_000
Progress = Callable[[str, float], None]


def default_cache_folder() -> Path:
    """The folder that GAZETTE_CACHE names, else the user's cache folder."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("gazette"))


def opened_container(
    cache_folder: Path | None = None,
    progress: Progress | None = None,
    *,
    build_anew: bool = False,
    entries: Callable[[Progress], Iterable[Entry]] | None = None,
) -> Container:
    """The compiled file opened; built when missing or damaged, or when asked for.

    Unless the caller named a folder, one below the system's temporary folder stands in for
    a cache folder that refuses writes or is full.

    Args:
        cache_folder: where the file lives; by default ``default_cache_folder``.
        progress: called with what is being done and the share done (0..1) while building.
        build_anew: build even when there is a sound file.
        entries: what to build from; by default the installed packages and our own table.

    Raises:
        GazetteerError: no folder could take it, or a data package is not installed; the
            message says what to do.
    """
    folders = [cache_folder or default_cache_folder()]
    if not build_anew and (found := _sound_file(folders[0])):
        return found
    if cache_folder is None:
        folders.append(_fallback_folder())
        if not build_anew and (found := _sound_file(folders[1])):
            return found
    problems: list[OSError] = []
    for folder in folders:
        try:
            _make_ready(folder)
            return _built(_file_in(folder), progress or _silent, entries)
        except OSError as problem:
            problems.append(problem)
    raise GazetteerError(
        f"The gazetteer cannot be written to {folders[0]} ({problems[0].strerror}): free "
        f"{_NEEDED_BYTES // 1_000_000} MB, allow writing there, or name another folder in "
        f"{CACHE_VARIABLE}."
    ) from problems[0]


def _sound_file(folder: Path) -> Container | None:
    """The compiled file of a folder, None when it has none that is sound."""
    with contextlib.suppress(OSError, DamagedFileError):
        return Container(_file_in(folder), checked=CHECKED_AT_OPEN)
    return None


def _file_in(folder: Path) -> Path:
    """The compiled file in a folder; its name carries the dumps installed there too."""
    name = file_name()
    if not (folder / DUMP_FOLDER).is_dir():
        return folder / name
    from geodata.gazetteer.installing import installed_mark

    mark = installed_mark(folder)
    return folder / (name.replace(".gaz", f"-{mark}.gaz") if mark else name)


def _fallback_folder() -> Path:
    import tempfile

    return Path(tempfile.gettempdir()) / f"gazette-{_owner()}"


def _owner() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _make_ready(folder: Path) -> None:
    """Make the folder and see that it can take the file, before half a minute is spent.

    Raises:
        OSError: it cannot, or it belongs to somebody else.
    """
    import shutil
    import tempfile

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (
        folder == _fallback_folder()
        and hasattr(os, "getuid")
        and folder.stat().st_uid != os.getuid()
    ):
        raise PermissionError(errno.EACCES, "it belongs to somebody else")
    if shutil.disk_usage(folder).free < _NEEDED_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with tempfile.TemporaryFile(dir=folder):
        pass


def _built(
    path: Path, progress: Progress, entries: Callable[[Progress], Iterable[Entry]] | None
) -> Container:
    from geodata.gazetteer.assembling import all_entries
    from geodata.gazetteer.compiling import compile_gazetteer

    try:
        given = all_entries(progress, path.parent) if entries is None else entries(progress)
        compile_gazetteer(path, progress, given)
    except ModuleNotFoundError as problem:
        raise GazetteerError(
            f"The gazetteer is built from the package {problem.name}, which is not installed: "
            f"install it with pip."
        ) from problem
    _tidy(path)
    return Container(path)


def _tidy(kept: Path) -> None:
    """Remove what killed builds and earlier versions left behind, once it is old."""
    now = time.time()
    for pattern, age_s in ((".building-*.tmp", 3600.0), ("gazetteer-*.gaz", 7 * 86400.0)):
        for path in kept.parent.glob(pattern):
            with contextlib.suppress(OSError):
                if path != kept and now - path.stat().st_mtime > age_s:
                    path.unlink()


def _silent(doing: str, share: float) -> None:
    """Take progress and say nothing."""
