"""Addresses of web pages: http and https only, because others run code when clicked."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from geodata.errors import InvalidLinkError

LONGEST_LINK = 2000  # what browsers and servers agree to carry
_BLANK_OR_CONTROL = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\\\ud800-\udfff]"
)


def checked_link(link: str | None) -> str:
    """The link without space around it, '' when there is none.

    Raises:
        InvalidLinkError: another scheme than http or https, no host, a space or a control
            character inside, a name and password before the host, or longer than 2,000.

    Example:
        >>> checked_link("  https://example.org/a?b=1 "), checked_link(None)
        ('https://example.org/a?b=1', '')
        >>> checked_link("javascript:alert(1)")
        Traceback (most recent call last):
        geodata.errors.InvalidLinkError: The link 'javascript:alert(1)' cannot be used: \
it must begin with http:// or https://.
    """
    text = (link or "").strip()
    if not text:
        return ""
    problem = _problem(text)
    if problem:
        raise InvalidLinkError(f"The link {text[:80]!r} cannot be used: {problem}.")
    return text


def _problem(text: str) -> str:
    if len(text) > LONGEST_LINK:
        return f"it is longer than {LONGEST_LINK:,} characters"
    if not text.lower().startswith(("http://", "https://")):
        return "it must begin with http:// or https://"
    if _BLANK_OR_CONTROL.search(text):
        return "it has a space, a backslash or an invisible character inside"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # the port is parsed when asked for
    except ValueError:
        return "its host or port cannot be read"
    if not host:
        return "it names no host"
    if "@" in parts.netloc:
        return "it carries a name or password before the host"
    return ""
