"""The order of the steps from a text to what it tells, on one screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from geodata.dating import find_dates
from geodata.errors import EmptyTextError, InvalidDateError, TextTooLongError
from geodata.events import extract_events
from geodata.events.not_understood import dated_ahead, not_placed, sentences_not_read
from geodata.exchange import ReportText
from geodata.gazetteer import Gazetteer
from geodata.geoparsing import split_sentences
from geodata.model import Event, Match, Reading, Report, Sentence, content_id, text_hash
from geodata.resolving import find_places
from geodata.tables import place_cells, tables_in
from geodata.web_link import checked_link

LONGEST_TEXT = 20_000_000  # characters; about ten times the longest inquiry report

# Years in which a publication date is believed: print is older, but not by a calendar we know.
FIRST_YEAR, LAST_YEAR = 1500, 2200

_MOST_NAMED = 5  # events named in notes

_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_ENGLISH = {
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "were",
    "is",
    "on",
    "for",
    "by",
    "with",
    "that",
    "at",
    "from",
    "has",
}


def read_report(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    link: str | None = None,
    published: date | None = None,
    gazetteer: Gazetteer | None = None,
) -> Reading:
    """Everything that can be read out of one report: places, dates and events, nothing dropped.

    Positions count the code points of ``Reading.report.text``. That is the text as given, but
    for NUL and lone surrogates, each replaced by U+FFFD so that positions hold; a note says so.

    Args:
        text: the report, at most 20 million characters.
        title: its headline; shown, never searched for events.
        source: its publisher.
        link: where it stands, http or https.
        published: its day of publication; without it, years that nobody said stay open.
        gazetteer: the embedded one by default.

    Raises:
        EmptyTextError: there is nothing to read: paste some text.
        TextTooLongError: split the text.
        InvalidLinkError: the link is not http or https, or no address of a web page.
        InvalidDateError: the day of publication lies outside the years 1500 to 2200.

    Example:
        >>> reading = read_report("A quake shook Lima on 3 May 2021.")
        >>> [(event.kind.value, event.places[0].name, event.date.edtf) for event in reading.events]
        [('disaster', 'Lima', '2021-05-03')]
        >>> reading.notes
        ('No publication date was given, so relative dates and unstated years stay open.',)
    """
    readable, notes = _readable(text)
    report = Report(
        id=content_id("r", [readable]),
        text=readable,
        text_hash=text_hash(readable),
        title=_line(title),
        source=_line(source),
        link=checked_link(link),
        published=_checked_day(published),
        language=_language(readable),
    )
    tables = tables_in(readable)
    sentences = split_sentences(readable, tables)
    matches = tuple(
        find_places(
            readable,
            gazetteer=gazetteer,
            published_by=report.source,
            sentences=sentences,
            cells=place_cells(tables),
        )
    )
    southern = _is_southern(matches)
    dates = tuple(find_dates(readable, published=report.published, southern=southern))
    events = extract_events(report, sentences, matches, dates, tables)
    notes += _left_out(report, sentences, events)
    notes += [
        f"“{event.title}” is not placed: “{name}” is not in the gazetteer."
        for event, name in islice(not_placed(events, matches, dates), _MOST_NAMED)
    ]
    return Reading(report, sentences, matches, dates, events, _notes(report, notes))


def read_document(document: ReportText, *, gazetteer: Gazetteer | None = None) -> Reading:
    """Everything that can be read out of a report as a file or page had it.

    What the document says of itself (author, file, day of access, language) stays with the
    report; what was changed in reading the file stands among the notes.

    Args:
        document: from ``geodata.documents`` or ``geodata.exchange``.
        gazetteer: the embedded one by default.

    Raises:
        InputError: as for ``read_report``.
    """
    reading = read_report(
        document.text,
        title=document.title,
        source=document.source,
        link=document.link,
        published=document.published,
        gazetteer=gazetteer,
    )
    report = replace(
        reading.report,
        language=reading.report.language or document.language,
        author=_line(document.author),
        file_name=_line(document.file_name),
        file_hash=document.file_hash,
        accessed_at=document.accessed_at,
    )
    return replace(reading, report=report, notes=(*document.notes, *reading.notes))


def _is_southern(matches: tuple[Match, ...]) -> bool | None:
    """Whether most placed names lie south of the equator; None when there are none."""
    latitudes = [match.lat for match in matches if match.lat is not None]
    return sum(lat < 0 for lat in latitudes) * 2 > len(latitudes) if latitudes else None


def _readable(text: str) -> tuple[str, list[str]]:
    if not text.strip():
        raise EmptyTextError("There is no text to read; paste the report itself.")
    if len(text) > LONGEST_TEXT:
        raise TextTooLongError(
            f"The text has {len(text):,} characters, more than the {LONGEST_TEXT:,} of one report; "
            "split it into several."
        )
    readable, replaced = _UNREADABLE.subn("\ufffd", text)
    if not replaced:
        return readable, []
    count = "One character" if replaced == 1 else f"{replaced:,} characters"
    return readable, [f"{count} that no text can hold stood replaced by \ufffd before reading."]


def _line(text: str | None) -> str:
    """A title or name on one line, unreadable characters replaced; '' for None."""
    return " ".join(_UNREADABLE.sub("\ufffd", text or "").split())


def _checked_day(published: date | None) -> date | None:
    if published is not None and not FIRST_YEAR <= published.year <= LAST_YEAR:
        raise InvalidDateError(
            f"The publication date {published.isoformat()} lies outside the years "
            f"{FIRST_YEAR} to {LAST_YEAR}; is the year mistyped?"
        )
    return published


def _language(text: str) -> str:
    """'en' when its commonest words say so, otherwise '': no other language is read for events."""
    words = text[:20_000].lower().split()
    known = sum(word in _ENGLISH for word in words)
    return "en" if words and known >= max(1, len(words) // 20) else ""


def _left_out(
    report: Report, sentences: tuple[Sentence, ...], events: tuple[Event, ...]
) -> list[str]:
    notes = []
    foreign = sentences_not_read(sentences) if report.language else 0
    if foreign:
        count = "One sentence is" if foreign == 1 else f"{foreign:,} sentences are"
        notes.append(f"{count} not in English: no events were read there.")
    ahead = dated_ahead(events, report.published)[:_MOST_NAMED]
    return notes + [
        f"“{event.title}” is told as having happened, on a day after the report was published: "
        "is a date mistyped?"
        for event in ahead
    ]


def _notes(report: Report, notes: list[str]) -> tuple[str, ...]:
    letters = len(_LETTER.findall(report.text[:20_000]))
    latin = len(_LATIN.findall(report.text[:20_000]))
    if letters == 0:
        notes.append("The text has no letters, so there is nothing to read in it.")
    elif latin < letters / 2:
        notes.append(
            "Most of the text is not in Latin letters: places and dates were looked for, "
            "events are read from English only."
        )
    elif not report.language and letters > 200:
        notes.append("The text does not look English: events are read from English only.")
    if report.published is None:
        notes.append(
            "No publication date was given, so relative dates and unstated years stay open."
        )
    return tuple(notes)
