"""Corrections: what was changed in events that were published, for readers."""

from __future__ import annotations

import streamlit as st

from dashboard.drawing import words
from dashboard.drawing.plain_text import html, markdown, shortened
from dashboard.panels.history_panel import changes
from dashboard.panels.page_frame import page_frame
from dashboard.services import collection, desk, rights
from dashboard.state import go_to, reader
from geodata.exchange.decisions import decisions_csv, decisions_json


def show() -> None:
    """The whole screen."""
    visitor = rights.looking()
    found = desk.corrections()
    with page_frame():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.title("Corrections", anchor=False, width="content")
            st.caption(
                "What was changed in events after they were published, and what was withdrawn.",
                width="content",
            )
            st.space("stretch")
            if visitor.may_edit:
                _log_menu()
        if not found:
            st.info("Nothing was corrected so far.", icon=":material/info:")
        for one in found:
            with st.container(border=True, gap="xsmall"):
                title = f"**{markdown(shortened(one.title, 100))}**"
                line = f":gray[{words.day(one.made_at.date())}] {title}"
                if one.event_id and not one.is_withdrawn:
                    st.button(
                        line, key=f"corrected-{one.id}", type="tertiary", on_click=_open,
                        args=(one.event_id,),
                    )  # fmt: skip
                else:
                    st.markdown(line)
                st.html(changes(one.differences))
                if one.why:
                    st.html(f'<div dir="auto" style="opacity:.68">{html(one.why)}</div>')
        st.markdown(
            ":gray[Also as feeds:] [Atom](feeds/corrections.atom) · [JSON](feeds/corrections.json)"
        )


def _open(event_id: str) -> None:
    looking = reader()
    looking.clear()
    looking.open_event(event_id)
    go_to("map")


def _log_menu() -> None:
    """The whole log of decisions, names included, for editors."""
    with st.popover("Log of decisions", icon=":material/download:", key="log"):
        files = (("CSV", log_csv, "text/csv"), ("JSON", log_json, "application/json"))
        for name, made, mime in files:
            st.download_button(
                name, rights.for_download(made), mime=mime,
                file_name=f"gazette-decisions.{name.lower()}",
                key=f"log-{name}", on_click="ignore", icon=":material/download:", type="tertiary",
            )  # fmt: skip
        st.caption("Who decided what, when, what it was before, and why. Nothing can be removed.")


def log_json() -> bytes:
    """The log as a list in JSON."""
    return "".join(decisions_json(collection.store().all_decisions())).encode("utf-8", "replace")


def log_csv() -> bytes:
    """The log as a table; what was and what is stands as JSON in its cells."""
    return "".join(decisions_csv(collection.store().all_decisions())).encode("utf-8", "replace")
