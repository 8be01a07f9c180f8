"""The sheet in which a story is named, put in order, captioned, removed and brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown, shortened, visible
from dashboard.services import stories
from dashboard.services.stories import Line
from dashboard.state import Reader
from geodata.errors import ChangedMeanwhileError, GeodataError
from geodata.storage.stories import LONGEST_CAPTION, LONGEST_TITLE, Step, Story

_ASKED = "story-sheet"
_ALL_THE_SAME = "story-all-the-same"
_MOST_LINES = 7  # of the table before it scrolls
_ROW_PX = 62  # two lines of words; below 4 rem Streamlit does not wrap
_MOST_REMOVED = 30  # removed stories listed


def edit_story(story: Story | None, steps: Sequence[Step], lines: Mapping[str, Line]) -> None:
    """Ask for the sheet; it stays until it is saved or closed, whatever else runs the page.

    Args:
        story: to change, None for a new one.
        steps: its events and captions.
        lines: date and title of these events; one that is missing keeps its place.
    """
    st.session_state[_ASKED] = (story, tuple(steps), dict(lines))


def find_removed() -> None:
    """Ask for the sheet with nothing but the removed stories."""
    edit_story(None, (), {})


def is_editing() -> bool:
    """Whether the sheet is open; there can be no other one beside it."""
    return _ASKED in st.session_state


def story_sheet(reader: Reader) -> None:
    """The sheet while it is asked for; whoever saves a story then walks through it."""
    if not is_editing():
        return
    story, steps, lines = st.session_state[_ASKED]
    table = step_table(steps, lines)

    @st.dialog("Story", width="large", icon=":material/auto_stories:", on_dismiss=_close)
    def sheet() -> None:
        if not steps:
            _removed_stories(reader, is_alone=True)
            return
        title = st.text_input(
            "Name", value=story.title if story else "", max_chars=LONGEST_TITLE, key="story-name"
        )
        st.caption(
            "Change the numbers to change the order; untick what should be left out. Captions can "
            "also be written later, at each step."
        )
        edited = _editor(table)
        with st.container(horizontal=True):
            if st.button("Save story", type="primary", key="save-story"):
                _save(reader, story, title, chosen_steps(edited, steps))
            if story is not None:
                st.space("stretch")
                if st.button("Remove story", type="tertiary", key="remove-story"):
                    _remove(reader, story)
        _removed_stories(reader)

    sheet()


def _removed_stories(reader: Reader, *, is_alone: bool = False) -> None:
    """What was removed, each with its way back; nothing when there is none or for readers."""
    try:
        removed = stories.removed()
    except GeodataError as error:
        st.error(markdown(notices.sentence(error)), icon=":material/error:")
        return
    if not removed:
        if is_alone:
            st.caption("No story was removed.")
        return
    name = f"Removed stories ({len(removed):,})"
    with st.expander(name, expanded=is_alone, key="removed-stories"):
        st.caption("A story comes back as it was, under the link it had.")
        for story in removed[:_MOST_REMOVED]:
            told = f"{words.count(len(story.steps), 'event')}, {words.day(story.changed_at.date())}"
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(
                    f"{markdown(shortened(story.title, 60))} :gray[{told}]", width="stretch"
                )
                if st.button(
                    "Restore", key=f"restore-{story.slug}", type="tertiary",
                    icon=":material/restore_from_trash:",
                ):  # fmt: skip
                    _restore(reader, story)
        if len(removed) > _MOST_REMOVED:
            st.caption(f"and {len(removed) - _MOST_REMOVED:,} more, removed earlier")


def _editor(table: pd.DataFrame) -> pd.DataFrame:
    edited: pd.DataFrame = st.data_editor(
        table,
        key="story-steps",
        hide_index=True,
        row_height=_ROW_PX,
        height="content" if len(table) <= _MOST_LINES else _ROW_PX * _MOST_LINES,
        num_rows="fixed",
        disabled=["Date", "Event"],
        column_config={
            "Keep": st.column_config.CheckboxColumn(width=70),
            "No.": st.column_config.NumberColumn(width=70, step=1),
            "Date": st.column_config.TextColumn(width=110),
            "Event": st.column_config.TextColumn(width=420),
            "Caption": st.column_config.TextColumn(width=420, max_chars=LONGEST_CAPTION),
        },
    )
    return edited


def _close() -> None:
    st.session_state.pop(_ASKED, None)
    st.session_state.pop(_ALL_THE_SAME, None)


def step_table(steps: Sequence[Step], lines: Mapping[str, Line]) -> pd.DataFrame:
    """One line for each step, in the order of the story; text as text."""
    found = [lines.get(step.event_id, ("", "no longer there")) for step in steps]
    return pd.DataFrame(
        {
            "Keep": [True] * len(steps),
            "No.": range(1, len(steps) + 1),
            "Date": [visible(when) for when, _ in found],
            "Event": [visible(title) for _, title in found],
            "Caption": [step.caption for step in steps],
        }
    )


def chosen_steps(edited: pd.DataFrame, steps: Sequence[Step]) -> list[Step]:
    """The steps that are kept, by their numbers; equal numbers stay as they were.

    Example:
        >>> table = step_table([Step("e1"), Step("e2", "Later")], {})
        >>> table["No."] = [2, 1]
        >>> [step.event_id for step in chosen_steps(table, [Step("e1"), Step("e2", "Later")])]
        ['e2', 'e1']
    """
    lines = list(zip(edited["Keep"], edited["No."], edited["Caption"], steps, strict=True))
    kept = [(number, caption, step) for is_kept, number, caption, step in lines if is_kept]
    kept.sort(key=lambda line: (pd.isna(line[0]), line[0] if not pd.isna(line[0]) else 0))
    return [Step(step.event_id, _text(caption)) for _, caption, step in kept]


def _text(value: Any) -> str:
    return value.strip()[:LONGEST_CAPTION] if isinstance(value, str) else ""


def _save(reader: Reader, story: Story | None, title: str, steps: Sequence[Step]) -> None:
    try:
        mine = st.session_state.pop(_ALL_THE_SAME, False)
        expected = None if mine else story
        saved = stories.save(title, steps, story.slug if story else None, expected)
    except ChangedMeanwhileError as error:
        # The sheet stands as it was: a second press is the choice to write over theirs.
        st.session_state[_ALL_THE_SAME] = True
        theirs = stories.lines_told(story.slug) if story else ""
        st.warning(
            markdown(f"{notices.sentence(error)} It is now: {theirs}. Save again to put yours in "
                     "its place, or close this sheet to keep theirs."),
            icon=":material/group:",
        )  # fmt: skip
        return
    except GeodataError as error:
        st.error(markdown(notices.sentence(error)), icon=":material/error:")
        return
    _close()
    reader.open_story(saved.slug)
    st.toast(f"Saved the story {markdown(saved.title)}.", icon=":material/check:")
    st.rerun()


def _remove(reader: Reader, story: Story) -> None:
    try:
        stories.remove(story.slug)
    except GeodataError as error:
        st.error(markdown(notices.sentence(error)), icon=":material/error:")
        return
    _close()
    reader.leave_walk()
    st.toast(
        f"Removed the story {markdown(story.title)}; it waits under Walk through, Removed stories.",
        icon=":material/check:",
    )
    st.rerun()


def _restore(reader: Reader, story: Story) -> None:
    try:
        restored = stories.restore(story.slug)
    except GeodataError as error:
        st.error(markdown(notices.sentence(error)), icon=":material/error:")
        return
    _close()
    reader.open_story(restored.slug)
    st.toast(f"The story {markdown(restored.title)} is back.", icon=":material/check:")
    st.rerun()
