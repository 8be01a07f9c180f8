"""No bytes whatever break a reader: a report or a sentence comes out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.documents.child import read
from geodata.documents.contents import Found
from geodata.documents.markdown import read_markdown
from geodata.documents.mending import mended
from geodata.errors import FileFormatError

Make = Callable[..., bytes]
ENDINGS = ["", ".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".csv", ".json", ".toml", ".zip",
           ".rss"]  # fmt: skip
EXAMPLES = 60


def outcome(data: bytes, ending: str, folder: Path) -> Found | None:
    """What a reader found; None when it refused with a sentence."""
    try:
        found = read(data, f"x{ending}", ending, "", folder, 1_000_000, time.monotonic())
    except FileFormatError:
        return None
    assert Found.from_json(found.as_json()) == found
    for one in found.documents:
        assert one.text.strip()
    return found


@pytest.mark.parametrize("ending", ENDINGS)
@settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(
    lambda text: text.encode("utf-8", "surrogatepass"))))  # fmt: skip
def test_any_bytes_are_read_or_refused(data: bytes, ending: str, tmp_path: Path) -> None:
    outcome(data, ending, tmp_path)


def samples(make_pdf: Make, make_docx: Make, make_zip: Make) -> dict[str, bytes]:
    """A sound file of each format."""
    page = "<html lang=en><body><article>" + "<p>A quake shook Lima on Monday.</p>" * 5
    return {
        ".pdf": make_pdf([["A quake shook Lima on Monday."], ["Nobody was hurt."]]),
        ".docx": make_docx("<w:p><w:r><w:t>A quake shook Lima.</w:t></w:r></w:p>" * 3),
        ".zip": make_zip({"a.txt": "A quake shook Lima.", "b.md": "# Flood"}),
        ".html": page.encode(),
        ".eml": b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: "
        b"text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nQSBxdWFrZS4=\r\n",
        ".csv": b"title,text,date\nA,A quake shook Lima.,2020-07-16\n",
        ".json": b'[{"text": "A quake shook Lima.", "published": "2020-07-16"}]',
        ".toml": b'text = "A quake shook Lima."\npublished = 2020-07-16\n',
        ".md": b"---\ntitle: x\n---\n# A\n\n**A quake** shook [Lima](x).",
        ".rss": b"<rss><channel><title>N</title><item><title>A</title></item></channel></rss>",
    }


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending not in ("", ".txt")])
def test_damaged_files_are_read_or_refused(
    ending: str, make_pdf: Make, make_docx: Make, make_zip: Make, tmp_path: Path
) -> None:
    sound = samples(make_pdf, make_docx, make_zip)[ending]
    assert outcome(sound, ending, tmp_path) is not None
    chance = random.Random(ending)
    for _ in range(EXAMPLES * 2):
        outcome(damaged(sound, chance), ending, tmp_path)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with a few bytes changed, cut out, doubled, or all behind a point gone."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(result)) if result else 0
        length = chance.randint(1, 20)
        what = chance.randrange(5)
        if what == 0:
            result[place : place + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            del result[place : place + length]
        elif what == 2:
            result[place:place] = result[place : place + length]
        elif what == 3:
            result[place : place + length] = chance.randbytes(length)
        elif chance.random() < 0.2:
            del result[place:]
    return bytes(result)


@given(st.lists(st.lists(st.text(max_size=60), max_size=8), max_size=5))
def test_mending_invents_no_words(pages: list[list[str]]) -> None:
    text, _ = mended(pages)
    letters = set("".join("".join(page) for page in pages))
    assert set(text) <= letters | {" ", "\n"}


@given(st.text(max_size=400))
def test_markdown_invents_no_letters(text: str) -> None:
    assert set(read_markdown(text).text) <= set(text) | {"\n"}
