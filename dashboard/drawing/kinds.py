"""The seven families as a reader sees them outside the map: colour, glyph, badge.

Colours are Okabe and Ito's set without yellow, told apart by people with any colour vision
(least difference 16 after simulation). A badge carries a white glyph, so three of its colours
are darker, to reach a contrast of 3.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from geodata.model import Family

COLOUR = {
    Family.BATTLE: "#D55E00",
    Family.STRIKES: "#E69F00",
    Family.PROTEST: "#CC79A7",
    Family.TALKS: "#0072B2",
    Family.HUMANITARIAN: "#009E73",
    Family.MOVEMENT: "#56B4E9",
    Family.OTHER: "#777777",
}
BADGE_COLOUR = COLOUR | {
    Family.STRIKES: "#BF7F00",
    Family.PROTEST: "#BC5F91",
    Family.MOVEMENT: "#2A8FCB",
}
GLYPH = {
    Family.BATTLE: "✕",
    Family.STRIKES: "✸",
    Family.PROTEST: "▲",
    Family.TALKS: "■",
    Family.HUMANITARIAN: "✚",
    Family.MOVEMENT: "◆",
    Family.OTHER: "●",
}
# Drawn in a 10 by 10 box around the origin, so that no font has to have the sign.
_SHAPE = {
    Family.BATTLE: '<path d="M-3.4-3.4 3.4 3.4M3.4-3.4-3.4 3.4" stroke="#fff" '
    'stroke-width="1.9" stroke-linecap="round"/>',
    Family.STRIKES: '<path d="M0-4.4V4.4M-4.4 0H4.4M-3.1-3.1 3.1 3.1M3.1-3.1-3.1 3.1" '
    'stroke="#fff" stroke-width="1.8"/>',
    Family.PROTEST: '<path d="M0-3.9 4 3.2H-4Z" fill="#fff"/>',
    Family.TALKS: '<path d="M-3.3-3.3H3.3V3.3H-3.3Z" fill="#fff"/>',
    Family.HUMANITARIAN: '<path d="M0-4.2V4.2M-4.2 0H4.2" stroke="#fff" stroke-width="2.7"/>',
    Family.MOVEMENT: '<path d="M0-4.2 4.2 0 0 4.2-4.2 0Z" fill="#fff"/>',
    Family.OTHER: '<circle r="3" fill="#fff"/>',
}


@cache
def badge(family: Family, box: int = 28) -> str:
    """A picture as a data address: the white glyph on the colour of its family.

    The pill of 26 by 18 stands in a square box, because a table makes pictures as high as its
    rows, less 6 px.

    Example:
        >>> badge(Family.TALKS)[:24]
        'data:image/svg+xml;utf8,'
    """
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{box}" height="{box}" '
        f'viewBox="{-box / 2:g} {-box / 2:g} {box} {box}">'
        f'<rect x="-13" y="-9" width="26" height="18" rx="9" fill="{BADGE_COLOUR[family]}"/>'
        f"{_SHAPE[family]}</svg>"
    )
    return f"data:image/svg+xml;utf8,{quote(svg)}"


def glyph_markdown(family: Family) -> str:
    """The glyph in its colour, for labels that Streamlit reads as Markdown.

    Example:
        >>> glyph_markdown(Family.TALKS)
        ':color[■]{foreground="#0072B2"}'
    """
    return f':color[{GLYPH[family]}]{{foreground="{COLOUR[family]}"}}'


def glyph_html(family: Family) -> str:
    """The glyph in its colour, for ``st.html``; screen readers pass over it."""
    return f'<span aria-hidden="true" style="color:{COLOUR[family]}">{GLYPH[family]}</span>'
