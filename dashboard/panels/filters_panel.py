"""The filters: each widget follows the reader's filter and writes back to it.

Those that most readers use stand open; the rest waits behind *More filters*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from dashboard.drawing import words
from dashboard.links import CERTAINTY, LONGEST_VALUE
from dashboard.panels.day_filter import day_filter
from dashboard.panels.kind_filter import kind_filter
from dashboard.panels.region_filter import region_filter
from dashboard.panels.view_filter import view_filter
from dashboard.services import collection
from dashboard.state import Reader, follow
from geodata.browse import Facets, FacetValue
from geodata.model import Status
from geodata.publishing import Grade
from geodata.publishing.sources import GRADE_WORDS

_ALL = "All"
_SHOWN_STATUS = (Status.UNREVIEWED, Status.ACCEPTED)
_RARER = ("sources", "place_ids", "precisions", "minimum_certainty", "statuses")

Value = TypeVar("Value", bound=StrEnum)


def filters_panel(
    reader: Reader,
    facets: Facets,
    span: tuple[date, date] | None,
    *,
    place: str = "side",
    has_map: bool = True,
) -> None:
    """Search, kind, days, region, people, whether it happened; the rest folded away.

    Args:
        reader: whose filter they show and change.
        facets: the live counts.
        span: first and last day of the whole collection, None when nothing is dated.
        place: part of the widgets' keys; the side bar and the phone's sheet are two places.
        has_map: whether the map is on the page, so that its edges can be taken.
    """
    _search(reader, place)
    kind_filter(reader, facets, place)
    day_filter(reader, span, place)
    with st.container(gap="xxsmall"):
        region_filter(reader, facets.regions, place)
        if has_map:
            view_filter(reader)
    _named(reader, facets.actors, "actors", "People and groups", "Anyone", place)
    _words(reader, facets.modalities, "modalities", "Did it happen?", words.HAPPENED, place)
    rarer = sum(getattr(reader.filter, part) not in (frozenset(), 0.0) for part in _RARER)
    name = f"More filters ({rarer})" if rarer else "More filters"
    with st.expander(name, expanded=bool(rarer), key=f"{place}-more", type="compact"):
        _named(reader, facets.sources, "sources", "Source", "Any source", place)
        _grades(reader, facets.sources, place)
        _named(reader, facets.places, "place_ids", "Town or other place", "Any place", place)
        _certainty(reader, place)
        _words(reader, facets.precisions, "precisions", "Place known as", words.EXACTNESS, place)
        _status(reader, facets.statuses, place)


def _search(reader: Reader, place: str) -> None:
    key = follow(f"{place}-search", reader.filter.text)
    st.text_input(
        "Search",
        key=key,
        type="search",
        max_chars=LONGEST_VALUE,
        placeholder="Words, places, people",
        icon=":material/search:",
        on_change=lambda: reader.narrow(text=str(st.session_state[key]).strip()[:LONGEST_VALUE]),
    )


def _named(
    reader: Reader, values: Sequence[FacetValue], part: str, label: str, empty: str, place: str
) -> None:
    """A choice among names that come from the events, typed to find them."""
    chosen = sorted(getattr(reader.filter, part))
    labels = {value.value: value.label for value in values}
    counts = {value.value: value.count for value in values}
    options = list(dict.fromkeys([*labels, *chosen]))
    key = follow(f"{place}-{part}", chosen)
    st.multiselect(
        label,
        options,
        key=key,
        format_func=lambda one: f"{labels.get(one, one)} ({counts.get(one, 0):,})",
        placeholder=empty,
        disabled=not options,
        on_change=lambda: reader.narrow(**{part: frozenset(st.session_state[key])}),
    )


def _words(
    reader: Reader,
    values: Sequence[FacetValue],
    part: str,
    label: str,
    names: Mapping[Value, str],
    place: str,
) -> None:
    """A choice among fixed words; those that nothing has are left out."""
    chosen = getattr(reader.filter, part)
    counts = {value.value: value.count for value in values}
    offered = [value for value in names if counts.get(value.value) or value in chosen]
    key = follow(f"{place}-{part}", [value for value in offered if value in chosen])
    st.multiselect(
        label,
        offered,
        key=key,
        format_func=lambda one: f"{names[one]} ({counts.get(one.value, 0):,})",
        placeholder="Any",
        disabled=not offered,
        on_change=lambda: reader.narrow(**{part: frozenset(st.session_state[key])}),
    )


def _grades(reader: Reader, sources: Sequence[FacetValue], place: str) -> None:
    """Takes the sources of some grades, once any source was graded."""
    names = [value.value for value in sources]
    graded = collection.grades(names)
    offered = sorted({grade for grade in graded.values() if grade is not Grade.F})
    if not offered:
        return
    chosen = reader.filter.sources
    whole = {g: {n for n in names if graded.get(n, Grade.F) is g} for g in offered}
    now = [grade for grade in offered if whole[grade] and whole[grade] <= chosen]
    counted = {value.value: value.count for value in sources}
    counts = {g: sum(counted[name] for name in whole[g]) for g in offered}
    key = follow(f"{place}-grades", now)

    def narrow() -> None:
        picked = [whole[grade] for grade in st.session_state[key]]
        reader.narrow(sources=frozenset(name for part in picked for name in part))

    st.pills(
        "Source reliability", offered, selection_mode="multi", key=key, on_change=narrow,
        format_func=lambda grade: (
            f"{grade.value} :gray[{GRADE_WORDS[grade]} ({counts[grade]:,})]"
        ),
    )  # fmt: skip


def _certainty(reader: Reader, place: str) -> None:
    steps = [_ALL, *(word.capitalize() for word in CERTAINTY)]
    least = reader.filter.minimum_certainty
    now = next((word.capitalize() for word, at in CERTAINTY.items() if at == least), _ALL)
    key = follow(f"{place}-certainty", now)
    st.segmented_control(
        "Place is",
        steps,
        key=key,
        required=True,
        width="stretch",
        on_change=lambda: reader.narrow(
            minimum_certainty=CERTAINTY.get(str(st.session_state[key]).lower(), 0.0)
        ),
    )


def _status(reader: Reader, counted: Sequence[FacetValue], place: str) -> None:
    """Only when there is something to tell apart."""
    counts = {value.value: value.count for value in counted}
    offered = [status for status in _SHOWN_STATUS if counts.get(status.value)]
    if len(offered) < 2 and not reader.filter.statuses:
        return
    key = follow(f"{place}-status", [s for s in _SHOWN_STATUS if s in reader.filter.statuses])
    st.pills(
        "Status",
        list(_SHOWN_STATUS),
        selection_mode="multi",
        key=key,
        format_func=lambda status: f"{words.STATUS[status]} :gray[{counts.get(status, 0):,}]",
        on_change=lambda: reader.narrow(statuses=frozenset(st.session_state[key])),
    )
