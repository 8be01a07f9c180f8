"""Dates of our own exports, back from the Extended Date/Time Format."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geodata.partial_date import Bound, DatePrecision, PartialDate

Days = tuple[date | None, date | None]
_OPEN = re.compile(r"(XXXX|\d{4})(?:-(XX|\d{2}))?(?:-(\d{2}))?")
_DAY = timedelta(days=1)


def date_of_edtf(text: str, days: Days, precision: DatePrecision | None) -> PartialDate | None:
    """The date that was written as this text; None for ''.

    Args:
        text: as PartialDate.edtf gives it.
        days: the first and last day, which a half-open date does not carry in its text.
        precision: None where the file does not say: then as the text shows it.

    Raises:
        ValueError: it is no such date.

    Example:
        >>> date_of_edtf("2020-07", (date(2020, 7, 1), date(2020, 7, 31)), None).edtf
        '2020-07'
        >>> date_of_edtf("XXXX-07-16", (None, None), None).edtf
        'XXXX-07-16'
    """
    first, last = days
    if not text and first is None:
        return None
    if first is None or last is None:
        return _open(text)
    approximate = "~" in text
    plain = text.replace("~", "")
    bound = _bound(plain, first, last)
    found = precision or _shown_precision(plain, first, last)
    return PartialDate(first, last, found, approximate, bound=bound)


def _open(text: str) -> PartialDate:
    found = _OPEN.fullmatch(text)
    if found is None:
        raise ValueError("it is no date of an export of Gazette")
    year, month, day = (None if p is None or "X" in p else int(p) for p in found.groups())
    return PartialDate(None, None, DatePrecision.OPEN, year_month_day=(year, month, day))


def _bound(plain: str, first: date, last: date) -> Bound:
    if plain.endswith("/.."):
        return Bound.SINCE if plain.startswith(first.isoformat()) else Bound.AFTER
    if plain.startswith("../"):
        return Bound.UNTIL if plain.endswith(last.isoformat()) else Bound.BEFORE
    return Bound.ON


def _shown_precision(plain: str, first: date, last: date) -> DatePrecision:
    if first == last:
        return DatePrecision.DAY
    if len(plain) == 7:
        return DatePrecision.MONTH
    if len(plain) == 4:
        return DatePrecision.YEAR
    return DatePrecision.YEARS if last - first > 366 * _DAY else DatePrecision.DAYS
