"""Latitudes and longitudes as people write them in tables."""

from __future__ import annotations

import math
import re
import unicodedata

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_NUMBER = r"(\d+(?:[.,]\d+)?)"
# 40°41'10.5"N, N 40 41 10, 40d 41m S, 40:41:10
_PARTS = re.compile(
    rf"([NSEWO]?)\s*([+-]?){_NUMBER}\s*(?:[°ºd:\s]\s*)?"
    rf"(?:{_NUMBER}\s*(?:['′’m:\s]\s*)?)?(?:{_NUMBER}\s*(?:\"|″|”|''|s)?)?\s*([NSEWO]?)",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of degrees, minutes and seconds
_NEGATIVE = {"S", "W"}
_AXIS = {"N": "lat", "S": "lat", "E": "lon", "W": "lon", "O": "lon"}
EMPTY = {"", "na", "n/a", "null", "none", "-", "--", "nan", "#n/a"}


def degrees(cell: str, axis: str) -> float | None:
    r"""The decimal degrees of a cell, None when it is empty.

    Args:
        cell: decimal degrees with a point or a comma, or degrees, minutes and seconds, with
            a sign or the letter of a hemisphere.
        axis: 'lat' or 'lon'.

    Raises:
        ValueError: it is no number of that axis; the message says why.

    Example:
        >>> degrees("40,68", "lat"), degrees("40°41'24\"S", "lat"), degrees("", "lon")
        (40.68, -40.69, None)
        >>> degrees("46.5 E", "lat")
        Traceback (most recent call last):
        ValueError: the letter E belongs to a longitude
    """
    try:
        value: float | None = float(cell)
    except ValueError:
        value = _written(cell.strip(), axis)
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError("it is no finite number")
    most = 90.0 if axis == "lat" else 180.0
    if not -most <= value <= most and not (axis == "lon" and -180.0 <= value <= 360.0):
        raise ValueError(f"it lies outside -{most:.0f} to {most:.0f}")
    return value - 360.0 if value > 180.0 else value


def _written(text: str, axis: str) -> float | None:
    if text.casefold() in EMPTY:
        return None
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    # Digits in a long row can be parted in many ways, all of which would be tried.
    found = _PARTS.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        raise ValueError("it is no number of degrees")
    before, sign, *numbers, after = found.groups()
    letter = (before or after).upper()
    if before and after:
        raise ValueError("it has two letters of hemispheres")
    if letter and _AXIS[letter] != axis:
        other = "longitude" if axis == "lat" else "latitude"
        raise ValueError(f"the letter {letter} belongs to a {other}")
    whole, minutes, seconds = (float((n or "0").replace(",", ".")) for n in numbers)
    if minutes >= 60 or seconds >= 60:
        raise ValueError("minutes and seconds go up to 59")
    value = whole + minutes / 60 + seconds / 3600
    negative = sign == "-" or letter in _NEGATIVE
    return round(-value if negative else value, 9)
