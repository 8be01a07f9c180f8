from __future__ import annotations

import html as html_module
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.highlighted_text import Mark, MarkedSpan, marked, passage
from dashboard.drawing.plain_text import visible
from geodata.model import Evidence, Field, Modality, Reading

TEXT = "Fighting <b>near</b> Ganja on 12 July, he said."
spans = st.builds(
    lambda start, length, mark: MarkedSpan(start, start + length, mark),
    st.integers(0, 60), st.integers(1, 20), st.sampled_from(list(Mark)),
)  # fmt: skip


def stripped(markup: str) -> str:
    without = re.sub(r"<rt>[^<]*</rt>|<span class=\"gz-circle\"[^<]*</span>", "", markup)
    return html_module.unescape(re.sub(r"<[^>]*>", "", without))


@given(st.text(max_size=60), st.lists(spans, max_size=6), st.booleans())
def test_marking_changes_no_character(text: str, marks: list[MarkedSpan], named: bool) -> None:
    inside = [span for span in marks if span.end <= len(text)]
    assert stripped(marked(text, inside, named=named)) == visible(text)


def test_text_of_a_report_never_becomes_a_tag() -> None:
    shown = marked(TEXT, [MarkedSpan(9, 16, Mark.PLACE)])
    assert "<b>" not in shown
    assert "&lt;b&gt;near" in shown


def test_where_marks_overlap_the_more_telling_one_stands_and_the_rest_stays_marked() -> None:
    text = "the ministry of Armenia's allies"
    shown = marked(text, [MarkedSpan(4, 25, Mark.ACTOR), MarkedSpan(16, 23, Mark.PLACE)])
    assert re.findall(r'gz-(\w+)" title="\w+">([^<]*)<', shown) == [
        ("who", "ministry of"),
        ("place", "Armenia"),
    ]


def test_what_was_searched_for_is_marked_inside_of_other_marks() -> None:
    shown = marked(TEXT, [MarkedSpan(21, 26, Mark.PLACE)], named=True, hits=[(12, 16), (21, 24)])
    assert re.findall(r'class="gz-hit" title="found">([^<]*)<', shown) == ["near", "Gan"]
    assert stripped(shown) == TEXT


@given(st.text(max_size=60), st.lists(spans, max_size=6), st.lists(spans, max_size=3))
def test_marking_what_was_found_changes_no_character(
    text: str, marks: list[MarkedSpan], found: list[MarkedSpan]
) -> None:
    inside = [span for span in marks if span.end <= len(text)]
    hits = sorted((span.start, span.end) for span in found)
    assert stripped(marked(text, inside, named=True, hits=hits)) == visible(text)


def test_the_words_for_kind_number_and_whether_it_happened_are_named(summer: Reading) -> None:
    event, text = summer.events[0], summer.report.text
    first = event.passage.start
    fields = (Field.KIND, Field.MODALITY, Field.NUMBER)
    evidence = tuple(
        Evidence(field, summer.report.id, start, start + 3, text[start : start + 3])
        for field, start in zip(fields, range(first, first + 9, 3), strict=True)
    )
    shown = passage(summer.report, replace(event, modality=Modality.DENIED, evidence=evidence))
    assert re.findall(r"<rt>(\w+)</rt>", shown) == ["what", "denied", "number"]


def test_a_number_stands_behind_its_event() -> None:
    shown = marked("One. Two.", [], numbers=[(4, 1), (9, 2)])
    assert re.sub(r"<[^>]*>", "", shown) == "One.1 Two.2"


def test_a_passage_names_place_date_and_people(summer: Reading) -> None:
    shown = passage(summer.report, summer.events[0])
    assert re.findall(r"<rt>(\w+)</rt>", shown) == ["place", "date", "who"]
    assert "elsewhere in the report" not in shown
