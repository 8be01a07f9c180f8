"""What comes out of a file: reports, parts to be read in turn, entries of a feed, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from geodata.exchange.report_files import ReportText


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed announces.

    Attributes:
        link: an http or https address, '' when the feed gives none.
        published: the day the feed gives, None when it gives none.
    """

    title: str
    link: str
    published: date | None = None
    author: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read out of one file or page.

    Attributes:
        documents: the reports, in the order of the file.
        problems: a sentence for each part that could not be read; the others were.
        entries: of a feed; a feed has no documents of its own.
        feed_title: what the feed calls itself.
    """

    documents: tuple[ReportText, ...] = ()
    problems: tuple[str, ...] = ()
    entries: tuple[FeedEntry, ...] = ()
    feed_title: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a file, unpacked: its name as given there, and where its bytes are."""

    name: str
    file: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one reader found; what crosses from the child process to its parent."""

    documents: tuple[ReportText, ...] = ()
    problems: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    entries: tuple[FeedEntry, ...] = ()
    feed_title: str = ""

    def as_json(self) -> dict[str, Any]:
        """Values that JSON has."""
        return {
            "documents": [_plain(asdict(one)) for one in self.documents],
            "problems": list(self.problems),
            "parts": [asdict(part) for part in self.parts],
            "entries": [_plain(asdict(entry)) for entry in self.entries],
            "feed_title": self.feed_title,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Found:
        """The value again; only known fields are taken over."""
        return cls(
            tuple(ReportText(**_typed(ReportText, one)) for one in value["documents"]),
            tuple(str(one) for one in value["problems"]),
            tuple(Part(str(one["name"]), str(one["file"])) for one in value["parts"]),
            tuple(FeedEntry(**_typed(FeedEntry, one)) for one in value["entries"]),
            str(value["feed_title"]),
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _typed(kind: type[Any], row: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: row[name] for field in fields(kind) if (name := field.name) in row}
    if known.get("published"):
        known["published"] = date.fromisoformat(known["published"])
    if "notes" in known:
        known["notes"] = tuple(known["notes"])
    return known
