from __future__ import annotations

import pytest

from geodata.errors import InvalidLinkError
from geodata.web_link import checked_link


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org",
        "HTTPS://EXAMPLE.org:8443/a/b?c=d&e=%20#f",
        "https://пример.рф/путь",
        "http://[2001:db8::1]/",
    ],
)
def test_web_addresses_pass(link: str) -> None:
    assert checked_link(f"  {link}\n") == link


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("javascript:alert(1)", "must begin with http"),
        ("JaVaScRiPt:alert(1)//https://x", "must begin with http"),
        ("data:text/html,x", "must begin"),
        ("//example.org", "must begin"),
        ("example.org", "must begin"),
        ("https://", "names no host"),
        ("https:///path", "names no host"),
        ("https://exa mple.org", "a space"),
        ("https://example.org/\u202egpj.exe", "invisible character"),
        ("https://example.org\\@evil.example", "backslash"),
        ("https://user:pw@example.org", "name or password"),
        ("https://example.org:99999", "port cannot be read"),
        ("https://[::1", "cannot be read"),
        ("https://x/" + "a" * 3000, "longer than 2,000"),
    ],
)
def test_anything_else_is_refused_with_the_reason(link: str, words: str) -> None:
    with pytest.raises(InvalidLinkError, match=words):
        checked_link(link)


@pytest.mark.parametrize("link", [None, "", "  "])
def test_no_link_is_no_fault(link: str | None) -> None:
    assert checked_link(link) == ""
