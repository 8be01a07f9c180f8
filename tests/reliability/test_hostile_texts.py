"""Texts made to bring patterns down, and names made of letters that only look alike."""

from __future__ import annotations

import time

import pytest

from geodata import find_places, read_report

LENGTH = 10_000  # characters; then twice as many
MORE = 3.5  # times as long for twice the text: what grows with the square takes four times
NOISE_S = 0.5


def seconds(piece: str, length: int) -> float:
    """Of the processor, to read a text that is nothing but this piece."""
    text = "Rain. " + (piece * (length // len(piece) + 1))[:length]
    begun = time.process_time()
    read_report(text)
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        '"', '"a",', "(a", "1-", "12 ", "<a ", "<!--", "![", "*", "| a ", "\n ", "\t", "A.",
        "Abc ", "killed ", "12 July ", "from 1 to ", "12 km north of ", "http://a.", "12°",
        "twenty-", "one hundred and ", "week of ", "Ministry of ", "A, B and C ", "a\u0301", "a-\n",
        "word word word word word word wwwwwwwwwwwwwwwwwwwwww!",
    ],
)  # fmt: skip
def test_a_text_of_one_piece_over_and_over_is_read_in_time_that_grows_with_it(piece: str) -> None:
    seconds(piece, LENGTH)  # what is loaded at first use
    once, twice = seconds(piece, LENGTH), seconds(piece, 2 * LENGTH)
    assert twice <= MORE * once + NOISE_S, (once, twice)


@pytest.mark.parametrize("name", ["P\u0430ris", "B\u0430ku", "G\u0430nj\u0430", "Tb\u0456lisi"])
def test_a_name_of_mixed_scripts_is_not_taken_for_the_place_it_looks_like(name: str) -> None:
    found = find_places(f"Shelling was reported in {name} on 12 July 2020.")
    assert [match.text for match in found if match.place is not None and name in match.text] == []
