from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import FileFormatError
from geodata.exchange.decoding import decoded

RUSSIAN = "Обстрел продолжался в районе Бердa до 16 июля, сообщило министерство."
FRENCH = "Les négociations ont été reportées à Genève, a déclaré le porte-parole."


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Gəncə şəhəri".encode(), "Gəncə şəhəri", "utf-8"),
        ("Gəncə".encode("utf-8-sig"), "Gəncə", "utf-8"),
        (RUSSIAN.encode("utf-16"), RUSSIAN, "utf-16"),
        (FRENCH.encode("utf-16-be"), FRENCH, "utf-16-be"),
        (FRENCH.encode("utf-16-le"), FRENCH, "utf-16-le"),
        (FRENCH.encode("utf-32"), FRENCH, "utf-32"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
        ("It’s “over”".encode("cp1252"), "It’s “over”", "cp1252"),
        (b"a stray \x00" + b" zero" * 50, "a stray \x00" + " zero" * 50, "utf-8"),
        (b"", "", "utf-8"),
    ],
)
def test_every_encoding_people_send_is_read(data: bytes, text: str, encoding: str) -> None:
    assert decoded(data, "a.txt") == (text, encoding)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "is a PDF, not text"),
        (b"PK\x03\x04....", "a zip file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xef\xbb\xbfabc\xff", "says it is UTF-8, but byte 6 does not fit"),
        (b"\xff\xfea", "says it is UTF-16"),
        (bytes(range(256)), "zero bytes"),
        (b"abc \x81\x8d\x8f", "no encoding known here"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, words: str) -> None:
    with pytest.raises(FileFormatError, match=words) as error:
        decoded(data, "a <b>.txt")
    assert "'a <b>.txt'" in str(error.value)
    assert "\n" not in str(error.value)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_sentence(data: bytes) -> None:
    with contextlib.suppress(FileFormatError):
        text, _ = decoded(data, "a.txt")
        assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_utf_8_is_always_read_as_it_was_written(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF-", b"PK\x03\x04", b"GIF8", b"{\\rtf", b"SQLite", b"\xef\xbb")):
        assert decoded(data, "a.txt")[0] == text
