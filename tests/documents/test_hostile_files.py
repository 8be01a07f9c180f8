"""Files made to hurt: each refused with a sentence, within the promised time and memory."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.documents import documents_in, limits, read_document_file
from geodata.documents.apart import CancelledError
from geodata.errors import FileFormatError

Make = Callable[..., bytes]
GENEROUS_S = 2 * limits.WALL_S  # the machine of the tests is shared


def refused(data: bytes, name: str) -> str:
    """The sentence with which a file is refused."""
    started = time.monotonic()
    with pytest.raises(FileFormatError) as caught:
        documents_in(data, name)
    assert time.monotonic() - started < GENEROUS_S
    sentence = str(caught.value)
    assert name.rsplit("/", 1)[-1][-40:] in sentence
    assert "Traceback" not in sentence and "\n" not in sentence
    return sentence


def test_a_zip_bomb_is_refused_by_its_directory(make_zip: Make) -> None:
    bomb = make_zip({f"{number}.txt": bytes(15_000_000) for number in range(8)})
    assert len(bomb) < 200_000
    assert "more than 100 MB" in refused(bomb, "bomb.zip")


def test_a_zip_of_too_many_files_is_refused(make_zip: Make) -> None:
    assert "600 files" in refused(make_zip({f"{n}.txt": "x" for n in range(600)}), "many.zip")


def test_a_zip_that_lies_about_sizes_is_refused(make_zip: Make) -> None:
    honest = make_zip({"a.txt": b"A quake shook Lima. " * 100_000})
    size = (2_000_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    assert "damaged" in refused(honest.replace(size, (10).to_bytes(4, "little")), "lies.zip")


def test_only_nested_zips_is_refused(make_zip: Make) -> None:
    inner = make_zip({"a.txt": "x"})
    assert "zip file within a zip file" in refused(make_zip({"b.zip": inner}), "nested.zip")
    disguised = refused(make_zip({"b.txt": inner}), "nested.zip")
    assert "is a zip file, not plain text" in disguised


def test_a_link_in_a_zip_is_left_out(make_zip: Make) -> None:
    import io

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("passwd.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "link to another file" in refused(target.getvalue(), "links.zip")


def test_a_locked_zip_is_refused(make_zip: Make) -> None:
    data = bytearray(make_zip({"a.txt": "x"}, zipfile.ZIP_STORED))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert "password" in refused(bytes(data), "locked.zip")


@pytest.mark.slow
def test_millions_of_empty_paragraphs_end_at_a_limit(make_docx: Make) -> None:
    assert "too complex" in refused(make_docx("<w:p/>" * 6_000_000), "bomb.docx")


def test_one_huge_paragraph_is_refused_before_it_is_unpacked(make_docx: Make) -> None:
    body = f"<w:p><w:r><w:t>{'a' * 61_000_000}</w:t></w:r></w:p>"
    assert "would unpack to more than" in refused(make_docx(body), "huge.docx")


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;">'],
)
def test_a_word_document_with_entities_is_refused(make_zip: Make, declared: str) -> None:
    document = (
        f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document xmlns:w="http://schemas.'
        'openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>a&x;b</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    sentence = refused(data, "entity.docx")
    assert "declares entities" in sentence and "root:" not in sentence


def test_macros_are_refused(make_docx: Make) -> None:
    data = make_docx("<w:p/>", **{"word__vbaProject.bin": b"x"})
    assert "carries macros" in refused(data, "macros.docx")


def test_what_word_locks_is_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "old Office file" in refused(locked, "old.doc")
    assert "password" in refused(locked + "EncryptedPackage".encode("utf-16-le"), "locked.docx")


def test_a_pdf_whose_pages_go_in_a_circle_ends(make_pdf: Make) -> None:
    circular = make_pdf([["Some words that are long enough to count."]]).replace(
        b"/Kids [4 0 R]", b"/Kids [2 0 R]"
    )
    refused(circular, "loop.pdf")


def test_a_pdf_whose_tables_go_in_a_circle_ends(make_pdf: Make) -> None:
    data = make_pdf([["Some words that are long enough to count."]])
    place = data.rindex(b"startxref\n") + len(b"startxref\n")
    start = data[place:].split(b"\n")[0]
    looped = data.replace(b"/Root 1 0 R", b"/Prev " + start + b" /Root 1 0 R")
    try:
        contents = documents_in(looped, "prev.pdf")
    except FileFormatError:
        return
    assert "long enough" in contents.documents[0].text


def test_a_pdf_of_pictures_and_a_cut_one_say_what_they_are(make_pdf: Make) -> None:
    assert "only pictures" in refused(make_pdf([[""]]), "scan.pdf")
    assert "damaged PDF" in refused(make_pdf([["Some words."]])[:200], "cut.pdf")


def test_a_locked_pdf_is_refused(make_pdf: Make) -> None:
    locked = make_pdf([["Some words."]]).replace(
        b"/Root 1 0 R",
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32
        + b"> >> /ID [<41> <41>] /Root 1 0 R",
    )  # fmt: skip
    assert "password" in refused(locked, "locked.pdf")


def test_five_hundred_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileFormatError, match="more than the 20 MB"):
        read_document_file(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # kB


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"%PDF-1.4", "is a PDF, not plain text"),
        ("a.csv", b"%PDF-1.4", "is a PDF, not a table"),
        ("a.pdf", b"<!DOCTYPE html><html></html>", "is a web page, not a PDF"),
        ("a.docx", b"Plain words.", "is not a Word document"),
        ("a.eml", b"Plain words.", "is not an e-mail"),
        ("a.txt", b"<html><body>x</body></html>", "is a web page, not plain text"),
        ("a.txt", b"", "is empty"),
        ("a.csv", b"text\n", "a header and no rows"),
        ("a.csv", b'text\n"open', "line 2 on"),
        ("a.csv", b"lat,lon\n1,2\n", "no column 'text'"),
        ("a.csv", b"text,Text\na,b\n", "two columns"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("a.rtf", b"{\\rtf1 x}", "is an RTF file"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("../../x\u202e" + "y" * 300 + ".pdf", b"text", "is not a PDF"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, data: bytes, words: str) -> None:
    assert words in refused(data, name)


@pytest.mark.parametrize("name", ["notes.xyz", "notes.txt"])
def test_bytes_that_are_no_text_are_no_report(name: str) -> None:
    assert "has no text" in refused(b"\x00\x01", name)
    assert "no text" in refused(bytes(range(1, 32)) * 20, name)


def test_nothing_stays_behind_in_the_temporary_folder(
    make_zip: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    documents_in(make_zip({"a.txt": "A quake."}), "a.zip")
    with pytest.raises(FileFormatError):
        documents_in(b"x", "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_work_can_be_stopped() -> None:
    with pytest.raises(CancelledError):
        documents_in(b"A quake.", "a.txt", cancelled=lambda: True)


ESCAPES = {
    "a socket": "import socket; socket.socket()",
    "a name look-up": "import socket; socket.getaddrinfo('example.org', 80)",
    "a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "a file elsewhere": "open('/tmp/gazette-escape', 'w')",
    "a removal": "import os; os.remove('/tmp/gazette-escape')",
}


@pytest.mark.parametrize("code", ESCAPES.values(), ids=ESCAPES)
def test_a_reader_gets_neither_network_nor_programs_nor_other_files(
    code: str, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from geodata.documents import limits\n"
        f"limits.confine(Path({str(tmp_path)!r}))\n"
        f"try:\n    {code}\nexcept limits.ForbiddenError:\n    sys.exit(7)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == 7, ended.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such limit")
def test_a_reader_gets_two_hundred_megabytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from geodata.documents import limits\n"
        f"limits.confine(Path({str(tmp_path)!r}))\n"
        "held = bytes(150_000_000)\n"
        "try:\n    more = bytes(150_000_000)\nexcept MemoryError:\n    sys.exit(7)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.returncode == 7, ended.stderr


def test_a_reader_knows_none_of_the_server_s_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, str] = {}
    really = subprocess.Popen

    def watched(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        seen.update(kwargs["env"])  # type: ignore[call-overload]
        return really(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setenv("GAZETTE_STORE", "postgresql://user:secret@db/news")
    monkeypatch.setattr(subprocess, "Popen", watched)
    documents_in(b"A quake.", "a.txt")
    assert "secret" not in json.dumps(seen)
    assert os.environ["GAZETTE_STORE"]
