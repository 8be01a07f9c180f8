"""Long work goes on behind the page, and only editors' pages may send files."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.services import collection, incoming, rights
from dashboard.services.background import Background, Job, Step
from dashboard.services.uploads import GRANTED_S, MOST_BYTES, UploadGrants
from geodata.errors import FileFormatError, NotAllowedError, StoreFullError
from geodata.model import Reading

ROOT = Path(__file__).parents[3]
PATH = "/_stcore/upload_file/session/file"
SIZE = {"content-length": "1000"}


def test_a_step_that_fails_is_told_and_the_others_go_on() -> None:
    def bad(_: Job) -> None:
        raise FileFormatError("The file 'b' is damaged.")

    background = Background(str)
    steps = [Step("a", lambda job: job.results.append("1")), Step("b", bad),
             Step("c", lambda job: job.results.append("2"))]  # fmt: skip
    job = background.start("ann", "Three", steps)
    assert background.wait(job, 10)
    assert (job.results, job.problems) == (["1", "2"], ["The file 'b' is damaged."])
    assert (job.done, job.share, job.was_stopped, job.is_over) == (3, 1.0, False, True)


def test_work_that_is_stopped_keeps_what_was_done() -> None:
    first_is_done, may_go_on = threading.Event(), threading.Event()

    def slow(job: Job) -> None:
        job.results.append("1")
        first_is_done.set()
        may_go_on.wait(10)

    background = Background(str)
    job = background.start("ann", "Two", [Step("a", slow), Step("b", slow)])
    assert first_is_done.wait(10)
    job.stop()
    may_go_on.set()
    assert background.wait(job, 10)
    assert (job.results, job.was_stopped, job.done) == (["1"], True, 1)


def test_everybody_sees_their_own_work_only() -> None:
    background = Background(str)
    job = background.start("ann", "One", [])
    background.wait(job, 10)
    assert background.of("ann") == [job]
    assert background.of("bob") == []
    background.dismiss(job)
    assert background.of("ann") == []


def test_only_a_page_of_an_editor_may_send_files() -> None:
    grants = UploadGrants()
    assert not grants.may_send(PATH, SIZE, 0)
    grants.grant("session", 0)
    assert grants.may_send(PATH, SIZE, 1)
    assert grants.may_send(f"/maps{PATH}", SIZE, 1)
    assert not grants.may_send("/_stcore/upload_file/other/file", SIZE, 1)
    assert not grants.may_send(PATH, SIZE, GRANTED_S + 1)
    grants.grant("session", 10)
    grants.revoke("session")
    assert not grants.may_send(PATH, SIZE, 11)


def test_a_page_may_send_so_much_and_says_how_much() -> None:
    grants = UploadGrants()
    grants.grant("session", 0)
    assert not grants.may_send(PATH, {}, 1)
    assert not grants.may_send(PATH, {"content-length": "-5"}, 1)
    assert grants.may_send(PATH, {"content-length": str(MOST_BYTES)}, 1)
    assert not grants.may_send(PATH, {"content-length": "1"}, 1)


@pytest.fixture
def empty(data_folder: object, no_demo: None, editor: None) -> Iterator[None]:
    """An empty collection and somebody who may write."""
    collection.close()
    yield
    collection.close()


def test_files_become_drafts_with_what_they_say(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    work = Background(str)
    files = [("a.md", b"# Fire\n\nA **fire** in Quito."), ("b.pdf", b"no pdf")]
    job = incoming.read_files(work, files)
    assert work.wait(job, 60)
    (draft,) = collection.store().drafts()
    assert (draft.id, draft.text) == (job.results[0], "Fire\n\nA fire in Quito.")
    assert (draft.fields["title"], draft.fields["file_name"]) == ("Fire", "a.md")
    assert draft.fields["notes"] == ["The marks of Markdown were taken out of the text."]
    assert "is not a PDF" in job.problems[0]


def test_work_ends_when_its_editor_may_edit_no_more(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: str) -> None:
        raise NotAllowedError("No longer listed.")

    monkeypatch.setattr(rights, "require_still_editor", refused)
    work = Background(str)
    job = incoming.read_files(work, [("a.txt", b"A fire in Quito.")])
    assert work.wait(job, 60)
    assert job.problems == ["No longer listed."]
    assert collection.store().drafts() == []


def test_a_reader_can_neither_read_files_nor_fetch(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "current", lambda: rights.Visitor(False, "", "Read only."))
    work = Background(str)
    with pytest.raises(NotAllowedError):
        incoming.read_files(work, [("a.txt", b"x")])
    for fetch in (lambda: incoming.looked_at("https://example.org/"),
                  lambda: incoming.read_addresses(work, ["https://example.org/"])):  # fmt: skip
        with pytest.raises(NotAllowedError, match="switched off"):
            fetch()
    assert work.of("") == []


@pytest.mark.parametrize(
    ("setting", "name", "allowed"),
    [
        ("", rights.HERE, True), ("", "ann@example.org", False), ("on", "ann@example.org", True),
        ("off", rights.HERE, False), ("off", "ann@example.org", False), ("yes", "ann@x.org", False),
    ],
)  # fmt: skip
def test_fetching_is_off_on_a_server_unless_the_setting_says_so(
    setting: str, name: str, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAZETTE_WEB", setting)
    assert incoming.may_fetch(rights.Visitor(True, name)) is allowed


def test_nearly_the_same_text_stays_a_draft(
    stored: Reading, editor: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    store = collection.store()
    text = stored.report.text
    draft = store.save_draft(text, {"title": "Again"})
    work = Background(str)
    before = len(store.reports())
    job = incoming.add_drafts(work, [draft.id])
    assert work.wait(job, 60)
    assert len(store.reports()) == before
    assert "there already" in job.problems[0]


@pytest.mark.parametrize("writer", ["", "ann"])
def test_a_draft_in_which_somebody_wrote_stays_when_its_text_came_in_meanwhile(
    stored: Reading, editor: None, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    store = collection.store()
    text = "A fire in Quito."
    by_hand = store.save_draft(text, {"title": "A fire, by hand", "saved_by": writer})
    drafts = [store.save_draft(text, {"title": "Fire"}), by_hand]  # the latest goes in first
    work = Background(str)
    job = incoming.add_drafts(work, [draft.id for draft in drafts])
    assert work.wait(job, 60)
    assert len(job.results) == 1
    assert store.drafts() == ([by_hand] if writer else [])


HELD = """
import os, sys, time
from dashboard.services import collection, demo, incoming, rights
from dashboard.services.background import Background

towns = ["Quito", "Lima", "Oslo"]
demo.seed_reports = lambda *_: iter(())
rights.current = lambda: rights.Visitor(True, rights.HERE)
rights.require_still_editor = lambda name: None
real = incoming._add_draft if sys.argv[1] == "drafts" else incoming._read_file

def slow(step, content, job, came):
    if step.number == 1:
        if sys.argv[1] == "drafts":
            real(step, content, job, came)  # added, and killed before it could say so
        print("here", flush=True)
        time.sleep(600)
    real(step, content, job, came)

incoming._KINDS[incoming.DRAFT if sys.argv[1] == "drafts" else incoming.FILE] = slow
work = Background(str)
if sys.argv[1] == "stop":
    job = incoming.read_files(work, [(f"{t}.txt", f"A fire in {t}.".encode()) for t in towns])
    sys.stdin.readline()
    incoming.stop(job)
    print("stopped", flush=True)
elif sys.argv[1] == "drafts":
    incoming.add_drafts(work, [draft.id for draft in collection.store().drafts()])
else:
    incoming.read_files(work, [(f"{t}.txt", f"A fire in {t}.".encode()) for t in towns])
time.sleep(600)
"""


def killed_at_the_second_step(what: str) -> None:
    """Another process begins work on the same collection and is killed without a warning."""
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, what],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    if what == "stop":
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "stopped\n"
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def gone_on_with() -> Job:
    work = Background(str)
    incoming.resume(work)
    (job,) = work.of(rights.HERE)
    assert work.wait(job, 60)
    return job


def test_files_that_a_killed_server_left_unread_are_read_by_the_next_one_and_none_twice(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    killed_at_the_second_step("files")
    before = collection.store().drafts()
    assert [draft.text for draft in before] == ["A fire in Quito."]
    collection.store().remove_draft(before[0].id)  # dealt with by hand meanwhile
    job = gone_on_with()
    assert (job.done, job.total, job.problems) == (3, 3, [])
    texts = sorted(draft.text for draft in collection.store().drafts())
    assert texts == ["A fire in Lima.", "A fire in Oslo."]
    (kept,) = collection.store().work.all()
    assert kept.is_over and len(kept.results) == 3


def test_a_report_that_a_killed_server_had_added_is_not_added_again_and_no_problem(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    for town in ("Quito", "Lima", "Oslo"):
        collection.store().save_draft(f"A fire in {town}.", {})
    killed_at_the_second_step("drafts")
    assert len(collection.store().reports()) == 2
    job = gone_on_with()
    assert job.problems == []
    assert len(set(job.results)) == len(collection.store().reports()) == 3
    assert collection.store().drafts() == []


def test_work_that_somebody_stopped_stays_stopped_after_a_kill(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "require_still_editor", lambda _: None)
    killed_at_the_second_step("stop")
    job = gone_on_with()
    assert (job.is_over, job.was_stopped, job.done, job.total) == (True, True, 1, 3)
    assert [draft.text for draft in collection.store().drafts()] == ["A fire in Quito."]
    (kept,) = collection.store().work.all()
    assert (kept.is_over, kept.was_stopped) == (True, True)
    assert collection.store().work.steps(job.id) == []
    incoming.resume(work := Background(str))
    assert [one.id for one in work.of(rights.HERE)] == [job.id]


def test_a_stop_in_the_middle_of_the_last_step_ends_the_work_for_good(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def slow(step: object, content: bytes, job: Job, came: object) -> None:
        begun.set()
        while not job.is_stopping():
            time.sleep(0.01)
        raise FileFormatError("Stopped.")

    monkeypatch.setitem(incoming._KINDS, incoming.FILE, slow)
    work = Background(str)
    job = incoming.read_files(work, [("a.txt", b"x")])
    assert begun.wait(30)
    incoming.stop(job)
    assert work.wait(job, 30)
    (kept,) = collection.store().work.all()
    assert (kept.is_over, kept.was_stopped, kept.done) == (True, True, 0)
    assert collection.store().work.steps(job.id) == []


def test_a_stop_that_cannot_be_kept_is_told_and_ends_the_work_all_the_same() -> None:
    def refused(_: Job) -> None:
        raise StoreFullError("full")

    job = Job("j", "ann", "One", 1, on_stop=refused)
    with pytest.raises(StoreFullError):
        job.stop()
    assert job.is_stopping()


def test_work_of_a_living_process_is_left_to_it(empty: None) -> None:
    book = collection.store().work
    book.put(incoming.FILE, rights.HERE, "Reading", [("a.txt", b"x")],
             holder=f"{socket.gethostname()} {os.getppid()} other")  # fmt: skip
    book.put(incoming.FILE, rights.HERE, "Reading", [("a.txt", b"x")], holder="elsewhere 1 t")
    work = Background(str)
    incoming.resume(work)
    assert work.of(rights.HERE) == []


def test_work_that_was_stopped_does_not_go_on_and_can_be_dismissed(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        begun.set()
        may_go_on.wait(30)

    monkeypatch.setitem(incoming._KINDS, incoming.FILE, slow)
    work = Background(str)
    job = incoming.read_files(work, [("a.txt", b"x"), ("b.txt", b"y")])
    assert begun.wait(30)
    job.stop()
    may_go_on.set()
    assert work.wait(job, 30)
    (kept,) = collection.store().work.all()
    assert (kept.is_over, kept.was_stopped, kept.done) == (True, True, 1)
    assert collection.store().work.steps(job.id) == []
    work.dismiss(job)
    assert collection.store().work.all() == []
