"""Sharing: the link, the lines for another page, the feeds."""

from __future__ import annotations

import streamlit as st

from dashboard import links
from dashboard.drawing.plain_text import markdown
from dashboard.services import collection, exporting


def share_panel(address: links.Address, title: str) -> None:
    """A button that opens the sheet with everything that can be handed on."""
    if st.button("Share", icon=":material/share:", key="share", help="Share"):
        _sheet(address, title)


def page_address() -> str:
    """Where this page stands, without its query; '' when the browser has not said yet."""
    return str(st.context.url or "").split("?")[0]


@st.dialog("Share", width="medium", icon=":material/share:")
def _sheet(address: links.Address, title: str) -> None:
    page = page_address()
    if links.is_this_machine(page):
        st.warning(
            "This address works on your computer only. Host the dashboard to share it.",
            icon=":material/computer:",
        )
    st.markdown("**Link** :gray[opens with the filters and the event you see]")
    st.code(links.full(page, address), language=None, wrap_lines=True)
    audit = collection.audit_words()
    if audit:
        st.caption(markdown(f"Audit of this map: {audit}."))
    st.markdown("**Embed** :gray[the map without the frame around it, for another web page]")
    st.code(links.embed_code(page, address, title), language="html", wrap_lines=True)
    st.markdown("**Feeds** :gray[what readers see: the published events, as they are now]")
    base = page.rstrip("/")
    feeds = [f"{base}/feeds/events.{made.ending}" for made in exporting.FORMATS.values()]
    st.code("\n".join(feeds), language=None)
