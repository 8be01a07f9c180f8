"""Reports in files: plain text, JSON, or TOML with the text as one of its keys."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from geodata.errors import FileFormatError, InputError
from geodata.exchange.decoding import decoded
from geodata.web_link import checked_link

LARGEST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report as a file had it, before anything is read out of it.

    Attributes:
        encoding: the encoding the file was read in: 'utf-8', 'cp1251', ...
        author: who wrote it, as named, '' when unknown.
        language: ISO 639-1 code that the file itself gives, '' when it gives none.
        file_name: the name of the file it came in, '' when it was pasted or fetched.
        file_hash: SHA-256 of that file or page as it came, hexadecimal, '' when it was pasted.
        accessed_at: when it was fetched from its address (UTC), None when it was not.
        notes: sentences on what was changed or left out in reading the file.
    """

    text: str
    title: str = ""
    source: str = ""
    link: str = ""
    published: date | None = None
    encoding: str = "utf-8"
    author: str = ""
    language: str = ""
    file_name: str = ""
    file_hash: str = ""
    accessed_at: datetime | None = None
    notes: tuple[str, ...] = ()


_WORDS = ("title", "source", "link")
Skipped = Callable[[FileFormatError], None]


def read_report_file(path: Path | str, skipped: Skipped | None = None) -> list[ReportText]:
    """The reports of a file, by the ending of its name: .json, .toml, anything else is text.

    Args:
        path: the file; a pipe is read to its end.
        skipped: told of every report of a list that is none; without it that fails the file.

    Raises:
        FileFormatError: it cannot be opened, is too large, or is not what its name says.
    """
    path = Path(path)
    try:
        refuse_size(path.stat().st_size, str(path))
        with path.open("rb") as file:  # a pipe or a device has no size beforehand
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise FileFormatError(
            f"The file {str(path)!r} cannot be read: {error.strerror or error}."
        ) from error
    refuse_size(len(data), str(path))
    return reports_in(data, str(path), skipped=skipped)


def refuse_size(size: int, name: str) -> None:
    """Raise FileFormatError when it is more than one file may have.

    Args:
        size: in bytes; one more than LARGEST_BYTES stands for 'not read to its end'.
        name: of the file.
    """
    if size > LARGEST_BYTES:
        raise FileFormatError(
            f"The file {name!r} has more than the {LARGEST_BYTES // 1_000_000} MB that one file "
            "may have: add it in parts."
        )


def reports_in(
    data: bytes, name: str, ending: str | None = None, skipped: Skipped | None = None
) -> list[ReportText]:
    """The reports in the bytes of a file.

    Args:
        data: the whole content.
        name: of the file, as it shall stand in messages.
        ending: '.json', '.toml' or another; None: the one of the name.
        skipped: told of every report of a list that is none; without it that fails the file.

    Raises:
        FileFormatError: the content is not what the name says, or there is none.
    """
    text, encoding = decoded(data, name)
    ending = (Path(name).suffix if ending is None else ending).lower()
    if not text.strip():
        raise FileFormatError(f"The file {name!r} is empty: there is no text to read.")
    if ending == ".json":
        return list(_from_json(text, name, encoding, skipped))
    if ending == ".toml":
        return [_from_toml(text, name, encoding)]
    return [ReportText(text, encoding=encoding)]


def looks_like_json(text: str) -> bool:
    """Whether the text is a JSON report or a list of them; for input without a name."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and "text" in first


def _from_json(
    text: str, name: str, encoding: str, skipped: Skipped | None
) -> Iterator[ReportText]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileFormatError(
            f"The file {name!r} is no valid JSON: {error.msg} in line {error.lineno}, "
            f"column {error.colno}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise FileFormatError(
            f"The file {name!r} is JSON of a form that cannot be read: it is nested too deeply "
            "or has a number with thousands of digits."
        ) from error
    reports = value if isinstance(value, list) else [value]
    if not reports:
        raise FileFormatError(f"The file {name!r} is an empty list: there is no report in it.")
    for number, fields in enumerate(reports, start=1):
        where = f"{name!r}, report {number}" if isinstance(value, list) else repr(name)
        try:
            yield _report(fields, where, encoding)
        except FileFormatError as error:
            if skipped is None or len(reports) == 1:
                raise
            skipped(error)


def _from_toml(text: str, name: str, encoding: str) -> ReportText:
    try:
        fields = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is the first
        raise FileFormatError(f"The file {name!r} is no valid TOML: {error}.") from error
    report = _report(fields, repr(name), encoding)
    return replace(report, text=report.text.strip())


def _report(fields: Any, where: str, encoding: str) -> ReportText:
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise FileFormatError(
            f"The file {where}: a report is an object with a 'text' that is a string, and may "
            "have 'title', 'source', 'author', 'link' and 'published'."
        )
    if not fields["text"].strip():
        raise FileFormatError(f"The file {where}: its 'text' is empty.")
    words = {key: _words(fields.get(key), key, where) for key in _WORDS}
    try:
        link = checked_link(words["link"])
    except InputError as error:
        raise FileFormatError(f"The file {where}: {error}") from error
    return ReportText(
        text=fields["text"],
        title=words["title"],
        source=words["source"],
        link=link,
        published=_day(fields.get("published"), where),
        encoding=encoding,
        author=_said(fields.get("author")),
        language=_said(fields.get("language")),
    )


def _words(value: Any, key: str, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FileFormatError(f"The file {where}: its {key!r} is {_cut(value)}, not a string.")
    return value.strip()


def _said(value: Any) -> str:
    """A word or name that other programs write in other forms too; only a string is taken."""
    return value.strip() if isinstance(value, str) else ""


def _day(value: Any, where: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        raise FileFormatError(
            f"The file {where}: its 'published' is {_cut(value)}; write the day as 2020-07-16."
        ) from None


def _cut(value: Any) -> str:
    """The value as JSON would show it, at most about 60 characters."""
    try:
        shown = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # no nesting and no number may break the message
        shown = type(value).__name__
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
