"""A correction that holds wider: what it would move, before it does, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.drawing import facts, words
from dashboard.drawing.plain_text import html, markdown
from geodata.correcting import Rule, Scope
from geodata.storage import Moves

_MOST_SHOWN = 200


def scope_words(rule: Rule) -> str:
    """Where a correction holds.

    Example:
        >>> scope_words(Rule("Ganja", None, Scope.COLLECTION))
        'in the whole collection'
    """
    if rule.scope is Scope.REPORT:
        return "in this report"
    if rule.scope is Scope.PUBLISHER:
        return f"in reports of {rule.value}"
    return "in the whole collection"


def meaning(rule: Rule) -> str:
    """What a correction says, as HTML."""
    means = f"means <b>{html(rule.place.label)}</b>" if rule.place else "is <b>no place</b>"
    return f'“<b dir="auto">{html(rule.name)}</b>” {means} {html(scope_words(rule))}.'


def preview_part(rule: Rule, moves: Moves) -> None:
    """The pins that would move, each with where it stands and where it would."""
    pins = words.count(len(moves.pins), "pin")
    verb = "moves" if len(moves.pins) == 1 else "move"
    st.html(f"<div>{meaning(rule)} {pins} {verb}:</div>")
    rows = [
        (
            f"{one.away_km:,.0f} km" if one.away_km is not None else "",
            f'<b dir="auto">{html(one.title)}</b><div style="opacity:.68">'
            f"{html(one.before or 'not placed')} → {html(one.after or 'not placed')}</div>",
        )
        for one in moves.pins[:_MOST_SHOWN]
    ]
    if rows:
        with st.container(height=280 if len(rows) > 4 else "content", border=False):
            st.html(facts.table(rows))
    if len(moves.pins) > _MOST_SHOWN:
        st.caption(f"and {len(moves.pins) - _MOST_SHOWN:,} more")
    if moves.kept:
        stays = "stays" if moves.kept == 1 else "stay"
        st.caption(f"{words.count(moves.kept, 'use')} of the name that a person decided {stays}.")
    st.caption("It also holds for reports that are added later. It can be taken back.")


def rules_part(rules: Sequence[Rule], take_back: Callable[[str], None]) -> None:
    """The corrections that hold, each with a way to take it back."""
    if not rules:
        return
    with st.expander(f"Corrections that hold :gray[{len(rules):,}]"):
        for rule in rules:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                by = f" — {html(rule.by)}" if rule.by else ""
                why = f": {html(rule.why)}" if rule.why else ""
                st.html(
                    f'<div style="overflow-wrap:anywhere">{meaning(rule)}'
                    f'<span style="opacity:.68">{by}{why}</span></div>',
                    width="stretch",
                )
                st.button(
                    "Take back", key=f"take-back-{rule.id}", type="tertiary",
                    icon=":material/undo:", on_click=take_back, args=(rule.id,),
                    help=f"Puts every pin back that “{markdown(rule.name)}” moved.",
                )  # fmt: skip
