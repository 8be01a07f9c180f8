"""The filter by country, division or area: those of the events, and any other by its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from dashboard.drawing.plain_text import markdown, shortened
from dashboard.links import LONGEST_VALUE, MOST_VALUES
from dashboard.services import regions
from dashboard.state import Reader, follow
from geodata.browse import FacetValue

_OFFERED, _UNKNOWN = "regions-offered", "regions-unknown"
_NUMBER = re.compile(r" \([\d,]+\)$")
_LONGEST_NAME = 60  # characters, in a sentence


def region_filter(reader: Reader, values: Sequence[FacetValue], place: str) -> None:
    """The regions with most events and the areas around them to choose from.

    A typed name is looked up in the gazetteer.

    Args:
        reader: whose filter it shows and changes.
        values: the regions of the events with their live counts.
        place: part of the widget's key.
    """
    chosen = sorted(reader.filter.regions)
    counts = {value.value: value.count for value in values}
    names = {value.value: value.label for value in values}
    areas = regions.areas()
    others = [one for one in (*chosen, *_offered(), *areas) if one not in names]
    names |= {one: one for one in chosen if one not in names} | regions.labels(others)
    options = list(names)
    key = follow(f"{place}-regions", chosen)
    st.multiselect(
        "Country or region",
        options,
        key=key,
        format_func=lambda one: _line(one, names, counts, areas),
        placeholder="Anywhere",
        accept_new_options=True,
        on_change=lambda: _take(reader, st.session_state[key], options),
    )
    unknown = st.session_state.pop(_UNKNOWN, "")
    if unknown:
        st.caption(unknown)


def _line(
    one: str, names: Mapping[str, str], counts: Mapping[str, int], areas: Collection[str]
) -> str:
    """A name with its count; areas are counted when they are chosen.

    Example:
        >>> _line("iso:AM", {"iso:AM": "Armenia"}, {"iso:AM": 1200}, ())
        'Armenia (1,200)'
        >>> _line("gz:caucasus", {"gz:caucasus": "Caucasus"}, {}, ["gz:caucasus"])
        'Caucasus'
    """
    if one not in names or (one in areas and one not in counts):
        return names.get(one, one)
    return f"{names[one]} ({counts.get(one, 0):,})"


def _offered() -> list[str]:
    """What else the last typed name may mean."""
    found: list[str] = st.session_state.get(_OFFERED, [])
    return found


def _take(reader: Reader, picked: Sequence[str], options: Collection[str]) -> None:
    wanted: set[str] = set()
    for one in picked[:MOST_VALUES]:
        # An option whose number has changed since comes as if it had been typed.
        name = _NUMBER.sub("", one[:LONGEST_VALUE])
        found = [one] if one in options else regions.named(name)
        if found:
            wanted.add(found[0])
        else:
            st.session_state[_UNKNOWN] = _no_region(one)
        if one not in options:
            st.session_state[_OFFERED] = found
    if wanted != reader.filter.regions:
        reader.narrow(regions=frozenset(wanted))


def _no_region(name: str) -> str:
    """One sentence for a name that was not found.

    Example:
        >>> _no_region("Ruritania")
        'No country, region or district called “Ruritania” is known; towns stand under *More ...'
    """
    return (
        f"No country, region or district called “{markdown(shortened(name, _LONGEST_NAME))}” is "
        "known; towns stand under *More filters*."
    )
