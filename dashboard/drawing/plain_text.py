"""Text from outside, made safe to show: the only two doors into markup.

``markdown`` for what Streamlit insists on reading as Markdown (labels, captions, toasts),
``html`` for what goes into ``st.html``. Everything else is shown by ``st.text`` or in table
cells, which take text as text.
"""

from __future__ import annotations

import html as _html
import re
import string
import unicodedata

WORD_JOINER = "\u2060"  # no width, no break: keeps two characters from being read as one sign

_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}
# Streamlit replaces these after the Markdown is parsed, where no escape helps any more:
# icons and its logo, arrows and dashes that stand alone, addresses written out.
_LATE = re.compile(
    r"(?P<icon>:)(?=material_|streamlit:)"
    r"|(?P<arrow><-|[-<>~])(?=[-=>]+(?:\s|$))"
    r"|(?P<address>https?(?=://)|www(?=\.)|mailto(?=:)|xmpp(?=:))"
    r"|(?P<mail>[\w.+-](?=@))",
    re.IGNORECASE,
)
# Control characters cannot live in HTML; they are shown as their picture (U+2400 and on).
_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"}
_CONTROLS[0x0D] = ""
_CONTROLS[0x7F] = "\u2421"
# Bidirectional controls reorder what stands beside them; they are shown as a mark.
_CONTROLS |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298)), "◊")


def visible(text: str) -> str:
    r"""The text with control characters, bidirectional controls and lone surrogates made visible.

    Example:
        >>> visible("a\x00b\u202ec\ud800")
        'a␀b◊c�'
    """
    shown = text.translate(_CONTROLS)
    return "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in shown)


def markdown(text: str) -> str:
    """Markdown that shows exactly this text, on one line.

    Every ASCII sign becomes a numeric reference, so that no emphasis, link, picture, formula,
    colour, icon or emoji is read in it.

    Example:
        >>> markdown(":red[*x*] ![](http://a)") == markdown(":red[*x*] ![](http://a)")
        True
        >>> set(":*[$`") & set(markdown(":red[*x*] $x$ `code`"))
        set()
    """
    folded = " ".join(visible(text).split())
    return _LATE.sub(lambda found: found.group() + WORD_JOINER, folded).translate(_REFERENCES)


def html(text: str) -> str:
    """HTML that shows exactly this text, usable between tags and inside quoted attributes.

    Example:
        >>> html('<img src="x">')
        '&lt;img src=&quot;x&quot;&gt;'
    """
    return _html.escape(visible(text), quote=True)


def shortened(text: str, longest: int) -> str:
    """The text on one line with at most this many characters, the cut marked.

    Example:
        >>> shortened("one two three", 8)
        'one two…'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
