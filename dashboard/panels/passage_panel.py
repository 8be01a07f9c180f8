"""The passage of an event with its source; a graphic one is folded behind a click."""

from __future__ import annotations

import streamlit as st

from dashboard import links
from dashboard.drawing import facts
from dashboard.drawing.found_words import Find, nowhere
from dashboard.drawing.highlighted_text import STYLE, passage
from dashboard.drawing.plain_text import html
from dashboard.panels.source_panel import doing
from dashboard.services import collection, publishing
from geodata.model import Event, Report
from geodata.publishing import SafetyRule, SafetyScope
from geodata.publishing.sources import GRADE_WORDS


def passage_panel(report: Report, event: Event, find: Find = nowhere) -> None:
    """The words that tell an event, and where they come from."""
    if collection.is_graphic(event.id):
        with st.expander("Graphic: open to read the passage", icon=":material/warning:"):
            st.html(passage_html(report, event, find))
    else:
        st.html(passage_html(report, event, find))
    st.html(facts.source(report, report.link if links.is_web_link(report.link) else ""))
    publisher = collection.shelf().publisher(report.source)
    if publisher.grade.value != "F":
        st.caption(f"Source reliability {publisher.grade.value}: {GRADE_WORDS[publisher.grade]}")


def safety_panel(event: Event) -> None:
    """What readers may not know of this event; for editors."""
    part = st.expander(
        "Safety", icon=":material/shield:", key=f"safety-{event.id}", on_change="rerun"
    )
    if not part.open:
        return
    rules = [one for one in collection.store().safety.rules() if one.value == event.id]
    graphic = collection.is_graphic(event.id)
    with part:
        st.toggle(
            "Graphic: fold the passage", graphic, key=f"graphic-{event.id}-{graphic}",
            on_change=_mark, args=(event.id, not graphic),
        )  # fmt: skip
        for rule in rules:
            st.caption(f"Readers see a position blurred to about {rule.blur_km:g} km.")
        if rules:
            st.caption("An owner can end this under *Publish*.")
            return
        km = st.number_input("Blur for readers to about km", 0.5, 500.0, 10.0, key=f"km-{event.id}")
        hides_name = st.checkbox("Withhold the name of the place", True, key=f"name-{event.id}")
        hides_passage = st.checkbox("Withhold the passage", False, key=f"text-{event.id}")
        why = st.text_input("Why", key=f"why-{event.id}", max_chars=300)
        rule = SafetyRule(SafetyScope.EVENT, event.id, float(km), hides_name, hides_passage)
        if st.button("Blur this event", key=f"blur-{event.id}") and doing(
            lambda: publishing.make_safety_rule(rule, why), "Blurred for readers."
        ):
            st.rerun()


def _mark(event_id: str, is_graphic: bool) -> None:
    doing(lambda: publishing.mark_graphic(event_id, is_graphic=is_graphic), "Noted.")


def passage_html(report: Report, event: Event, find: Find = nowhere) -> str:
    """The passage; in what readers get of a withheld one there is no text to mark words in."""
    span = event.passage
    if not span.text:
        said = "The passage is not shown."
        return f'<div style="opacity:.68">{html(said)}</div>'
    if report.text[span.start : span.end] == span.text:
        return passage(report, event, find)
    return f'{STYLE}<blockquote class="gz-passage" dir="auto">{html(span.text)}</blockquote>'
