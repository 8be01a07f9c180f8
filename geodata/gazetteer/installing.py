"""Fetching the GeoNames dump of chosen countries into the cache folder, resumable.

What is installed joins the gazetteer at its next opening: the compiled file's name carries
which dumps it was built from.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from geodata.errors import GazetteerError, InputError, LookupUnavailableError
from geodata.gazetteer.entries import Entry
from geodata.gazetteer.geonames_dump import division_names, dump_entry, dump_rows
from geodata.gazetteer.identity import DUMP_FOLDER

ADDRESS = "https://download.geonames.org/export/dump/"
DISTRICTS_FILE = "admin2Codes.txt"
_CHUNK = 1 << 18
_TIMEOUT_S = 30.0


def dump_folder(cache_folder: Path) -> Path:
    """Where installed dumps lie below a cache folder."""
    return cache_folder / DUMP_FOLDER


def installed_countries(cache_folder: Path) -> list[str]:
    """Codes of the countries whose dump is installed, sorted; [] for none."""
    with contextlib.suppress(OSError):
        names = os.listdir(dump_folder(cache_folder))  # noqa: PTH208 - quick, at every open
        return sorted(name[:2] for name in names if re.fullmatch(r"[A-Z]{2}\.zip", name))
    return []


def installed_mark(cache_folder: Path) -> str:
    """What tells one set of installed dumps from another, '' when there is none."""
    codes = installed_countries(cache_folder)
    if not codes:
        return ""
    sizes = [(code, (dump_folder(cache_folder) / f"{code}.zip").stat().st_size) for code in codes]
    return hashlib.sha256(repr(sizes).encode()).hexdigest()[:8]


def installed_entries(cache_folder: Path) -> Iterator[Entry]:
    """The entries of all installed dumps.

    Raises:
        FileFormatError: a dump that is damaged.
    """
    folder = dump_folder(cache_folder)
    path = folder / DISTRICTS_FILE
    districts = division_names(path) if path.is_file() else {}
    for code in installed_countries(cache_folder):
        for row in dump_rows(folder / f"{code}.zip"):
            entry = dump_entry(row, districts)
            if entry is not None:
                yield entry


def install_geonames(
    country_codes: Iterable[str],
    cache_folder: Path,
    *,
    progress: Callable[[str, float], None],
    address: str = ADDRESS,
) -> list[Path]:
    """Fetch the dumps of these countries; what was fetched before is not fetched again.

    A broken transfer goes on where it stopped when this is called again. The gazetteer is
    built with the new names the next time it is opened.

    Args:
        country_codes: ISO 3166-1 alpha-2.
        cache_folder: the gazetteer's cache folder.
        progress: called with what is being done and the share done (0..1).
        address: where the export lies, ending in '/'.

    Returns:
        The files of the countries.

    Raises:
        InputError: a code that is not two letters, or that the export does not have.
        LookupUnavailableError: the transfer broke off; calling again goes on.
        GazetteerError: the cache folder cannot be written.
    """
    codes = sorted({code.strip().upper() for code in country_codes})
    wrong = [code for code in codes if not re.fullmatch(r"[A-Z]{2}", code)]
    if wrong or not codes:
        raise InputError(f"{', '.join(wrong) or 'No code'}: name countries by two letters, AM,AZ.")
    folder = dump_folder(cache_folder)
    names = [DISTRICTS_FILE, *(f"{code}.zip" for code in codes)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for count, name in enumerate(names):
            if not (folder / name).is_file():
                _fetch(address + name, folder / name, _part_of(progress, name, count, len(names)))
    except PermissionError as problem:
        raise GazetteerError(f"{folder} cannot be written: allow it or set GAZETTE_CACHE.") from (
            problem
        )
    progress("Done", 1.0)
    return [folder / f"{code}.zip" for code in codes]


def _part_of(
    progress: Callable[[str, float], None], name: str, count: int, total: int
) -> Callable[[float], None]:
    """Progress within one of several files."""

    def told(share: float) -> None:
        progress(f"Fetching {name}", min(0.99, (count + share) / total))

    told(0.0)
    return told


def _fetch(address: str, path: Path, told: Callable[[float], None]) -> None:
    part = path.with_name(path.name + ".part")
    had = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(address, headers={"User-Agent": "Gazette/0.1"})  # noqa: S310
    if had:
        request.add_header("Range", f"bytes={had}-")
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310 - ours
            goes_on = answer.status == 206
            left = answer.headers.get("Content-Length")
            size = (had if goes_on else 0) + int(left or 0)
            got = _append(answer, part, told, size, goes_on=goes_on)
    except urllib.error.HTTPError as problem:
        problem.close()
        if problem.code == 404:
            raise InputError(f"The GeoNames export has no {path.name}.") from problem
        if problem.code != 416:  # the whole file was there already
            raise LookupUnavailableError(
                f"The GeoNames export answered with {problem.code}."
            ) from problem
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as e:
        raise LookupUnavailableError(
            f"Fetching {path.name} broke off: call it again to go on."
        ) from e
    else:
        if left is not None and got < int(left):
            raise LookupUnavailableError(f"Fetching {path.name} broke off: call it again to go on.")
    part.replace(path)


def _append(
    answer: http.client.HTTPResponse,
    part: Path,
    told: Callable[[float], None],
    size: int,
    *,
    goes_on: bool,
) -> int:
    """Write what comes behind what is there; how many bytes came."""
    got = 0
    with part.open("ab" if goes_on else "wb") as file:
        while chunk := answer.read(_CHUNK):
            file.write(chunk)
            got += len(chunk)
            told(min(1.0, file.tell() / size) if size else 0.0)
    return got
