"""Names of files that came from outside, as they may stand in sentences and reports."""

from __future__ import annotations

import re

LONGEST_NAME = 120  # characters that are kept
# Signs that are not seen: controls, halves of pairs, line ends, what reorders its neighbours.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def plain_name(name: str) -> str:
    r"""A file's name without folders and hidden signs; the ending of a long one stays.

    It names nothing on this disk: files are kept under names of our own.

    Example:
        >>> plain_name("../../etc/passwd.txt"), plain_name("C:\\temp\\a.txt"), plain_name("")
        ('passwd.txt', 'a.txt', 'file')
        >>> ascii(plain_name("a\u202etxt.exe\n.txt")), len(plain_name("x" * 300 + ".txt"))
        ("'a\\ufffdtxt.exe\\ufffd.txt'", 120)
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return _HIDDEN.sub("\ufffd", last).strip()[-LONGEST_NAME:] or "file"
