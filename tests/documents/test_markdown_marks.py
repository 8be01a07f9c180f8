"""Marks of Markdown over and over, and those that stand inside each other."""

from __future__ import annotations

import pytest

from geodata.documents.markdown import read_markdown
from geodata.documents.mending import mended

PIECES = ("[", "![", "[a](", "# a" + " " * 300, "**a", "__", "_a ", " *a", "(", ">", "a-", "A")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "# a"])
def test_one_mark_over_and_over_is_read_to_its_end(piece: str, before: str) -> None:
    # Where a mark is looked for from every other one again, each of these takes minutes.
    text = before + piece * (300_000 // len(piece)) + "b"
    assert read_markdown(text).text.endswith("b")
    assert mended([[text]])[0].endswith("b")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("See [Ganja](https://example.org/wiki/Ganja_(city)).", "See Ganja."),
        ("# Fire ##", "Fire"),
        ("# C#", "C#"),
        ("## In C # and F", "In C # and F"),
        ("![a picture](x.png)Shelling", "Shelling"),
    ],
)
def test_marks_are_taken_out_and_words_stay(written: str, read: str) -> None:
    assert read_markdown(written).text == read
