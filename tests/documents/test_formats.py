"""Each format as a report: its text, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geodata.documents import documents_in, read_document_file
from geodata.errors import FileFormatError
from geodata.exchange import ReportText

Make = Callable[..., bytes]
ARTICLE = (
    "Shelling hit the village of Movses on Sunday night, and nobody was hurt there.",
    "The minister visited Berd on Monday and spoke to the people who live near the border.",
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Shelling hits Movses</title>
<meta property="og:site_name" content="The Post"><meta name="author" content="Ann Berg">
<meta property="article:published_time" content="2020-07-16T10:00:00Z">
<script>alert("no")</script></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>Shelling hits Movses</h1><p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p></article>
<footer>All rights reserved</footer></body></html>"""
MAIL = (
    "From: Ann Berg <ann@example.org>\r\nSubject: =?utf-8?q?G=C9=99nc=C9=99?=\r\n"
    "Date: Thu, 16 Jul 2020 10:00:00 +0400\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nA quake shook Lima.\r\n"
    "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=n.txt\r\n\r\n"
    "A flood in Quito.\r\n--b--\r\n"
)


def only(data: bytes, name: str, **more: str) -> ReportText:
    """The one report of a file that has no problems."""
    contents = documents_in(data, name, **more)
    assert contents.problems == ()
    (report,) = contents.documents
    return report


def test_a_text_file_is_read_as_it_is() -> None:
    report = only("Gəncə yanır.\n".encode(), "a.txt")
    assert report.text == "Gəncə yanır.\n"
    assert (report.file_name, len(report.file_hash), report.notes) == ("a.txt", 64, ())


def test_a_page_gives_its_article_and_who_wrote_it_when() -> None:
    report = only(PAGE.encode(), "page.html")
    assert report.text.startswith("Shelling hits Movses\n\n" + ARTICLE[0])
    assert report.text.endswith(ARTICLE[1])
    assert "alert" not in report.text and "Sport" not in report.text
    assert (report.title, report.source, report.author) == (
        "Shelling hits Movses", "The Post", "Ann Berg",
    )  # fmt: skip
    assert (report.published, report.language) == (date(2020, 7, 16), "en")
    assert report.notes == ("Menus, notices and comments of the page were left out.",)


def test_a_fetched_page_keeps_its_address_and_has_no_file_name() -> None:
    link = "https://example.org/news"
    report = only(PAGE.encode(), link, link=link)
    assert (report.link, report.file_name) == (link, "")


def test_a_page_without_a_date_gets_none() -> None:
    page = PAGE.replace("article:published_time", "x").encode()
    assert only(page, "page.html").published is None


def test_a_pdf_loses_its_page_heads_and_its_broken_words(make_pdf: Make) -> None:
    pages = [
        ["The Gazette   Page 1", "Shelling hit the vil-", "lage of Movses and the south-",
         "eastern side of the town on Sunday.", "A road was closed."],
        ["The Gazette   Page 2", "The south-eastern road is open again since Monday noon.", "End."],
    ]  # fmt: skip
    report = only(make_pdf(pages, title="A night"), "a.pdf")
    assert "Shelling hit the village of Movses and the south-eastern side" in report.text
    assert "Gazette" not in report.text
    assert (report.title, report.author) == ("A night", "Ann Berg")
    assert report.published is None
    assert report.notes == (
        "Lines that repeat at the edge of the pages were left out: “The Gazette Page 1”.",
        "1 word broken at the end of a line was joined.",
        "The file was made on 2020-08-03; that need not be the day of publication.",
    )


def test_a_row_of_a_word_table_is_one_line_of_cells(make_docx: Make) -> None:
    def row(*cells: str) -> str:
        held = (f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
        return f"<w:tr>{''.join(held)}</w:tr>"

    body = f"<w:tbl>{row('Date', 'Town', 'Event')}{row('1 May 2021', 'Goma', 'Shelling')}</w:tbl>"
    report = only(make_docx(body), "a.docx")
    assert report.text == "| Date | Town | Event |\n\n| 1 May 2021 | Goma | Shelling |"


def test_a_word_document_is_read_as_if_all_changes_were_accepted(make_docx: Make) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Fire</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">A </w:t></w:r>'
        '<w:ins><w:r><w:t xml:space="preserve">big </w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>small </w:delText></w:r></w:del><w:r><w:t>fire.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p/><w:p><w:r><w:t>Two</w:t><w:br/><w:t>lines</w:t></w:r></w:p>"
    )
    report = only(make_docx(body), "a.docx")
    assert report.text == "Fire\n\nA big fire.\n\nOne\n\nTwo\nlines"
    assert report.title == "Fire"


def test_a_word_document_says_its_title_and_author(make_docx: Make, core_xml: str) -> None:
    core = core_xml.format(title="Smoke over  Lima", author="Ann Berg")
    data = make_docx("<w:p><w:r><w:t>Text.</w:t></w:r></w:p>", **{"docProps__core.xml": core})
    report = only(data, "a.docx")
    assert (report.title, report.author) == ("Smoke over Lima", "Ann Berg")


def test_an_e_mail_gives_its_body_and_each_attachment() -> None:
    body, attached = documents_in(MAIL.encode(), "a.eml").documents
    assert (body.text, body.title, body.author) == ("A quake shook Lima.", "Gəncə", "Ann Berg")
    assert body.published == date(2020, 7, 16)
    assert (attached.text, attached.file_name) == ("A flood in Quito.", "n.txt")


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    text = (
        "---\ntitle: Fire\nsource: The Post\ndate: 2020-07-16\n---\nA **big** [fire](x) in Lima.\n"
    )
    report = only(text.encode(), "a.md")
    assert report.text == "A big fire in Lima."
    assert (report.title, report.source, report.published) == (
        "Fire", "The Post", date(2020, 7, 16),
    )  # fmt: skip


def test_a_table_gives_a_report_for_each_row_and_names_bad_rows() -> None:
    table = "Headline;Text;URL;Date\nA;One.;https://example.org/a;2020-07-16\nB;Two.\nC;Three.;;\n"
    contents = documents_in(table.encode(), "a.csv")
    assert [(one.title, one.text) for one in contents.documents] == [("A", "One."), ("C", "Three.")]
    assert contents.documents[0].published == date(2020, 7, 16)
    assert contents.problems == ("The table 'a.csv', row 3: it has 2 cells, the header has 4.",)


def test_namibia_is_a_word_and_an_id_keeps_its_zeros() -> None:
    table = "text,title,source\nNA,007,null\n"
    report = only(table.encode(), "a.csv")
    assert (report.text, report.title, report.source) == ("NA", "007", "null")


def test_json_gives_its_reports_and_names_bad_ones() -> None:
    contents = documents_in(b'[{"text": "One.", "author": "Ann"}, {"x": 1}]', "a.json")
    assert [(one.text, one.author) for one in contents.documents] == [("One.", "Ann")]
    assert "report 2" in contents.problems[0]


def test_a_zip_gives_what_can_be_read_and_says_what_cannot(make_zip: Make) -> None:
    inner = make_zip({"deep.txt": "Never read."})
    data = make_zip({
        "a.txt": "A quake shook Lima.", "b.pdf": "no PDF", "c.zip": inner,
        "../../d.txt": "A flood in Quito.", "__MACOSX/._a.txt": "x",
    })  # fmt: skip
    contents = documents_in(data, "all.zip")
    assert [one.text for one in contents.documents] == ["A quake shook Lima.", "A flood in Quito."]
    assert [one.file_name for one in contents.documents] == ["a.txt", "d.txt"]
    assert len(contents.problems) == 2
    assert all("all.zip/" in problem for problem in contents.problems)


def test_a_feed_lists_its_entries_and_has_no_reports() -> None:
    feed = (
        b"<rss><channel><title>News</title><item><title>A fire</title><link>/fire</link>"
        b"<pubDate>Thu, 16 Jul 2020 10:00:00 GMT</pubDate>"
        b"<description>&lt;p&gt;Big.&lt;/p&gt;</description></item></channel></rss>"
    )
    contents = documents_in(feed, "x", link="https://example.org/feed")
    (entry,) = contents.entries
    assert (contents.documents, contents.feed_title) == ((), "News")
    assert (entry.title, entry.link, entry.summary) == (
        "A fire",
        "https://example.org/fire",
        "Big.",
    )
    assert entry.published == date(2020, 7, 16)


def test_atom_and_rdf_are_feeds_too() -> None:
    atom = (
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry>'
        b'<title>A</title><link rel="self" href="https://example.org/self"/>'
        b'<link href="javascript:alert(1)"/><link href="https://example.org/a"/>'
        b"<updated>2020-07-16T23:00:00Z</updated><author><name>Ann</name></author></entry></feed>"
    )
    (entry,) = documents_in(atom, "x", link="https://example.org/feed").entries
    assert (entry.link, entry.author) == ("https://example.org/a", "Ann")
    assert entry.published == date(2020, 7, 16)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFormatError, match=r"nothing\.txt.*cannot be read: No such file"):
        read_document_file(tmp_path / "nothing.txt")


def test_the_language_a_page_declares_is_no_more_than_two_letters() -> None:
    page = PAGE.replace('lang="en-GB"', 'lang="<b>"').encode()
    assert only(page, "page.html").language == ""
