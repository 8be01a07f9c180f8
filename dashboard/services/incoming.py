"""Files and addresses into drafts, drafts into the collection; each asks for the right first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import streamlit as st

from dashboard.services import collection, draft_reading, rights, writing
from dashboard.services.background import Background, Job, Step
from dashboard.settings import LONGEST_TEXT
from geodata import joins
from geodata.documents import Contents, FeedEntry, documents_in
from geodata.errors import DuplicateReportError, InputError, NotAllowedError
from geodata.exchange import ReportText
from geodata.fetching import Fetcher
from geodata.model import Status
from geodata.storage import Draft, Known

MOST_FILES = 500
MOST_ADDRESSES = 50
_ABOUT = ("title", "source", "author", "link", "language", "file_name", "file_hash")


@st.cache_resource(show_spinner=False)
def background(_sentence: Callable[[Exception], str]) -> Background:
    """The work of this process; one for all pages, whatever tells about errors."""
    return Background(_sentence)


@st.cache_resource(show_spinner=False)
def _fetcher() -> Fetcher:
    return Fetcher()


def may_fetch(visitor: rights.Visitor) -> bool:
    """Whether this visitor may have an address fetched.

    On this machine whoever may edit; on a server others reach only where the setting says so.
    """
    wanted = collection.settings().web
    return visitor.may_edit and (wanted == "on" or (wanted == "" and visitor.name == rights.HERE))


def read_files(work: Background, files: Sequence[tuple[str, bytes]]) -> Job:
    """Read files into drafts, in the background.

    Raises:
        InputError: too many at once.
    """
    owner = rights.require_editor()
    if len(files) > MOST_FILES:
        raise InputError(f"Send at most {MOST_FILES} files at once, or a zip of them.")
    steps = [Step(name, partial(_read_file, name, data)) for name, data in files]
    what = files[0][0] if len(files) == 1 else f"{len(files)} files"
    return work.start(owner, f"Reading {what}", steps)


def read_addresses(work: Background, links: Iterable[str]) -> Job:
    """Fetch pages into drafts, in the background; feeds are listed by ``feed_entries``.

    Raises:
        NotAllowedError: fetching is off here.
        InputError: too many at once.
    """
    visitor = rights.current()
    if not may_fetch(visitor):
        raise NotAllowedError("Fetching addresses is switched off here: paste the text.")
    asked = list(dict.fromkeys(links))
    if len(asked) > MOST_ADDRESSES:
        raise InputError(f"Choose at most {MOST_ADDRESSES} addresses at once.")
    steps = [Step(link, partial(_read_address, link)) for link in asked]
    what = asked[0] if len(asked) == 1 else f"{len(asked)} pages"
    return work.start(visitor.name, f"Fetching {what}", steps)


def looked_at(link: str) -> tuple[Contents, str]:
    """What is at an address, and the address in the end: an article or a feed's entries.

    Raises:
        NotAllowedError: fetching is off here.
        InputError: it cannot be fetched or read.
    """
    if not may_fetch(rights.current()):
        raise NotAllowedError("Fetching addresses is switched off here: paste the text.")
    fetched = _fetcher().fetch(link)
    return documents_in(fetched.body, fetched.link, link=fetched.link), fetched.link


def new_entries(entries: Sequence[FeedEntry]) -> set[str]:
    """The links of a feed's entries that no report of the collection came from."""
    links = [entry.link for entry in entries if entry.link]
    return set(links) - collection.store().intake.links(links)


def keep_documents(documents: Sequence[ReportText], job: Job | None = None) -> list[str]:
    """Store documents as drafts; their ids.

    Args:
        documents: as read.
        job: whose owner's right is asked for; None: the visitor's of this run.
    """
    if job is None:
        rights.require_editor()
    store = collection.store()
    ids = []
    for document in documents:
        if len(document.text) > LONGEST_TEXT:
            sentence = (
                f"{document.title or document.file_name or 'A report'} has "
                f"{len(document.text):,} characters; one report may have {LONGEST_TEXT:,}: add "
                "it in parts."
            )
            if job is None:
                raise InputError(sentence)
            job.fail(sentence)
            continue
        if job is not None:
            rights.require_still_editor(job.owner)
        ids.append(store.save_draft(document.text, _fields(document)).id)
        if job is not None:
            job.results.append(ids[-1])
    return ids


def known(text: str) -> Known | None:
    """The report of the collection with the same or nearly the same text."""
    return collection.store().intake.known(text)


def add_drafts(work: Background, draft_ids: Sequence[str]) -> Job:
    """Read the events of drafts and add them to the collection, in the background."""
    owner = rights.require_editor()
    store = collection.store()
    wanted = [draft for draft in store.drafts() if draft.id in set(draft_ids)]
    steps = [Step(_named(draft), partial(_add_draft, draft, owner)) for draft in wanted]
    return work.start(owner, f"Adding {len(steps)} reports", steps)


def _read_file(name: str, data: bytes, job: Job) -> None:
    _keep(documents_in(data, name, cancelled=job.is_stopping), job)


def _read_address(link: str, job: Job) -> None:
    fetched = _fetcher().fetch(link, cancelled=job.is_stopping)
    contents = documents_in(
        fetched.body, fetched.link, link=fetched.link, cancelled=job.is_stopping
    )
    _keep(contents, job)


def _keep(contents: Contents, job: Job) -> None:
    for problem in contents.problems:
        job.fail(problem)
    if contents.entries:
        job.fail("It is a feed: give its address in the field to choose from its articles.")
    keep_documents(contents.documents, job)


def _add_draft(draft: Draft, owner: str, job: Job) -> None:
    """Add one draft; one that is there already, or nearly, stays a draft to be looked at."""
    store = collection.store()
    found = known(draft.text)
    if found is not None and found.differing:
        job.fail(f"{_named(draft)}: nearly the same text is there; it stays among the drafts.")
        return
    try:
        fields = dict(draft.fields) | {"text": draft.text}
        writing.check(fields)
        reading = draft_reading.read(fields)
        rights.require_still_editor(owner)
        report = joins.add_reading(store, reading, status=Status.UNREVIEWED, by=owner)
    except DuplicateReportError:
        job.fail(f"{_named(draft)}: this text is there already; its draft was removed.")
    else:
        job.results.append(report.id)
    store.remove_draft(draft.id)


def _fields(document: ReportText) -> dict[str, Any]:
    said = asdict(document)
    fields: dict[str, Any] = {name: said[name] for name in _ABOUT if said[name]}
    if isinstance(document.published, date):
        fields["published"] = document.published.isoformat()
    if document.link and not document.file_name:
        accessed = document.accessed_at or datetime.now(UTC)
        fields["accessed_at"] = accessed.isoformat(timespec="seconds")
    if document.notes:
        fields["notes"] = list(document.notes)
    return fields


def _named(draft: Draft) -> str:
    return str(draft.fields.get("title") or draft.fields.get("file_name") or draft.text[:60])
