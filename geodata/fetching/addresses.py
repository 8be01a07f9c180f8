"""Which addresses of the internet may be connected to."""

from __future__ import annotations

import ipaddress
import re

_NAT64 = (
    ipaddress.ip_network("64:ff9b::/96"),  # RFC 6052
    ipaddress.ip_network("64:ff9b:1::/48"),  # RFC 8215
)
_COMPATIBLE = ipaddress.ip_network("::/96")  # IPv4-compatible, RFC 4291, deprecated
_LOOKS_NUMERIC = re.compile(r"(?:^|\.)(?:0x[0-9a-f]*|\d+)\.?$", re.IGNORECASE)


def is_public(address: str) -> bool:
    """Whether it is an address that everybody on the internet reaches.

    Addresses that carry an IPv4 address inside (mapped, compatible, 6to4, Teredo, NAT64) are
    none, whatever they carry: no public page needs them.

    Example:
        >>> is_public("93.184.216.34"), is_public("2606:2800:220:1:248:1893:25c8:1946")
        (True, True)
        >>> is_public("169.254.169.254"), is_public("::ffff:8.8.8.8"), is_public("224.0.0.1")
        (False, False, False)
    """
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if "%" in address or found.is_multicast or found.is_reserved or found.is_unspecified:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        carries = found.ipv4_mapped or found.sixtofour or found.teredo or found.is_site_local
        if carries or any(found in net for net in (*_NAT64, _COMPATIBLE)):
            return False
    return found.is_global and not found.is_private and not found.is_link_local


def is_odd_number(host: str) -> bool:
    """Whether a host is a number in another form than four decimal parts or IPv6.

    Such forms (one number, octal, hexadecimal, fewer parts) are read differently by different
    programs and stand in no honest link.

    Example:
        >>> is_odd_number("2130706433"), is_odd_number("0x7f.1"), is_odd_number("127.0.0.1")
        (True, True, False)
    """
    if not _LOOKS_NUMERIC.search(host):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False
