"""Web pages: the article without menus and notices, and what the page says of itself."""

from __future__ import annotations

import contextlib
import logging
import re
from datetime import date
from typing import Any

from geodata.errors import FileFormatError
from geodata.exchange.decoding import decoded
from geodata.exchange.report_files import ReportText

_DATES = {"extensive_search": False, "original_date": True}  # stated in the page, never guessed
_FEWEST_LETTERS = 40
_SAYS_WHEN = (  # where pages state their own day: Open Graph, Dublin Core, schema.org, HTML
    "//meta[contains(translate(concat(@name, @property, @itemprop), 'PUBL', 'publ'), 'publ')"
    " or contains(translate(concat(@name, @property, @itemprop), 'DATE', 'date'), 'date')]/@content"
    " | //time/@datetime | //*[@itemprop='datePublished']/@datetime"
)
_LINKED_DATA = "//script[@type='application/ld+json']/text()"
_STATED_DAY = re.compile(r'"(?:datePublished|dateCreated)"\s*:\s*"(\d{4}-\d\d-\d\d)')


def read_page(data: bytes, name: str, link: str = "") -> ReportText:
    """The article of a web page with title, publisher, author, day and language.

    Nothing that the page names is fetched; scripts are not run.

    Args:
        data: the page as it came.
        name: of the file, or the address, for messages.
        link: where it was fetched, '' for a file.

    Raises:
        FileFormatError: there is no article in it.
    """
    from trafilatura import bare_extraction, load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = _tree(data, name, load_html)
    language = _language(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    stated = _stated_days(tree)
    found = bare_extraction(
        tree, url=link or None, with_metadata=True, include_comments=False, include_tables=True,
        date_extraction_params=_DATES,
    )  # fmt: skip
    said = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = _spaced(str(said.get("text") or ""))
    if len(text) < _FEWEST_LETTERS:
        raise FileFormatError(
            f"No article was found in {name!r}: it may be built by scripts or stand behind a "
            "notice. Open it in a browser, and paste the text."
        )
    day = _day(said.get("date"))
    notes = ["Menus, notices and comments of the page were left out."]
    if day is not None and day not in stated:
        notes.append(
            f"The page may be of {day.isoformat()}: that day stands in it, but not as its day of "
            "publication."
        )
    return ReportText(
        text,
        title=_line(said.get("title")),
        source=_line(said.get("sitename") or said.get("hostname")),
        author=_line(said.get("author")).replace("; ", ", "),
        published=day if day in stated else None,
        language=language,
        link=link,
        notes=tuple(notes),
    )


def _stated_days(tree: Any) -> set[date | None]:
    """The days that the page itself calls its own."""
    said = [str(value)[:10] for value in tree.xpath(_SAYS_WHEN)]
    for script in tree.xpath(_LINKED_DATA):
        said += _STATED_DAY.findall(str(script))
    return {_day(value) for value in said} - {None}


def _tree(data: bytes, name: str, load_html: Any) -> Any:
    tree = load_html(data)
    if tree is None:  # a charset that the page names wrongly
        tree = load_html(decoded(data, name)[0])
    if tree is None:
        raise FileFormatError(f"The file {name!r} is no web page that can be read.")
    return tree


def _spaced(text: str) -> str:
    """One blank line between paragraphs: sentences must not run on into the next one."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _line(value: object) -> str:
    return " ".join(str(value or "").split())


def _day(value: object) -> date | None:
    with contextlib.suppress(ValueError, TypeError):
        return date.fromisoformat(str(value)[:10])
    return None


def _language(value: str | None) -> str:
    code = (value or "").strip().lower()[:2]
    return code if len(code) == 2 and code.isalpha() and code.isascii() else ""
