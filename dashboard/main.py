"""Navigation, and the little that every page shares."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import notices, state
from dashboard.drawing.plain_text import markdown
from dashboard.panels.print_frame import print_frame
from dashboard.screens import (
    about_screen,
    add_screen,
    corrections_screen,
    map_screen,
    publish_screen,
    review_screen,
    sources_screen,
)
from dashboard.services import collection, desk, rights
from geodata.errors import GeodataError

_PATIENCE_S = 0.3  # between two looks at how far the first start is
_DESK = ("review", "publish")  # pages for editors
_BRAND = Path(__file__).parent / "assets" / "brand"


def main() -> None:
    """One run of the page."""
    st.set_page_config(
        page_title=f"{collection.settings().title or 'Gazette'} – events on a map",
        page_icon=(_BRAND / "favicon.svg").read_text(encoding="utf-8"),
        layout="wide",
        initial_sidebar_state=264,
        menu_items={"About": "Gazette: reports in, a map you can check out."},
    )
    pages = _pages()
    page = st.navigation(
        list(pages.values()), position="hidden" if st.context.is_embedded else "top"
    )
    if not st.context.is_embedded:
        _logo()
    asked = state.asked_page()
    if asked in pages:
        st.switch_page(pages[asked])
    try:
        _wait_until_open()
        if rights.looking().is_looking:
            _looking_row()
        page.run()
        print_frame()
    except GeodataError as error:
        said = markdown(notices.sentence(error))
        st.error(said, title="Gazette cannot show this", icon=":material/error:")


def _looking_row() -> None:
    """Says that an editor looks as readers do, and the way back."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="looking"):
        st.badge("As readers see it", icon=":material/visibility:", color="blue")
        st.button(
            "Back to everything", type="tertiary", key="leave-looking",
            on_click=rights.look_as_readers, kwargs={"on": False},
        )  # fmt: skip


def _logo() -> None:
    """The sign and the name; its letters are outlines, because a picture has no fonts."""
    dark = st.context.theme.type == "dark"
    logo = _BRAND / ("logo-dark.svg" if dark else "logo-light.svg")
    st.logo(logo.read_text(encoding="utf-8"), size="large")


def _pages() -> dict[str, StreamlitPage]:
    pages = {
        "map": st.Page(map_screen.show, title="Map", icon=":material/map:", default=True),
        "add": st.Page(
            add_screen.show, title="Add report", icon=":material/note_add:", url_path="add"
        ),
        "review": st.Page(
            review_screen.show, title=_review_title(), icon=":material/rule:", url_path="review"
        ),
        "publish": st.Page(
            publish_screen.show, title="Publish", icon=":material/publish:", url_path="publish"
        ),
        "sources": st.Page(
            sources_screen.show, title="Sources", icon=":material/library_books:",
            url_path="sources",
        ),
        "corrections": st.Page(
            corrections_screen.show, title="Corrections", icon=":material/published_with_changes:",
            url_path="corrections",
        ),
        "about": st.Page(
            about_screen.show, title="About", icon=":material/info:", url_path="about"
        ),
    }  # fmt: skip
    if not rights.current().may_edit:
        return {name: page for name, page in pages.items() if name not in _DESK}
    return pages


def _review_title() -> str:
    """With how many events wait, when any do."""
    count = desk.waiting() if rights.current().may_edit else 0
    return f"Review ({count:,})" if count else "Review"


def _wait_until_open() -> None:
    """Open the collection; the very first start compiles the gazetteer and says how far it is.

    The work goes on in a thread of its own when the visitor leaves or clicks meanwhile.
    """
    opening = collection.opening()
    if not opening.wait(_PATIENCE_S):
        waiting = st.empty()
        with waiting.status("Opening the collection", expanded=True) as status:
            bar = st.progress(0.0)
            while not opening.wait(_PATIENCE_S):
                status.update(label=opening.step or "Opening the collection")
                bar.progress(opening.share)
        waiting.empty()
    opening.result()


main()
