"""Markdown as the text a reader sees, with the fields of its front matter."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import date

from geodata.exchange.report_files import ReportText

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_NAMES = {
    "title": "title", "headline": "title", "source": "source", "publisher": "source",
    "author": "author", "byline": "author", "link": "link", "url": "link",
    "date": "published", "published": "published", "lang": "language", "language": "language",
}  # fmt: skip
# Nothing here may look for its end behind its own beginning: such a text would take for ever.
_TARGET = r"\((?:[^()\n]|\([^()\n]*\))*\)"  # with one pair inside: .../wiki/Ganja_(city)
_Instead = str | Callable[[re.Match[str]], str]
_MARKUP: tuple[tuple[re.Pattern[str], _Instead], ...] = (
    (re.compile(r"^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE), lambda found: _closed(found[1]) + "\n"),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(rf"!\[[^\[\]\n]*\]{_TARGET}"), ""),
    (re.compile(rf"\[([^\[\]\n]+)\]{_TARGET}"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"\n{3,}"), "\n\n"),
)
_HEADING = re.compile(r"\A\s*# +(\S.*)$", re.MULTILINE)


def read_markdown(text: str) -> ReportText:
    r"""The text without its marks; the first heading is the title where none is given.

    Example:
        >>> report = read_markdown("---\ndate: 2020-07-16\n---\n# Fire\n\nA *big* fire.")
        >>> report.title, report.text, report.published.isoformat()
        ('Fire', 'Fire\n\nA big fire.', '2020-07-16')
    """
    text = text.replace("\r\n", "\n")
    said: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
        for name, value in _FIELD.findall(front.group(1)):
            if name.lower() in _NAMES:
                said.setdefault(_NAMES[name.lower()], value.strip().strip("\"'"))
    heading = _HEADING.match(text)
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    published = None
    with contextlib.suppress(ValueError):
        published = date.fromisoformat(said.get("published", "")[:10])
    return ReportText(
        text.strip(),
        title=said.get("title") or (_closed(heading[1]) if heading else ""),
        source=said.get("source", ""),
        author=said.get("author", ""),
        link=said.get("link", ""),
        published=published,
        language=said.get("language", "")[:2].lower(),
        notes=("The marks of Markdown were taken out of the text.",),
    )


def _closed(heading: str) -> str:
    """A heading without the signs that may close it: 'Fire ##' is 'Fire', 'C#' stays."""
    text = heading.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else text
