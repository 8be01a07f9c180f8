"""Files and addresses into drafts, drafts into the collection; each asks for the right first."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import streamlit as st

from dashboard import notices
from dashboard.services import collection, draft_reading, rights, table_imports, writing
from dashboard.services.background import Background, Job, Step
from dashboard.services.draft_changes import SAVED_BY
from dashboard.settings import LONGEST_TEXT
from geodata import joins
from geodata.documents import Contents, FeedEntry, documents_in
from geodata.documents.file_names import plain_name
from geodata.errors import (
    DuplicateReportError,
    GeodataError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from geodata.exchange import ReportText
from geodata.fetching import Fetcher
from geodata.model import Status
from geodata.storage import Draft, Known, Work, WorkStep

# What the steps of work are made of.
FILE, ADDRESS, DRAFT, TABLE = "file", "address", "draft", "table"
_TOKEN = secrets.token_hex(8)  # of this process
_HOLDER = f"{socket.gethostname()} {os.getpid()} {_TOKEN}"
_log = logging.getLogger(__name__)
MOST_FILES = 500
MOST_ADDRESSES = 50
_ABOUT = ("title", "source", "author", "link", "language", "file_name", "file_hash")


@st.cache_resource(show_spinner=False)
def background() -> Background:
    """The work of this process; one for all pages. The first call goes on with what was left."""
    made = Background(notices.sentence)
    resume(made)
    return made


def begin() -> threading.Thread:
    """Go on with what the last process left undone, before anybody opens a page."""

    def work() -> None:
        with contextlib.suppress(GeodataError):  # told to the first visitor
            background()

    thread = threading.Thread(target=work, name="resuming", daemon=True)
    thread.start()
    return thread


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
    what = plain_name(files[0][0]) if len(files) == 1 else f"{len(files)} files"
    return _start(work, FILE, owner, f"Reading {what}", [(plain_name(n), b) for n, b in files])


def import_tables(work: Background, tables: Sequence[tuple[table_imports.Table, bytes]]) -> Job:
    """Import tables of events, in the background."""
    owner = rights.require_editor()
    steps = [(table.name, table_imports.packed(table, content)) for table, content in tables]
    what = steps[0][0] if len(steps) == 1 else f"{len(steps)} tables"
    return _start(work, TABLE, owner, f"Importing {what}", steps)


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
    what = asked[0] if len(asked) == 1 else f"{len(asked)} pages"
    steps = [(link, link.encode()) for link in asked]
    return _start(work, ADDRESS, visitor.name, f"Fetching {what}", steps)


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


def keep_documents(documents: Sequence[ReportText]) -> list[str]:
    """Store documents as drafts; their ids.

    Raises:
        InputError: one is too long for a report.
    """
    rights.require_editor()
    store = collection.store()
    ids = []
    for document in documents:
        if len(document.text) > LONGEST_TEXT:
            raise InputError(_too_long(document))
        ids.append(store.save_draft(document.text, _fields(document)).id)
    return ids


def _too_long(document: ReportText) -> str:
    name = document.title or document.file_name or "A report"
    return (
        f"{name} has {len(document.text):,} characters; one report may have {LONGEST_TEXT:,}: add "
        "it in parts."
    )


def known(text: str) -> Known | None:
    """The report of the collection with the same or nearly the same text."""
    return collection.store().intake.known(text)


def add_drafts(work: Background, draft_ids: Sequence[str]) -> Job:
    """Read the events of drafts and add them to the collection, in the background."""
    owner = rights.require_editor()
    store = collection.store()
    wanted = [draft for draft in store.drafts() if draft.id in set(draft_ids)]
    steps = [(_named(draft), draft.id.encode()) for draft in wanted]
    return _start(work, DRAFT, owner, f"Adding {len(steps)} reports", steps)


def stop(job: Job) -> None:
    """End work after the step under way, for good: once this returns no restart goes on with it."""
    rights.require_editor()
    job.stop()


def resume(work: Background) -> None:
    """Go on with what a process that ended left undone, and show what it had done.

    What somebody had asked to stop does not go on.
    """
    book = collection.store().work
    if not collection.store().is_read_only:
        book.take_over(_HOLDER, _is_dead)
    for one in book.all():
        if one.was_stopped and not one.is_over and one.holder == _HOLDER:
            book.end(one.id, was_stopped=True)  # its process died before it could say so
            _go_on(work, book.work(one.id))
        elif one.is_over or one.holder == _HOLDER:
            _go_on(work, one)


def _start(
    work: Background, kind: str, owner: str, what: str, steps: Iterable[tuple[str, bytes]]
) -> Job:
    """Keep the work in the store before anything else: from now on a restart loses nothing."""
    return _go_on(work, collection.store().work.put(kind, owner, what, steps, holder=_HOLDER))


def _go_on(work: Background, one: Work) -> Job:
    book = collection.store().work
    steps = [] if one.is_over else [
        Step(step.name, partial(_do, one, step)) for step in book.steps(one.id)
    ]  # fmt: skip
    job = Job(
        one.id, one.owner, one.what, one.total, one.done, problems=list(one.problems),
        results=list(one.results), is_over=one.is_over, was_stopped=one.was_stopped,
        kind=one.kind,
        on_stop=lambda job: book.stop(job.id),
        on_over=_over,
        on_dismissed=lambda job: book.dismiss(job.id),
    )  # fmt: skip
    return work.go_on(job, steps)


def _over(job: Job) -> None:
    """Note the end, unless a step could not be written: a disk is full, the next start goes on."""
    book = collection.store().work
    left = book.steps(job.id)
    job.was_stopped = job.is_stopping() and bool(left)  # the step under way may be left, too
    if job.was_stopped or not left:
        book.end(job.id, was_stopped=job.was_stopped)


@dataclass(slots=True)
class _Came:
    """What comes of a step, to be written in one go."""

    drafts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    without_drafts: list[Draft] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def _do(one: Work, step: WorkStep, job: Job) -> None:
    """Do a step that stands in the store, and write what came of it with its end."""
    book = collection.store().work
    content = book.begin(one.id, step.number)
    came = _Came()
    try:
        _KINDS[one.kind](step, content, job, came)
    except Exception as error:  # noqa: BLE001 - the other steps go on
        if job.is_stopping():
            return  # stays undone; the end of the work lets it go
        came = _Came(problems=[_sentence(step, error)])
        if not isinstance(error, GeodataError):
            _log.exception("a step of the background work failed")
    job.results += book.finish(
        one.id, step.number, drafts=came.drafts, without_drafts=came.without_drafts,
        results=came.results, problems=came.problems,
    )  # fmt: skip
    for problem in came.problems:
        job.fail(problem)


def _sentence(step: WorkStep, error: Exception) -> str:
    said = notices.sentence(error)
    return said if isinstance(error, GeodataError) else f"{step.name}: {said}"


def _read_file(step: WorkStep, content: bytes, job: Job, came: _Came) -> None:
    _keep(documents_in(content, step.name, cancelled=job.is_stopping), came)
    rights.require_still_editor(job.owner)


def _import_table(step: WorkStep, content: bytes, job: Job, came: _Came) -> None:
    def say(doing: str) -> None:
        job.current = doing

    import_id, said = table_imports.imported(step.name, content, job.owner, job.is_stopping, say)
    came.results.append(import_id)
    came.problems += said


def _read_address(_: WorkStep, content: bytes, job: Job, came: _Came) -> None:
    fetched = _fetcher().fetch(content.decode(), cancelled=job.is_stopping)
    contents = documents_in(
        fetched.body, fetched.link, link=fetched.link, cancelled=job.is_stopping
    )
    _keep(contents, came)
    rights.require_still_editor(job.owner)


def _keep(contents: Contents, came: _Came) -> None:
    came.problems += contents.problems
    if contents.entries:
        came.problems.append(
            "It is a feed: give its address in the field to choose from its articles."
        )
    for document in contents.documents:
        if len(document.text) > LONGEST_TEXT:
            came.problems.append(_too_long(document))
        else:
            came.drafts.append((document.text, _fields(document)))


def _add_draft(step: WorkStep, content: bytes, job: Job, came: _Came) -> None:
    """Add one draft; one that is there already, or nearly, stays a draft to be looked at."""
    store, draft_id = collection.store(), content.decode()
    try:
        draft = store.draft(draft_id)
    except NotFoundError:
        return  # added or discarded by hand meanwhile
    found = known(draft.text)
    if found is not None and found.differing:
        came.problems.append(
            f"{_named(draft)}: nearly the same text is there; it stays among the drafts."
        )
        return
    came.without_drafts.append(draft)
    try:
        fields = dict(draft.fields) | {"text": draft.text}
        writing.check(fields)
        reading = draft_reading.read(fields)
        rights.require_still_editor(job.owner)
        report = joins.add_reading(store, reading, status=Status.UNREVIEWED, by=job.owner)
    except DuplicateReportError as error:
        if step.was_begun:  # by the process that died before it could say so
            came.results.append(error.report_id)
            return
        went = "its draft was removed"
        if draft.fields.get(SAVED_BY):  # a title or a day that somebody typed is not lost
            went = "its draft stays, for somebody wrote in it"
            came.without_drafts.remove(draft)
        came.problems.append(f"{_named(draft)}: this text is there already; {went}.")
    else:
        came.results.append(report.id)


def _is_dead(holder: str) -> bool:
    """Whether the process that held some work can no longer do it.

    Of another machine nobody here knows; its own next process goes on.
    """
    host, _, rest = holder.partition(" ")
    pid, _, token = rest.partition(" ")
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():  # in a container every process has the same number
        return token != _TOKEN
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


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


_KINDS: dict[str, Callable[[WorkStep, bytes, Job, _Came], None]] = {
    FILE: _read_file,
    ADDRESS: _read_address,
    DRAFT: _add_draft,
    TABLE: _import_table,
}
