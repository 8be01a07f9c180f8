"""The filter by kind: seven families, and the kinds of those that are chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from dashboard.drawing.kinds import glyph_markdown
from dashboard.state import Reader, follow
from geodata.browse import Facets
from geodata.model import EventKind, Family

Kinds = frozenset[Family | EventKind]


def kind_filter(reader: Reader, facets: Facets, place: str) -> None:
    """Families as pills; below them, once a family is chosen, the kinds in it.

    Args:
        reader: whose filter it shows and changes.
        facets: the live counts.
        place: part of the widgets' keys.
    """
    counts = {value.value: value.count for value in facets.families}
    chosen = families_of(reader.filter.kinds)
    key = follow(f"{place}-kinds", chosen)
    st.pills(
        "Kind",
        list(Family),
        selection_mode="multi",
        key=key,
        format_func=lambda one: f"{glyph_markdown(one)} {one.value} {_grey(counts, one.value)}",
        on_change=lambda: reader.narrow(
            kinds=with_families(reader.filter.kinds, st.session_state[key])
        ),
    )
    _finer(reader, facets, chosen, place)


def _finer(reader: Reader, facets: Facets, chosen: Collection[Family], place: str) -> None:
    counts = {value.value: value.count for value in facets.kinds}
    wanted = reader.filter.kinds
    offered = [
        kind
        for kind in EventKind
        if kind.family in chosen and (counts.get(kind.value) or kind in wanted)
    ]
    if len(offered) <= len(chosen) and not any(kind in wanted for kind in offered):
        return
    key = follow(f"{place}-finer", [kind for kind in offered if kind in wanted])
    st.pills(
        "Only",
        offered,
        selection_mode="multi",
        key=key,
        format_func=lambda kind: f"{kind.value.capitalize()} {_grey(counts, kind.value)}",
        on_change=lambda: reader.narrow(
            kinds=with_kinds(reader.filter.kinds, st.session_state[key])
        ),
    )


def families_of(kinds: Kinds) -> list[Family]:
    """The families that are chosen, as a whole or by one of their kinds.

    Example:
        >>> families_of(frozenset({Family.TALKS, EventKind.RIOT}))
        [<Family.PROTEST: 'Protest'>, <Family.TALKS: 'Talks'>]
    """
    chosen = {kind if isinstance(kind, Family) else kind.family for kind in kinds}
    return [family for family in Family if family in chosen]


def with_families(kinds: Kinds, families: Collection[Family]) -> Kinds:
    """What is chosen after the families were: a family that stays keeps its chosen kinds.

    Example:
        >>> sorted(with_families(frozenset({EventKind.RIOT}), [Family.PROTEST, Family.TALKS]))
        [<Family.TALKS: 'Talks'>, <EventKind.RIOT: 'riot'>]
    """
    finer = {kind for kind in kinds if not isinstance(kind, Family) and kind.family in families}
    refined = {kind.family for kind in finer}
    return frozenset(finer | {family for family in families if family not in refined})


def with_kinds(kinds: Kinds, finer: Collection[EventKind]) -> Kinds:
    """What is chosen after the kinds were: a family without any is meant as a whole.

    Example:
        >>> with_kinds(frozenset({Family.PROTEST}), [EventKind.RIOT])
        frozenset({<EventKind.RIOT: 'riot'>})
        >>> with_kinds(frozenset({EventKind.RIOT}), [])
        frozenset({<Family.PROTEST: 'Protest'>})
    """
    refined = {kind.family for kind in finer}
    whole = {family for family in families_of(kinds) if family not in refined}
    return frozenset({*finer, *whole})


def _grey(counts: Mapping[str, int], name: str) -> str:
    return f":gray[{counts.get(name, 0):,}]"
