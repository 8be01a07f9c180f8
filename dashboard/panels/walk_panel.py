"""Walking through events: where one stands, one step back and on, and the captions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import html, markdown, shortened
from dashboard.panels.story_panel import edit_story, find_removed
from dashboard.services.rights import Visitor
from dashboard.services.stories import Walk, lines_of, write_caption
from dashboard.state import Reader, follow
from geodata.browse import EventRow
from geodata.errors import ChangedMeanwhileError, GeodataError
from geodata.storage.stories import LONGEST_CAPTION, MOST_STEPS, Step, Story


def walk_menu(
    reader: Reader,
    stories: Sequence[Story],
    visitor: Visitor,
    *,
    count: int,
    page: Callable[[int, int], list[EventRow]],
    worded: bool = True,
    removed: int = 0,
) -> None:
    """A button that offers the events of the filter and every story; nothing when there is none.

    Args:
        reader: who would walk.
        stories: to choose from.
        visitor: whether a story may be made.
        count: events of the filter.
        page: gives them in order of date, by offset and limit.
        worded: whether there is room for words.
        removed: stories that can be brought back.
    """
    names = offers(stories, visitor, count, removed)
    if not names:
        return
    key = "walk-menu"
    st.menu_button(
        "Walk through",
        list(names),
        key=key,
        icon=":material/auto_stories:",
        help=None if worded else "Walk through",
        format_func=names.__getitem__,
        on_click=lambda: _begin(reader, str(st.session_state.get(key)), page),
    )


# A slug has no blank.
_FILTER, _NEW, _REMOVED = "of the filter", "a new story", "removed stories"


def offers(
    stories: Sequence[Story], visitor: Visitor, count: int, removed: int = 0
) -> dict[str, str]:
    """What can be walked through, in words; by slug, or for the filter and what editors do.

    Example:
        >>> offers([], Visitor(may_edit=False, name=""), 3)
        {'of the filter': 'These 3 events, in order of date'}
    """
    names = {_FILTER: f"These {words.count(count, 'event')}, in order of date"} if count else {}
    for story in stories:
        name = f"{markdown(shortened(story.title, 60))} ({len(story.steps)})"
        # Two labels alike would be refused: the word of its link tells the second one apart.
        names[story.slug] = name if name not in names.values() else f"{name} · {story.slug}"
    if visitor.may_edit and 0 < count <= MOST_STEPS:
        names[_NEW] = "New story of these events …"
    if visitor.may_edit and removed:
        names[_REMOVED] = f"Removed stories ({removed:,}) …"
    return names


def _begin(reader: Reader, picked: str, page: Callable[[int, int], list[EventRow]]) -> None:
    if picked == _FILTER:
        rows = page(0, 1)
        if rows:
            reader.start_walk(rows[0].id)
    elif picked == _NEW:
        lines = {row.id: (row.date_label, row.title) for row in page(0, MOST_STEPS)}
        edit_story(None, [Step(event_id) for event_id in lines], lines)
    elif picked == _REMOVED:
        find_removed()
    else:
        reader.open_story(picked)


def walk_panel(reader: Reader, walk: Walk, visitor: Visitor, *, titled: bool = True) -> None:
    """The row above the details, and what the story says at this step.

    Args:
        reader: who walks.
        walk: where they stand.
        visitor: whether the story may be changed.
        titled: whether the name of the story stands above; False where it heads the page.
    """
    with st.container(gap="xsmall", key="walk"):
        if titled:
            st.html(_TITLE.format(title=html(walk_title(walk))))
        story = walk.story if visitor.may_edit else None
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            _step(reader, "Back", "Left", walk.previous_id)
            place = f"**{walk.number:,} of {walk.count:,}**" if walk.number else f"{walk.count:,}"
            st.markdown(place, width="content")
            _step(reader, "On", "Right", walk.next_id)
            st.space("stretch")
            if story and st.button(
                "Edit", key="edit-story", icon=":material/edit:", type="tertiary"
            ):
                edit_story(story, story.steps, lines_of(story))
                st.rerun()  # the sheet is drawn with the page, also from within another one
            st.button(
                "End", key="walk-end", type="tertiary", shortcut="Esc", on_click=reader.leave_walk
            )
        if walk.caption:
            st.html(_CAPTION.format(caption=html(walk.caption)))
        if story and walk.number and reader.event_id:
            _write(story.slug, reader.event_id, walk.caption)
        if walk.missing:
            were = "is" if walk.missing == 1 else "are"
            missing = f"{words.count(walk.missing, 'step')} of this story {were} no longer there."
            st.caption(missing)


def walk_title(walk: Walk) -> str:
    """What is walked through, in words; as somebody wrote it when it is a story."""
    return walk.story.title if walk.story else "Walk through, in order of date"


# It reads as the heading of what follows: the title of the event stands below it.
_TITLE = '<div dir="auto" style="font-weight:600;overflow-wrap:anywhere">{title}</div>'
_CAPTION = (
    '<p dir="auto" style="font:17px/1.5 \'Source Serif\',Georgia,serif;margin:4px 0 0;'
    'overflow-wrap:anywhere;white-space:pre-line">{caption}</p>'
)


def _write(slug: str, event_id: str, caption: str) -> None:
    """Where an editor types what the story says at this step; kept when the field is left."""
    key = follow(f"caption-{slug}-{event_id}", caption)
    st.session_state[f"{key}-seen"] = caption
    name = "Change the caption" if caption else "Write a caption"
    with st.popover(name, icon=":material/edit_note:", type="tertiary", key="write-caption"):
        st.text_area(
            "What the story says at this step", key=key, max_chars=LONGEST_CAPTION, height=140,
            help="Kept when you leave the field, or with Ctrl and Enter.",
            on_change=lambda: _keep(slug, event_id, key),
        )  # fmt: skip


def _keep(slug: str, event_id: str, key: str) -> None:
    now = st.session_state
    caption = str(now[key] or "").strip()
    try:
        write_caption(slug, event_id, caption, str(now[f"{key}-seen"]))
    except ChangedMeanwhileError as error:
        # The field shows theirs from now on: what was typed is told, to be taken from there.
        said = markdown(f"{notices.sentence(error)} You had typed: {caption}")
        st.toast(said, icon=":material/group:", duration="infinite")
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
    else:
        now[f"{key}-seen"] = caption
        st.toast("Kept the caption.", icon=":material/check:")


def _step(reader: Reader, name: str, key: str, event_id: str | None) -> None:
    st.button(
        name,
        key=f"walk-{name}",
        disabled=event_id is None,
        shortcut=key,
        on_click=partial(reader.open_event, event_id or ""),
    )
