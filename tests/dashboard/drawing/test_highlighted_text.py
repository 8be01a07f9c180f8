from __future__ import annotations

import html as html_module
import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.highlighted_text import Mark, MarkedSpan, marked, passage
from dashboard.drawing.plain_text import visible
from geodata.model import Reading

TEXT = "Fighting <b>near</b> Ganja on 12 July, he said."
spans = st.builds(
    lambda start, length, mark: MarkedSpan(start, start + length, mark),
    st.integers(0, 60), st.integers(1, 20), st.sampled_from(list(Mark)),
)  # fmt: skip


def stripped(markup: str) -> str:
    without = re.sub(r"<rt>[^<]*</rt>|<span class=\"gz-number\"[^<]*</span>", "", markup)
    return html_module.unescape(re.sub(r"<[^>]*>", "", without))


@given(st.text(max_size=60), st.lists(spans, max_size=6), st.booleans())
def test_marking_changes_no_character(text: str, marks: list[MarkedSpan], named: bool) -> None:
    inside = [span for span in marks if span.end <= len(text)]
    assert stripped(marked(text, inside, named=named)) == visible(text)


def test_text_of_a_report_never_becomes_a_tag() -> None:
    shown = marked(TEXT, [MarkedSpan(9, 16, Mark.PLACE)])
    assert "<b>" not in shown
    assert "&lt;b&gt;near" in shown


def test_overlapping_marks_keep_the_more_telling_one() -> None:
    shown = marked("in Ganja", [MarkedSpan(0, 8, Mark.ACTOR), MarkedSpan(3, 8, Mark.PLACE)])
    assert shown.count("<mark") == 1
    assert "gz-place" in shown


def test_a_number_stands_behind_its_event() -> None:
    shown = marked("One. Two.", [], numbers=[(4, 1), (9, 2)])
    assert re.sub(r"<[^>]*>", "", shown) == "One.1 Two.2"


def test_a_passage_names_place_date_and_people(summer: Reading) -> None:
    shown = passage(summer.report, summer.events[0])
    assert re.findall(r"<rt>(\w+)</rt>", shown) == ["place", "date", "who"]
    assert "elsewhere in the report" not in shown
