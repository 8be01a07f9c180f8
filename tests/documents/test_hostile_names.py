"""Names of files made to hurt: they are words about a file, and never an address on this disk."""

from __future__ import annotations

import io
import zipfile

import pytest

from geodata.documents import documents_in
from geodata.documents.file_names import LONGEST_NAME, plain_name

TEXT = b"A quake shook Lima."
HIDDEN = frozenset("\n\r\x00\u2028\u202e\u2066/\\")
HOSTILE = {
    "../../../etc/cron.d/job.txt": "job.txt",
    "..\\..\\windows\\system32\\job.txt": "job.txt",
    "/etc/shadow.txt": "shadow.txt",
    "C:\\temp\\a.txt": "a.txt",
    "gpj\u202e\u2066.txt": "gpj\ufffd\ufffd.txt",
    "a" * 300 + ".txt": "a" * (LONGEST_NAME - 4) + ".txt",
    "two\nlines\r.txt": "two\ufffdlines\ufffd.txt",
    "-rf.txt": "-rf.txt",
    "=cmd|' !A0'.txt": "=cmd|' !A0'.txt",
    "CON.txt": "CON.txt",
    "..": "..",
    "": "file",
}


@pytest.mark.parametrize(("name", "plain"), HOSTILE.items(), ids=map(ascii, HOSTILE))
def test_a_hostile_name_becomes_plain_words(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert not HIDDEN & set(plain_name(name))


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.endswith(".txt")], ids=ascii)
def test_a_file_of_a_hostile_name_is_read_and_named_plainly(name: str) -> None:
    (found,) = documents_in(TEXT, name).documents
    assert found.text == TEXT.decode()
    assert found.file_name.endswith(".txt")
    assert len(found.file_name) <= LONGEST_NAME
    assert not HIDDEN & set(found.file_name)


def test_members_of_a_zip_with_hostile_names_are_read_and_named_plainly() -> None:
    packed = io.BytesIO()
    names = [name for name in HOSTILE if name.endswith(".txt")]
    with zipfile.ZipFile(packed, "w") as archive:
        for number, name in enumerate(names):
            member = zipfile.ZipInfo("placeholder.txt")
            member.filename = name  # the class itself would cut what is behind a zero
            archive.writestr(member, TEXT + b" It was number %d." % number)
    found = documents_in(packed.getvalue(), "many.zip")
    assert found.problems == ()
    assert len(found.documents) == len(names)
    for one in found.documents:
        assert one.file_name.endswith(".txt")
        assert not HIDDEN & set(one.file_name)


def test_a_sentence_about_a_hostile_member_stands_in_one_line() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good.txt", TEXT)
        member = zipfile.ZipInfo("placeholder.zip")
        member.filename = "..\\bad\u202e\n.zip"
        archive.writestr(member, b"x")
    (problem,) = documents_in(packed.getvalue(), "many.zip").problems
    assert "many.zip/bad\ufffd\ufffd.zip" in problem
    assert "\n" not in problem
    assert "\u202e" not in problem
