"""Two editors with one draft open: whoever comes second is shown what the first one changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.services import collection, rights
from geodata.model import Reading

OpenScreen = Callable[[str], AppTest]


@pytest.fixture
def empty(data_folder: object, no_demo: None, editor: None) -> Iterator[None]:
    """An empty collection and somebody who may write."""
    collection.close()
    yield
    collection.close()


@pytest.fixture
def page(empty: None, open_screen: OpenScreen, summer: Reading) -> AppTest:
    """What the first editor has found in a report, on their page."""
    page = open_screen("add_screen")
    page.text_input(key="add-title").set_value("A summer")
    page.text_area(key="add-text").set_value(summer.report.text)
    page.button[0].click().run()
    assert not page.exception
    return page


def changed_by_ann(text: str = "", **fields: object) -> None:
    """Somebody else saves the only draft with other fields."""
    (draft,) = collection.store().drafts()
    collection.store().save_draft(
        text or draft.text, {**draft.fields, **fields, "saved_by": "ann"}, draft_id=draft.id
    )


def stored() -> dict[str, object]:
    (draft,) = collection.store().drafts()
    return dict(draft.fields)


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button]


def test_changes_of_two_fields_are_shown_and_both_are_kept(page: AppTest) -> None:
    changed_by_ann(title="A hot summer")
    page.text_input(key="add-source").set_value("Wire").run()
    assert "ann changed this draft" in page.warning[0].value
    assert any("A hot summer" in one.value for one in page.markdown)
    assert stored()["title"] == "A hot summer" and not stored().get("source")
    assert "Add 5 events" not in labels(page)
    next(one for one in page.button if one.label == "Keep both").click().run()
    assert not page.exception and not page.warning
    assert (stored()["title"], stored()["source"]) == ("A hot summer", "Wire")
    assert stored()["saved_by"] == rights.HERE


@pytest.mark.parametrize(("choice", "title"), [("Keep mine", "Mine"), ("Take theirs", "Theirs")])
def test_of_two_titles_one_is_taken_by_a_person(page: AppTest, choice: str, title: str) -> None:
    changed_by_ann(title="Theirs")
    page.text_input(key="add-title").set_value("Mine").run()
    assert stored()["title"] == "Theirs"
    assert "Keep both" not in labels(page)
    next(one for one in page.button if one.label == choice).click().run()
    assert not page.exception and not page.warning
    assert stored()["title"] == title
    assert page.session_state["drafting"].fields["title"] == title


@pytest.mark.parametrize("button", ["add-events", "discard"])
def test_what_somebody_else_typed_is_neither_added_over_nor_discarded_unseen(
    page: AppTest, button: str, summer: Reading
) -> None:
    changed_by_ann(summer.report.text + " A fire in Quito.")
    page.button(key=button).click().run()
    assert not page.exception
    assert collection.store().reports() == []
    assert any("A fire in Quito" in one.value for one in page.markdown)
    next(one for one in page.button if one.label == "Show it as it is now").click().run()
    assert page.session_state["drafting"].fields["text"].endswith("A fire in Quito.")


def test_what_was_typed_outlives_a_draft_that_somebody_else_added(page: AppTest) -> None:
    collection.store().remove_draft(collection.store().drafts()[0].id)
    page.text_input(key="add-source").set_value("Wire").run()
    assert "added or discarded this draft" in page.warning[0].value
    assert collection.store().drafts() == []
    next(one for one in page.button if one.label == "Keep mine as a draft").click().run()
    assert stored()["source"] == "Wire"


def test_finding_events_again_is_no_change_of_a_draft(page: AppTest) -> None:
    changed_by_ann(was_read=False)
    page.text_input(key="add-source").set_value("Wire").run()
    assert not page.warning
    assert stored()["source"] == "Wire"


def test_the_same_text_pasted_again_does_not_write_over_what_was_made_of_it(empty: None) -> None:
    store = collection.store()
    first = store.save_draft("A fire in Lima.", {})
    store.save_draft("A fire in Lima.", {"title": "Fire"}, draft_id=first.id)
    second = store.save_draft("A fire in Lima.", {})
    assert second.id != first.id
    assert [draft.fields for draft in (store.draft(first.id), second)] == [{"title": "Fire"}, {}]
