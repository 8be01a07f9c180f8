"""Long work goes on behind the page, and only editors' pages may send files."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from dashboard.services import collection, incoming, rights
from dashboard.services.background import Background, Job, Step
from dashboard.services.uploads import GRANTED_S, MOST_BYTES, UploadGrants
from geodata.errors import FileFormatError, NotAllowedError
from geodata.model import Reading

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
