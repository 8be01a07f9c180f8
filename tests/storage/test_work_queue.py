"""Work that was asked for stands in the store until it is done, and each step is done once."""

from __future__ import annotations

import pytest

from geodata.errors import NotFoundError
from geodata.storage import EventStore

FILES = [("a.txt", b"\x00one"), ("b.txt", b"two")]


def test_a_step_and_what_comes_of_it_are_written_together_and_once(store: EventStore) -> None:
    work = store.work.put("file", "ann", "Reading", FILES, holder="h 1 t")
    assert (work.total, work.done, work.is_over) == (2, 0, False)
    assert [step.name for step in store.work.steps(work.id)] == ["a.txt", "b.txt"]
    assert store.work.begin(work.id, 0) == b"\x00one"
    assert store.work.steps(work.id)[0].was_begun
    made = store.work.finish(work.id, 0, drafts=[("one", {"title": "A"})], problems=["p"])
    assert [draft.id for draft in store.drafts()] == made
    store.remove_draft(made[0])
    assert store.work.finish(work.id, 0, drafts=[("one", {"title": "A"})]) == []
    assert store.drafts() == []
    with pytest.raises(NotFoundError):
        store.work.begin(work.id, 0)
    now = store.work.work(work.id)
    assert (now.done, now.results, now.problems) == (1, (made[0],), ("p",))


def test_only_what_a_dead_process_holds_is_taken_over(store: EventStore) -> None:
    mine = store.work.put("file", "ann", "A", FILES, holder="dead")
    theirs = store.work.put("file", "ann", "B", FILES, holder="alive")
    assert [one.id for one in store.work.take_over("me", lambda h: h == "dead")] == [mine.id]
    assert store.work.work(mine.id).holder == "me"
    assert store.work.work(theirs.id).holder == "alive"


def test_nobody_is_told_of_a_new_state_by_it_and_it_is_forgotten_when_over(
    store: EventStore,
) -> None:
    before = store.revision
    work = store.work.put("file", "ann", "A", FILES, holder="me")
    store.work.dismiss(work.id)
    assert store.work.all() != []
    store.work.end(work.id, was_stopped=True)
    assert store.work.steps(work.id) == []
    store.work.dismiss(work.id)
    assert store.work.all() == []
    assert store.revision == before
