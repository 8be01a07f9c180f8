"""Reports named on the command line: files, addresses of the web, or '-' for stdin."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from geodata.cli.terminal import note_line
from geodata.documents import Contents, documents_in, read_document_file
from geodata.errors import FileFormatError, GeodataError
from geodata.exchange import ReportText, Skipped, reports_in
from geodata.exchange.decoding import decoded
from geodata.exchange.report_files import LARGEST_BYTES, looks_like_json, refuse_size
from geodata.fetching import Fetcher
from geodata.storage import EventStore

Failed = Callable[[GeodataError], None]
_fetcher = Fetcher()


def reports_of(
    name: str,
    asked: argparse.Namespace,
    skipped: Failed | None = None,
    store: EventStore | None = None,
) -> list[ReportText]:
    """The reports of a file or page with what the command line says of them put in front.

    Args:
        name: of the file; an address of the web; '-' for stdin.
        asked: has the fields of the report, where they were given.
        skipped: told of every part that cannot be read; without it that fails the file.
        store: tells which articles of a feed are there already.

    Raises:
        InputError: it cannot be read.
    """
    if name == "-":
        reports = _from_stdin(skipped)
    elif is_address(name):
        reports = _from_web(name, skipped, store)
    else:
        reports = _all(read_document_file(name), skipped)
    said = {
        field: value
        for field in ("title", "source", "link", "published")
        if (value := getattr(asked, field, None)) is not None
    }
    return [replace(report, **said) for report in reports]


def is_address(name: str) -> bool:
    """Whether a name on the command line means a page of the web.

    Example:
        >>> is_address("https://example.org/a"), is_address("a.txt")
        (True, False)
    """
    return name.lower().startswith(("http://", "https://"))


def _all(contents: Contents, skipped: Failed | None) -> list[ReportText]:
    for problem in contents.problems:
        if skipped is None:
            raise FileFormatError(problem)
        skipped(FileFormatError(problem))
    if not contents.documents and not contents.problems:
        raise FileFormatError("It is a feed, which lists articles: give its address instead.")
    return list(contents.documents)


def _from_web(link: str, skipped: Failed | None, store: EventStore | None) -> list[ReportText]:
    """The article at an address; of a feed all that the collection does not have yet."""
    visit = None if store is None else store.intake.visit(link)
    fetched = (
        _fetcher.fetch(link)
        if visit is None
        else _fetcher.fetch(link, etag=visit.etag, last_modified=visit.last_modified)
    )
    if not fetched.is_new:
        note_line(f"{link}: nothing is new.")
        return []
    contents = documents_in(fetched.body, fetched.link, link=fetched.link)
    if not contents.entries:
        return [_accessed(report) for report in _all(contents, skipped)]
    reports = _articles(contents, skipped, store)
    if store is not None:  # asked again in full when the program was stopped before
        store.intake.visited(link, etag=fetched.etag, last_modified=fetched.last_modified)
    return reports


def _articles(feed: Contents, skipped: Failed | None, store: EventStore | None) -> list[ReportText]:
    links = [entry.link for entry in feed.entries if entry.link]
    known = set() if store is None else store.intake.links(links)
    new = [entry for entry in feed.entries if entry.link and entry.link not in known]
    note_line(f"{feed.feed_title or 'The feed'}: {len(links)} articles, {len(new)} new")
    reports = []
    for entry in new:
        try:
            fetched = _fetcher.fetch(entry.link)
            found = documents_in(fetched.body, fetched.link, link=fetched.link).documents
        except GeodataError as error:
            if skipped is None:
                raise
            skipped(error)
            continue
        reports += [
            _accessed(replace(
                one, link=entry.link, title=one.title or entry.title,
                author=one.author or entry.author, published=one.published or entry.published,
            ))
            for one in found
        ]  # fmt: skip
    return reports


def _accessed(report: ReportText) -> ReportText:
    return replace(report, accessed_at=datetime.now(UTC))


def _from_stdin(skipped: Skipped | Failed | None) -> list[ReportText]:
    if sys.stdin is None:
        raise FileFormatError("There is no stdin to read: name a file, or pipe the report in.")
    if sys.stdin.isatty():
        note_line("Reading the report from the keyboard: paste it, then press Ctrl-D.")
    try:
        data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise FileFormatError(f"Stdin cannot be read: {error.strerror or error}.") from error
    refuse_size(len(data), "stdin")
    text, _ = decoded(data, "stdin")
    return reports_in(data, "stdin", ".json" if looks_like_json(text) else ".txt", skipped)
