"""What stands where events would be: nothing yet, nothing that fits, an event that is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import notices
from dashboard.drawing import words
from dashboard.drawing.plain_text import markdown
from dashboard.services import writing
from dashboard.services.rights import Visitor
from dashboard.state import Reader, part_default
from geodata.browse import Removal
from geodata.browse.texts import words_of
from geodata.errors import GeodataError
from geodata.model import EventFilter

_PART = {
    "text": "The search",
    "kinds": "The kind",
    "days": "The dates",
    "modalities": "Whether it happened",
    "actors": "People and groups",
    "sources": "The source",
    "statuses": "The status",
    "minimum_certainty": "How certain the place is",
    "place_ids": "The place",
    "regions": "The country or region",
    "precisions": "How exactly the place is known",
    "box": "The part of the map",
}


_MOST_OFFERS = 3  # parts of the filter that can be dropped alone


def nothing_matches(reader: Reader, removals: Sequence[Removal], *, is_found: bool = True) -> None:
    """Says which part of the filter removed most, and offers what brings events back.

    A part is offered with how many events are there without it, and only when there are any.

    Args:
        reader: whose filter it is.
        removals: what each part of it costs.
        is_found: whether the words that are searched for stand in any event at all.
    """
    removals = [removal for removal in removals if is_chosen(reader.filter, removal.part)]
    costly = [removal for removal in removals if removal.removed]
    with st.container(border=True, key="nothing-matches"):
        st.markdown("**No events match these filters.**")
        if not is_found:
            st.markdown(_searched(reader.filter.text))
        for number, removal in enumerate(costly[:3]):
            most = " most" if number == 0 and len(costly) > 1 else ""
            st.markdown(
                f":gray[{_PART[removal.part]} removed{most}: "
                f"{words.count(removal.removed, 'event')}.]"
            )
        _ways_back(reader, removals)


def _ways_back(reader: Reader, removals: Sequence[Removal]) -> None:
    """A button for each part without which there are events, and one for all parts."""
    offers = sorted(
        (removal for removal in removals if removal.would_show), key=lambda one: -one.would_show
    )[:_MOST_OFFERS]
    if not offers and len(removals) > 1:
        st.markdown(":gray[Without any single one of them there is still nothing.]")
    with st.container(horizontal=True):
        for number, offer in enumerate(offers if len(removals) > 1 else ()):
            name = _PART[offer.part].lower()
            st.button(
                f"Without {name}: {words.count(offer.would_show, 'event')}",
                key="drop-most" if number == 0 else f"drop-{offer.part}",
                on_click=drop, args=(reader, offer.part),
            )  # fmt: skip
        st.button("Clear all", on_click=reader.clear, key="clear-nothing", type="primary")


def is_chosen(wanted: EventFilter, part: str) -> bool:
    """Whether a reader filters by this part.

    Example:
        >>> is_chosen(EventFilter(text="Ganja"), "text"), is_chosen(EventFilter(), "days")
        (True, False)
    """
    return any(getattr(wanted, name) != part_default(name) for name in _fields(part))


def without(wanted: EventFilter, part: str) -> EventFilter:
    """The filter with one part taken off.

    Example:
        >>> without(EventFilter(text="Ganja", minimum_certainty=0.5), "text").minimum_certainty
        0.5
    """
    return replace(wanted, **{name: part_default(name) for name in _fields(part)})


def _fields(part: str) -> tuple[str, ...]:
    return ("first_day", "last_day") if part == "days" else (part,)


def _searched(text: str) -> str:
    """What was searched for, and where.

    Example:
        >>> _searched("Gnja road")
        'No event has words beginning with “gnja” and “road” in its title, ...'
        >>> _searched("?!")
        'The search holds no letters or digits that could be looked for.'
    """
    words_sought = words_of(text)
    if not words_sought:
        return "The search holds no letters or digits that could be looked for."
    said = " and ".join(f"“{markdown(word)}”" for word in words_sought)
    one = "words" if len(words_sought) > 1 else "a word"
    return f"No event has {one} beginning with {said} in its title, passage, places or people."


def nothing_then(reader: Reader) -> None:
    """Playing stands at days on which nothing happened."""
    days = words.days(*reader.playing) if reader.playing else ""
    with st.container(border=True, key="nothing-then"):
        st.markdown(f"**No events here on {days}.**")
        st.button("Show all days", on_click=reader.play, args=(None,), key="leave-playing")


def drop(reader: Reader, part: str) -> None:
    """Take one part off the filter."""
    reader.narrow(**{name: part_default(name) for name in _fields(part)})


def event_gone(reader: Reader) -> None:
    """The address names an event that is not there (any more)."""
    with st.container(border=True, key="event-gone"):
        st.markdown("**This event is no longer in the collection.**")
        st.markdown(":gray[It was removed, or the link was cut short on its way.]")
        st.button("Show the map", on_click=reader.close_event, key="leave-gone")


def empty_collection(visitor: Visitor, add_page: Callable[[], None]) -> None:
    """No event at all: what to do first."""
    with st.container(border=True, key="empty-collection"):
        st.markdown("**No events yet.**")
        if visitor.may_edit:
            st.markdown(":gray[Paste a report; what it tells comes onto the map.]")
            st.button(
                "Add a report", icon=":material/note_add:", type="primary", key="add-first",
                on_click=add_page,
            )  # fmt: skip
        else:
            st.markdown(":gray[Nobody has added a report to this collection so far.]")


def first_steps(visitor: Visitor, add_page: Callable[[], None]) -> None:
    """The three steps of a first visit, while only the demo collection is there."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="first-steps"):
        st.badge("Demo", icon=":material/science:", color="gray")
        st.caption("**1** Look around", width="content")
        st.caption("**2** Paste your own report", width="content")
        st.caption("**3** Share the link", width="content")
        if visitor.may_edit:
            st.space("stretch")
            st.button("Add a report", type="tertiary", key="step-add", on_click=add_page)
            st.button("Remove demo", type="tertiary", key="remove-demo", on_click=remove_demo)


def remove_demo() -> None:
    """Take the demo collection out and say so; for callbacks."""
    try:
        removed = writing.remove_demo()
    except GeodataError as error:
        st.toast(markdown(notices.sentence(error)), icon=":material/error:")
    else:
        st.toast(f"Removed the demo: {words.count(removed, 'report')}.", icon=":material/check:")
