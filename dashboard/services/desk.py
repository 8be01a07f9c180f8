"""What the desk tells everybody: how many events wait for a review, and what was corrected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

import streamlit as st

from dashboard.services import collection
from geodata.errors import GeodataError
from geodata.storage import PublishedCorrection

MOST_CORRECTIONS = 100
_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold at all (w3.org/TR/xml/#charsets), and what reorders its neighbours.
_UNFIT = re.compile(
    "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_JSON_FEED = "https://jsonfeed.org/version/1.1"


def waiting() -> int:
    """How many events nobody has looked at; 0 while the collection is still being opened."""
    opening = collection.opening()
    if not opening.wait(0) or opening.has_failed:
        return 0
    try:
        return _waiting(collection.settings().store, collection.store().revision)
    except GeodataError:
        return 0


def corrections() -> list[PublishedCorrection]:
    """The latest corrections of events that readers see, newest first."""
    return collection.shelf(for_readers=True).published_corrections(MOST_CORRECTIONS)


def told(one: PublishedCorrection) -> str:
    """A correction in one line of plain text, without who made it."""
    changes = "; ".join(f"{d.field}: {d.before} → {d.after}" for d in one.differences)
    return _plain(changes + (f" ({one.why})" if one.why else ""))


def json_feed(base: str = "") -> Iterator[str]:
    """The corrections as a JSON Feed (jsonfeed.org, version 1.1)."""
    found = corrections()
    yield json.dumps(
        {
            "version": _JSON_FEED,
            "title": f"Corrections – {collection.title()}",
            "items": [
                {
                    "id": one.id,
                    "title": _plain(one.title),
                    "content_text": told(one),
                    "url": _address(base, one),
                    "date_published": one.made_at.isoformat(),
                }
                for one in found
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def atom(base: str = "") -> Iterator[str]:
    """The corrections as Atom (RFC 4287)."""
    found = corrections()
    Xml.register_namespace("", _ATOM)
    feed = Xml.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", f"Corrections – {collection.title()}")
    _add(feed, "id", "urn:gazette:corrections")
    _add(feed, "updated", _latest(found).isoformat())
    author = Xml.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", collection.title())
    for one in found:
        entry = Xml.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "title", one.title)
        _add(entry, "id", f"urn:gazette:{one.id}")
        _add(entry, "updated", one.made_at.isoformat())
        _add(entry, "summary", told(one))
        Xml.SubElement(entry, f"{{{_ATOM}}}link", href=_address(base, one))
    yield Xml.tostring(feed, encoding="unicode", xml_declaration=True)


def _plain(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _address(base: str, one: PublishedCorrection) -> str:
    """Of the event, or of the page of corrections where it is gone or not named."""
    return f"{base}?event={one.event_id}" if not one.is_withdrawn else f"{base}corrections"


def _latest(found: Sequence[PublishedCorrection]) -> datetime:
    return max((one.made_at for one in found), default=datetime(1970, 1, 1, tzinfo=UTC))


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{_ATOM}}}{name}").text = _plain(text)


@st.cache_resource(show_spinner=False, max_entries=2)
def _waiting(address: str, revision: int) -> int:
    del address, revision  # the key only
    return collection.store().review.count()
