"""Safety for the whole collection: rules that blur, what the gate asks for, and who may what."""

from __future__ import annotations

import streamlit as st

from dashboard.drawing.plain_text import markdown, shortened
from dashboard.panels.source_panel import attempt, doing
from dashboard.services import collection, publishing
from dashboard.services.rights import Visitor
from geodata.errors import NotFoundError
from geodata.model import EventKind
from geodata.publishing import Gate, SafetyRule, SafetyScope

_SCOPES = {
    SafetyScope.ALL: "Everything known more exactly",
    SafetyScope.KIND: "A kind of event",
    SafetyScope.PLACE: "A place",
    SafetyScope.BOX: "A part of the map",
}


def rules_panel(visitor: Visitor) -> None:
    """The rules in force; an owner makes and ends them."""
    found = collection.store().safety.rules()
    st.header("Blurred for safety", anchor=False)
    if not found:
        st.caption("No rule. Readers see positions as they are.")
    for rule in found:
        with st.container(border=True, gap="xsmall"):
            st.markdown(markdown(_words(rule)))
            if visitor.is_owner:
                with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
                    key = f"end-why-{rule.id}"
                    st.text_input("Why end it", key=key, max_chars=300)
                    st.button("End it", key=f"end-{rule.id}", on_click=_end, args=(key, rule.id))
    if visitor.is_owner:
        with st.expander("Blur more", icon=":material/shield:"):
            _new_rule()


def _end(key: str, rule_id: str) -> None:
    # Read here: the button was drawn before the reason was typed.
    why = str(st.session_state.get(key) or "")
    attempt(lambda: publishing.end_safety_rule(rule_id, why), "Ended.")


def _title(event_id: str) -> str:
    try:
        return f"“{shortened(collection.store().event(event_id).title, 60)}”"
    except NotFoundError:
        return f"Event {event_id}, no longer here"


def _words(rule: SafetyRule) -> str:
    name = {
        SafetyScope.ALL: "Everything",
        SafetyScope.KIND: f"Kind “{rule.value}”",
        SafetyScope.PLACE: f"Place {rule.value}",
        SafetyScope.BOX: f"Within {rule.value}",
        SafetyScope.EVENT: "",
    }[rule.scope] or _title(rule.value)
    parts = [
        f"{name}: positions known better than {rule.blur_km:g} km are moved to a grid so coarse"
    ]
    parts += ["names of places withheld"] if rule.hides_name else []
    parts += ["passages withheld"] if rule.hides_passage else []
    return ", ".join(parts)


def _new_rule() -> None:
    scope = st.selectbox("For", list(_SCOPES), format_func=_SCOPES.__getitem__, key="rule-scope")
    value = ""
    if scope is SafetyScope.KIND:
        value = st.selectbox("Kind", [kind.value for kind in EventKind], key="rule-kind")
    elif scope is SafetyScope.PLACE:
        value = st.text_input("Id of the place, as exports give it", key="rule-place")
    elif scope is SafetyScope.BOX:
        value = st.text_input("West, south, east, north in degrees", key="rule-box")
    km = st.number_input("Grid of about km", 0.5, 500.0, 10.0, key="rule-km")
    hides_name = st.checkbox("Withhold the names of the places", True, key="rule-name")
    hides_passage = st.checkbox("Withhold the passages", False, key="rule-passage")
    why = st.text_input("Why", key="rule-why", max_chars=300)
    rule = SafetyRule(scope, value.strip(), float(km), hides_name, hides_passage)
    if st.button("Blur for readers", key="rule-make") and doing(
        lambda: publishing.make_safety_rule(rule, why), "Readers see it blurred from now on."
    ):
        st.rerun()


def gate_panel(visitor: Visitor) -> None:
    """What the gate asks for; an owner changes it."""
    gate = collection.store().safety.gate()
    with st.expander("What the gate asks for", icon=":material/tune:"):
        locked = not visitor.is_owner
        st.number_input(
            "Stop at points known better than km (0: never)", 0.0, 500.0, gate.finest_km,
            key="gate-km", disabled=locked,
        )  # fmt: skip
        st.text_area(
            "Watch list: names of persons, one a line", "\n".join(gate.watched), key="gate-names",
            disabled=locked,
        )  # fmt: skip
        if locked:
            st.caption("An owner can change this.")
        else:
            st.button("Save", key="gate-save", on_click=_save_gate, args=(gate,))


def _save_gate(seen: Gate) -> None:
    # Read here, with what the gate was when it was drawn: another owner may have been faster.
    now = st.session_state
    km, names = float(now.get("gate-km") or 0.0), str(now.get("gate-names") or "")
    attempt(lambda: publishing.set_gate(km, names.splitlines(), seen), "Saved.")
