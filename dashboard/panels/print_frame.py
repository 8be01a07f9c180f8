"""A page on paper: no controls, dark words on white, and what a reader of paper cannot look up."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.drawing.plain_text import html

# Streamlit's page scrolls inside the window; on paper it flows. What only a hand can use is left
# out. In the dark theme words are light, and paper is not dark. The map's script says how large
# its frame is (assets/map/paper.js).
_STYLE = """<style>
[data-testid=stLayoutWrapper]:has(> [class*=st-key-on-paper]) { display: none; }
@page { margin: 12mm; }
@media print {
  :root, body, .stApp { color-scheme: light !important; background: #fff !important; }
  .stApp, .stApp :is(div, section, main) { overflow: visible !important; }
  .stApp, [data-testid=stAppViewContainer], [data-testid=stMain] {
    position: static !important; display: block !important; height: auto !important;
    min-height: 0 !important; }
  [data-testid=stMainBlockContainer] { padding: 0 !important; max-width: none !important; }
  .stApp .st-key-page { margin: 0; min-width: 0; width: 100% !important; gap: .5rem; }
  .stApp :is([data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar],
    [data-testid=stToast], [data-testid=stStatusWidget], [data-testid=stElementToolbar],
    [data-testid=stSkeleton], [data-testid=stButton], [data-testid=stButtonGroup],
    [data-testid=stPopover], [data-testid=stMenuButton], [data-testid=stDownloadButton],
    [data-testid=stSelectbox], [data-testid=stTextInput], [data-testid=stTextArea],
    [data-testid=stDateInput], [data-testid=stMultiSelect], [data-testid=stFileUploader],
    [data-testid=stExpander]:has(> details:not([open])), [data-testid=stIconMaterial],
    [data-testid=stForm], button, .st-key-steps-row, .st-key-chip-row, .st-key-looking,
    .st-key-trays) {
    display: none !important; }
  .stApp :not(svg, svg *, mark) { color: #14181b !important; }
  .stApp :is(div, section, main, table, th, td, details) {
    background-color: transparent !important; border-color: #dad5cc !important; }
  .stApp :is(mark, ruby, [class*=gz-]) { print-color-adjust: exact; }
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) { display: block !important; }
  [data-testid=stColumn] { width: 100% !important; min-width: 0 !important;
    height: auto !important; }
  [data-testid=stVerticalBlock] { height: auto !important; }
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn]) > * + * { margin-top: 1rem; }
  h1, h2, h3 { break-after: avoid; }
  tr, blockquote, [data-testid=stVegaLiteChart] { break-inside: avoid; }
  .stApp .st-key-map-frame iframe { width: var(--gz-print-width, 700px) !important;
    height: var(--gz-print-height, 580px) !important; display: block; break-inside: avoid; }
  @media (orientation: landscape) { .stApp .st-key-map-frame iframe {
    transform: scale(.84); transform-origin: 0 0;
    margin-bottom: calc(-.16 * var(--gz-print-height, 580px)); } }
  .stApp [class*=st-key-][class*=-frame]::before { content: none; }
  .st-key-page a[href^=http]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
  [data-testid=stLayoutWrapper]:has(> [class*=st-key-on-paper]) { display: block;
    break-inside: avoid; }
}
</style>"""


# A chart is a picture that was drawn on the ground of the theme: light and dark change places,
# the hues stay.
_DARK_STYLE = """<style>
@media print { .stApp [data-testid=stVegaLiteChart] :is(canvas, svg) {
  filter: invert(1) hue-rotate(180deg) brightness(1.1); } }
</style>"""


def print_frame() -> None:
    """How every page is printed; takes no room on the screen."""
    st.html(_STYLE + (_DARK_STYLE if st.context.theme.type == "dark" else ""))


def paper_head(filters: Sequence[str], *, day: str) -> None:
    """What is filtered by, in words, and the day: below a printed title, nowhere on the screen."""
    only = f"Only: {'; '.join(filters)}" if filters else "Nothing is filtered out"
    _on_paper("head", f"{only} · as it stood on {day}")


def paper_foot(*, link: str, audit: str) -> None:
    """Below a printed map, and nowhere on the screen.

    Args:
        link: the address that shows the same.
        audit: how right the map was found to be, '' when nobody judged it.
    """
    _on_paper("foot", f"Audit of this map: {audit or 'not made so far'}.", link)


def _on_paper(part: str, *lines: str) -> None:
    with st.container(key=f"on-paper-{part}"):
        shown = "".join(f'<div dir="auto">{html(line)}</div>' for line in lines)
        st.html(f'<div style="font-size:13.1px;overflow-wrap:anywhere">{shown}</div>')
