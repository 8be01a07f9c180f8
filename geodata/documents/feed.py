"""RSS 0.9 to 2.0, RDF and Atom: what a feed announces.

A small reader of its own: the well-known one depends on a package without a wheel.
"""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from geodata.documents.contents import FeedEntry
from geodata.errors import FileFormatError, InputError
from geodata.web_link import checked_link

MOST_ENTRIES = 500
_LONGEST = 300  # characters of a title
_LONGEST_SUMMARY = 1_000


def read_feed(data: bytes, name: str, link: str = "") -> tuple[str, list[FeedEntry]]:
    """The feed's own title and its entries, as it orders them.

    Args:
        data: the feed as it came.
        name: the address, for messages.
        link: against which relative links are read.

    Raises:
        FileFormatError: it is no feed, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileFormatError(f"{name!r} is no feed that can be read: {error}.") from error
    if root is None or not isinstance(root.tag, str):
        raise FileFormatError(f"{name!r} is no feed that can be read.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileFormatError(f"{name!r} declares entities of its own; it was not read.")
    items = [one for one in root.iter() if _named(one) in ("item", "entry")][:MOST_ENTRIES]
    if not items and _named(root) not in ("rss", "feed", "rdf"):
        raise FileFormatError(f"{name!r} is XML, but no feed.")
    channel = root if _named(root) == "feed" else next(iter(root), root)
    return _text(channel, "title"), [_entry(item, link) for item in items]


def _entry(item: etree._Element, base: str) -> FeedEntry:
    return FeedEntry(
        title=_text(item, "title")[:_LONGEST],
        link=_link(item, base),
        published=_day(_text(item, "pubdate", "published", "date", "updated", "issued")),
        author=_author(item)[:_LONGEST],
        summary=_plain(_text(item, "summary", "description"))[:_LONGEST_SUMMARY],
    )


def _named(element: etree._Element) -> str:
    """The name without its namespace, in small letters; '' for what is no element."""
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _text(element: etree._Element, *names: str) -> str:
    for name in names:
        for child in element:
            if _named(child) == name:
                found = " ".join("".join(child.itertext()).split())
                if found:
                    return found
    return ""


def _author(item: etree._Element) -> str:
    for child in item:
        if _named(child) in ("author", "creator"):
            return _text(child, "name") or " ".join("".join(child.itertext()).split())
    return ""


def _link(item: etree._Element, base: str) -> str:
    for child in item:
        if _named(child) == "link" and child.get("rel", "alternate") == "alternate":
            found = _checked(child.get("href") or child.text or "", base)
            if found:
                return found
    return _checked(_text(item, "guid", "id"), "")


def _checked(link: str, base: str) -> str:
    with contextlib.suppress(InputError, ValueError):
        return checked_link(urljoin(base, link.strip()))
    return ""


def _day(text: str) -> date | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text.replace("Z", "+00:00")).date()
    with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(text).date()
    return None


def _plain(markup: str) -> str:
    """The words of a piece of HTML, as far as it is any."""
    if "<" not in markup:
        return markup
    with contextlib.suppress(etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = etree.HTML(markup)
        if tree is not None:
            return " ".join(" ".join(tree.itertext()).split())
    return ""
