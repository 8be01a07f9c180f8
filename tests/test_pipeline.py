"""One call from a text to what it tells."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from geodata.errors import EmptyTextError, InvalidDateError, InvalidLinkError, TextTooLongError
from geodata.model import Event, EventKind, Modality, Reading
from geodata.pipeline import LONGEST_TEXT, read_report

SAMPLE = os.environ.get("GAZETTE_SAMPLE_REPORT", "")


def test_the_report_keeps_what_was_given():
    reading = read_report(
        "A quake shook Lima.",
        title=" Quake\nin Lima ",
        source="The Paper",
        link="https://example.org/1",
        published=date(2021, 5, 4),
    )
    report = reading.report
    assert (report.title, report.source) == ("Quake in Lima", "The Paper")
    assert (report.link, report.published) == ("https://example.org/1", date(2021, 5, 4))
    assert report.language == "en"
    assert reading.notes == ()


def test_without_a_publication_date_years_stay_open_and_a_note_says_so():
    reading = read_report("A bomb exploded in Kabul on 16 July.")
    (event,) = reading.events
    assert event.date is not None
    assert event.date.edtf == "XXXX-07-16"
    assert not event.is_dated
    assert reading.undated == reading.events
    assert "No publication date was given" in reading.notes[0]


def test_the_same_text_gives_the_same_reading():
    text = "Thousands protested in Minsk on Sunday."
    first, second = (read_report(text, published=date(2020, 8, 20)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_an_empty_text_is_refused(text):
    with pytest.raises(EmptyTextError, match="no text to read"):
        read_report(text)


def test_a_text_beyond_the_limit_is_refused_before_it_is_read():
    with pytest.raises(TextTooLongError, match="split it"):
        read_report("a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "http://", "//x", "x"]
)
def test_a_link_that_is_not_of_the_web_is_refused(link):
    with pytest.raises(InvalidLinkError):
        read_report("A bomb exploded.", link=link)


@pytest.mark.parametrize("day", [date(9999, 1, 1), date(1000, 1, 1)])
def test_a_publication_date_nobody_means_is_refused(day):
    with pytest.raises(InvalidDateError, match="mistyped"):
        read_report("A bomb exploded.", published=day)


def test_unreadable_characters_are_replaced_one_for_one_and_said():
    text = "A bomb\x00 exploded in Kabul\ud800 and \x00 killed two people."
    reading = read_report(text, published=date(2021, 1, 1))
    assert len(reading.report.text) == len(text)
    assert "3 characters" in reading.notes[0]
    reading.report.text.encode("utf-8")
    assert_evidence_holds(reading)


def test_another_script_is_read_for_places_and_said_to_be_no_more():
    reading = read_report("Вчера в Баку состоялась встреча министров.", published=date(2021, 1, 1))
    assert any("not in Latin letters" in note for note in reading.notes)
    assert reading.events == ()


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)> A bomb exploded in Kabul. ${7*7} {{7*191}} ![](http://x)",
        "A BOMB EXPLODED IN KABUL ON MONDAY, KILLING 5 PEOPLE.",
        "- A bomb exploded in Kabul\n- Protest in Minsk\n- Flood in Lima",
        "Kabul\tbomb\t5 killed\nMinsk\tprotest\t20 detained",
        "The army shelled the vil-\nlage near Kabul.\n\nPage 3\n\nFour sol-\ndiers died.",
        '"' * 999,
        "((((" * 500 + " bomb in Kabul " + "))))" * 500,
        "A \u202ebomb\u202c exploded in \u200fKabul\u200e.",
        "😀 A bomb exploded in Kabul 😀.",
    ],
)
def test_odd_texts_are_read_and_every_piece_of_evidence_holds(text):
    assert_evidence_holds(read_report(text, published=date(2021, 1, 1)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Rebels shelled Goma on 3 May 2020 and four soldiers were killed, ",
        "A bomb exploded in Kabul on 3 May 2020. ",
        "3 May 2020 ",
        "Baku, Ganja and Minsk, ",
    ],
)
def test_a_very_long_sentence_is_read_to_its_end(unit):
    text = (unit * 16_000)[:200_000]
    reading = read_report(text, published=date(2021, 1, 1))
    assert_evidence_holds(reading)
    assert reading.sentences[-1].end >= len(text.rstrip())


def assert_evidence_holds(reading: Reading) -> None:
    text = reading.report.text
    for event in reading.events:
        assert event.evidence
        for evidence in event.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


@pytest.mark.skipif(not SAMPLE, reason="GAZETTE_SAMPLE_REPORT names no report")
def test_the_sample_report_gives_its_ten_rows():
    text = Path(SAMPLE).read_text("utf-8")
    reading = read_report(text, published=date(2020, 8, 20))
    assert [row(event) for event in reading.events] == [
        ("battle", "happened", ["Tavush: site"], "2020-07-16"),
        ("talks", "happened", ["Ankara: site"], "2020-07-16"),
        ("battle", "happened", ["Tavush: site"], "2020-07-14"),
        ("threat", "threatened", ["Armenia: target"], "2020-07-15/.."),
        ("movement of forces", "happened", ["Baku: destination"], "2020-07-17"),
        ("movement of forces", "happened", ["Armenia: destination"], "2020-07-17"),
        (
            "exercise",
            "happened",
            ["near Baku: near", "around Ganja: near", "Nakhichevan: site"],
            "2020-07-21~/2020-07-31~",
        ),
        ("exercise", "happened", ["near Baku: near"], "2020-08-13"),
        ("statement", "planned", [], ""),
        ("talks", "happened", [], ""),
    ]
    tavush, killed = reading.events[0].places[0], reading.events[2].places[0]
    assert (tavush.place.kind, tavush.inherited, killed.inherited) == ("region", False, True)
    assert_evidence_holds(reading)


@pytest.mark.skipif(not SAMPLE, reason="GAZETTE_SAMPLE_REPORT names no report")
def test_the_sample_report_without_a_date_leaves_every_year_open():
    reading = read_report(Path(SAMPLE).read_text("utf-8"))
    assert all(not event.is_dated for event in reading.events)
    assert any(event.date is not None for event in reading.events)
    assert all(not re.search(r"\d{4}", e.date.edtf) for e in reading.events if e.date)


def row(event: Event) -> tuple[EventKind, Modality, list[str], str]:
    places = [f"{place.name}: {place.role.value}" for place in event.places]
    return event.kind, event.modality, places, event.date.edtf if event.date else ""


def test_a_clause_whose_noun_is_its_subject_borrows_none_for_its_title():
    text = (
        "A ferry capsized off Surabaya late on Saturday. Thirty men were pulled from the water "
        "and two warships were deployed by Sunday afternoon."
    )
    titles = [event.title for event in read_report(text, published=date(2023, 3, 6)).events]
    assert len(titles) == 3
    assert titles[1] == "Thirty men were pulled from the water"
    assert not titles[2].startswith("Thirty men")
