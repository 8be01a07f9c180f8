from __future__ import annotations

import html as html_module
import re
import string

from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.plain_text import WORD_JOINER, html, markdown, shortened, visible


@given(st.text())
def test_no_sign_of_markdown_survives(text: str) -> None:
    written = markdown(text)
    assert not set(string.punctuation.replace("&", "").replace("#", "").replace(";", "")) & set(
        written
    )
    assert re.fullmatch(r"(?:[^&#;]|&#\d+;)*", written)


@given(st.text(alphabet=string.printable.strip() + " "))
def test_markdown_shows_the_text_as_typed(text: str) -> None:
    shown = html_module.unescape(markdown(text)).replace(WORD_JOINER, "")
    assert shown == " ".join(text.split())


@given(st.text())
def test_html_has_no_open_sign(text: str) -> None:
    assert not set("<>\"'") & set(html(text))
    assert html_module.unescape(html(text)) == visible(text)


def test_icons_arrows_and_addresses_that_streamlit_reads_late_are_broken_up() -> None:
    for text in (":material_home:", ":streamlit:", "a -> b", "a <-> b", "www.example.org",
                 "http://example.org", "a@example.org"):  # fmt: skip
        assert WORD_JOINER in markdown(text), text


def test_controls_are_seen_and_not_obeyed() -> None:
    assert visible("a\x00\u202eb\x1b\ud800") == "a␀◊b␛�"


@given(st.text(), st.integers(2, 50))
def test_a_shortened_text_is_never_longer(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest
