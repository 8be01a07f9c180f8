"""Times counted in hours, ends that lie ahead, seasons of both halves of the world."""

from datetime import date

import pytest

from geodata.dating import find_dates

PUBLISHED = date(2023, 5, 16)


def found(text, published=PUBLISHED, **more):
    return [(d.text, d.date.edtf) for d in find_dates(text, published=published, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will meet in two weeks.", ("in two weeks", "2023-05-29/2023-06-04")),
        ("Polls are to open in ten days.", ("in ten days", "2023-05-26")),
        ("All must leave within 48 hours.", ("within 48 hours", "2023-05-16~/2023-05-18~")),
        ("Nine died in the past week.", ("the past week", "2023-05-09~/2023-05-16~")),
        ("Nine died over the last 24 hours.", ("the last 24 hours", "2023-05-15~/2023-05-16~")),
        ("It was built half a century ago.", ("half a century ago", "1973~")),
        ("He fled two and a half years ago.", ("two and a half years ago", "2020-11~")),
        ("They meet again on Monday week.", ("Monday week", "2023-05-29")),
        ("It burst on the last day of April.", ("the last day of April", "2023-04-30")),
        ("Rain has fallen since Friday.", ("Friday", "2023-05-12/..")),
        ("Schools stay shut until 20 May.", ("20 May", "../2023-05-20")),
        ("After talks in Jeddah until 12 May they left.", ("12 May", "../2023-05-12")),
        ("Встреча пройдёт через две недели.", ("через две недели", "2023-05-29/2023-06-04")),
        ("Пожар вспыхнул в ночь на 12 мая.", ("ночь на 12 мая", "2023-05-11/2023-05-12")),
    ],
)
def test_what_counts_from_the_report_is_counted(text, expected):
    [(words, edtf)] = found(text)
    assert (words, edtf) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In two weeks of fighting 300 people died.",
        "It was the worst flood in the past ten years.",
        "Rain fell for the first time in three months.",
        "Within two days of the attack the road was open.",
        "Guns were silent for three days on end.",
    ],
)
def test_durations_and_yardsticks_are_no_dates(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Hours after the truce was signed on 12 May, guns were heard.", "2023-05-12"),
        ("Two days after the quake of 9 May looters were held.", "2023-05-11"),
        ("The day before the quake of 9 May looters were held.", "2023-05-08"),
    ],
)
def test_hours_and_days_beside_an_event_count_from_its_own_date(text, first):
    assert found(text)[0][1] == first


def test_hours_after_a_day_told_before_stay_on_it_and_48_hours_are_two_days():
    text = "The truce was signed on 12 May. Two hours later guns were heard. {} they fell silent."
    assert found(text.format("Minutes later"))[1:] == [
        ("Two hours later", "2023-05-12"),
        ("Minutes later", "2023-05-12"),
    ]
    assert found(text.format("48 hours later"))[2] == ("48 hours later", "2023-05-14")


def test_the_following_week_is_the_week_behind_that_of_the_day():
    text = "The vote was held on 9 May; results came the following week."
    assert found(text)[1] == ("the following week", "2023-05-15/2023-05-21")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Australian farms burnt in summer 2020.", "2020-12-01~/2021-02-28~"),
        ("Argentina voted in the spring of 2019.", "2019-09-01~/2019-11-30~"),
        ("Chile was dry in the winter of 2021.", "2021-06-01~/2021-08-31~"),
        ("Italy was dry in the winter of 2021.", "2021-12-01~/2022-02-28~"),
        ("The 2019-20 summer was the driest in Australia.", "2019-12-01~/2020-02-29~"),
    ],
)
def test_seasons_are_those_of_the_half_of_the_world_that_is_told_of(text, edtf):
    assert found(text)[0][1] == edtf


def test_a_season_that_crosses_new_year_had_begun_when_the_report_was_written():
    [mention] = find_dates("Australian farms burnt in summer 2020.", published=date(2020, 2, 10))
    assert mention.date.edtf == "2019-12-01~/2020-02-29~"
    assert mention.rule == (
        "stated; seasons as in the southern half of the world, as the text names Australian"
    )


def test_where_the_places_lie_outweighs_the_names_in_the_text():
    [(_, edtf)] = found("Sydney was hot in the summer of 2022.", southern=True)
    assert edtf == "2022-12-01~/2023-02-28~"
    [(_, edtf)] = found("An Australian swam in Crete in the summer of 2022.", southern=False)
    assert edtf == "2022-06-01~/2022-08-31~"


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("Signed 03/04/2022, in force 12 May 2022.", "2022-04-03", "“12 May 2022” shows"),
        ("Signed 03/04/2022, in force May 12, 2022.", "2022-03-04", "“May 12, 2022” shows"),
        ("Подписано 03/04/2022.", "2022-04-03", "the language of the text shows"),
    ],
)
def test_slash_dates_follow_the_order_of_dates_in_words_or_of_the_language(text, edtf, rule):
    mention = find_dates(text, published=PUBLISHED)[0]
    assert mention.date.edtf == edtf
    assert mention.rule.endswith(rule)


def test_the_eve_of_a_named_day_is_the_day_before_it():
    assert found("A bomb went off on the eve of Christmas 2022.") == [
        ("the eve of Christmas 2022", "2022-12-24")
    ]


def test_a_date_that_was_moved_is_two_dates_that_lie_ahead() -> None:
    text = "The vote was moved from 14 November to 12 December."
    assert found(text) == [("14 November", "2023-11-14"), ("12 December", "2023-12-12")]
    assert found("It was postponed to 20 July.") == [("20 July", "2023-07-20")]
    text = "The patrol moved from 4 to 6 May along the river."
    assert found(text) == [("4 to 6 May", "2023-05-04/2023-05-06")]
