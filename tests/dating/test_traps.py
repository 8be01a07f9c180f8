"""What looks like a date and is none; texts made to break things."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.dating import find_dates

PUBLISHED = date(2020, 8, 20)


@pytest.mark.parametrize(
    "text",
    [
        "The army may attack.",
        "THE ARMY MAY ATTACK.",
        "They march on the capital.",
        "The March on Washington was huge.",
        "Shells fell on May village.",
        "April Johnson and June Smith spoke.",
        "He reads the Sun and the Sunday Times.",
        "The 5th Corps and the 8th Army moved.",
        "It hit 1,200 people.",
        "Some 2020 troops arrived.",
        "in 2020 villages",
        "The 1915 Çanakkale Bridge is long.",
        "A Boeing 737 and an F-16 landed.",
        "Resolution 1973 was passed.",
        "It ended 2-1 after a 24/7 watch.",
        "Call 504-555-2019 or +374 10 202016.",
        "It costs $2016 or 2016 euros.",
        "Version 3.11.2 of 1.16.2020.4 is out.",
        "He lives at 1935 Orchard St.",
        "It began at 1800 and ended at 10:30.",
        "She is 65, her 16-year-old son too.",
        "for ten days",
        "a 10-day exercise",
        "the worst flood in the past three weeks",
        "on Mondays and every Friday",
        "Section 12.5 of Act 1998",
        "2/3 of the voters",
        "Gate 12, 16 May Street",
        "He came a day later than planned.",
        "USA Today reported it.",
        "Christmas Island is far.",
        "the fall of Kabul",
        "the 16th Street bridge",
        "155 mm and 7.62 mm rounds",
        "",
        "   \n\n  ",
    ],
)
def test_what_is_no_date_is_not_found(text):
    assert find_dates(text, published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May 2019, May said she may go.", ["May 2019"]),
        ("In May, the people of May village left.", ["May"]),
        ("On March 5 they may march.", ["March 5"]),
        ("In 2016 troops crossed the river.", ["2016"]),
        ("the 2016 election and the 2016 troops", ["2016"]),
        ("said that Monday would be calm", ["Monday"]),
        ("July 16's attack", ["July 16"]),
        ("On 16 July at 10:30 GMT (13:30 local time)", ["16 July"]),
        ("before 9/11 and after", ["9/11"]),
        ("on\u200e 16\u00a0July\u202c 2020", ["16\u00a0July\u202c 2020"]),
        ("on 16\x00July 2020", ["16\x00July 2020"]),
        ("on July\n16, 2020", ["July\n16, 2020"]),
    ],
)
def test_a_date_among_traps_is_found_alone(text, found):
    assert [m.text for m in find_dates(text, published=PUBLISHED)] == found


def test_nine_eleven_is_the_day_that_it_names():
    [mention] = find_dates("the world since 9/11", published=PUBLISHED)
    assert mention.first_day == date(2001, 9, 11)


def test_two_paragraphs_do_not_make_one_date():
    assert [m.text for m in find_dates("in July\n\n2020 troops")] == ["July"]


DATE_WORDS = """
on 16 July 2020 yesterday two days after before the next last week of in 31 February 9999 0001
Easter 1 99 first quarter from to between and - , . ( ) ' since half century early summer later
ago years 2000 months 16.07.2020 9/11 3/4/2020 mid- 1990s հուլիսի 16-ին вчера июля ə iyul Q3 that
same Monday night through until / :
"""
PIECES = [*DATE_WORDS.split(), "\n\n", "\x00", "\u202e"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.one_of(st.none(), st.dates()),
)
def test_any_heap_of_date_words_gives_sound_mentions(pieces, published):
    text = " ".join(pieces)
    end = 0
    for mention in find_dates(text, published=published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.rule
        assert mention.date.is_open == (mention.first_day is None)
        assert isinstance(mention.date.edtf, str)
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    for mention in find_dates(text, published=PUBLISHED):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "unit",
    [
        "on July 16 the army left ",
        "two days after the fall ",
        "16, ",
        "16-",
        "1.",
        "the ",
        "a'",
        ",",
        "\n",
        "2020 ",
        "in the year ",
    ],
)
def test_the_same_words_over_and_over_are_read_to_the_end(unit):
    text = unit * (160_000 // len(unit))
    found = find_dates(text, published=PUBLISHED)
    assert [text[mention.start : mention.end] for mention in found] == [m.text for m in found]
    assert bool(found) == bool(find_dates(unit * 3, published=PUBLISHED))


def test_ten_thousand_dates_are_ten_thousand_mentions():
    text = " ".join("July 16." for _ in range(10_000))
    assert len(find_dates(text, published=PUBLISHED)) == 10_000
