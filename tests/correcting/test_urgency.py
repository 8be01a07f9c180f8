"""What stands first in the queue of review."""

from __future__ import annotations

from dataclasses import replace

from geodata import model as m
from geodata.correcting import DOUBTFUL_FROM, weight_of
from geodata.partial_date import PartialDate
from tests.storage.conftest import a_reading

SURE = replace(
    a_reading().events[0],
    places=tuple(
        replace(place, score=0.97, runners_up=(), inherited=False)
        for place in a_reading().events[0].places
    ),
    counts=(),
    certainty=0.95,
)


def test_a_placed_and_dated_event_without_rivals_is_certain() -> None:
    weight = weight_of(SURE)
    assert weight.doubt < DOUBTFUL_FROM
    assert (weight.impact, weight.doubts, weight.stakes) == (1.0, (), ())


def test_no_event_without_place_or_day_and_none_with_dead_is_certain() -> None:
    dead = m.Count("two soldiers", "killed", 2, 2, 0, 4)
    for unsure in (
        replace(SURE, places=()),
        replace(SURE, date=None),
        replace(SURE, date=PartialDate.without_year(month=7)),
        replace(SURE, counts=(dead,)),
        replace(SURE, modality=m.Modality.CLAIMED),
        replace(SURE, certainty=0.5),
    ):
        assert weight_of(unsure).doubt >= DOUBTFUL_FROM, unsure
        assert weight_of(unsure).doubts, unsure


def test_a_low_score_is_a_doubt_in_words_where_nothing_else_is() -> None:
    guessed = replace(SURE, places=(replace(SURE.places[0], score=0.68),))
    unread = replace(SURE, certainty=0.51)
    assert weight_of(guessed).doubts == ("its place scores 0.68",)
    assert weight_of(unread).doubts == ("its reading scores 0.51",)
    assert (weight_of(guessed).doubt, weight_of(unread).doubt) == (0.32, 0.49)
    assert weight_of(replace(guessed, date=None)).doubts == (
        "its place scores 0.68", "its day is not known",
    )  # fmt: skip


def test_of_two_equally_unsure_events_the_one_with_dead_comes_first() -> None:
    unsure = replace(SURE, certainty=0.4)
    deadly = replace(unsure, counts=(m.Count("two", "killed", 2, 2, 0, 4),))
    strike = replace(unsure, kind=m.EventKind.STRIKE)
    weights = [weight_of(event) for event in (unsure, strike, deadly)]
    assert [weight.doubt for weight in weights] == [0.6, 0.6, 0.6]
    assert weights[0].impact < weights[1].impact < weights[2].impact
    assert weights[2].stakes == ("2 killed",)


def test_a_place_that_a_person_chose_is_no_question_any_more() -> None:
    rival = m.Candidate(SURE.places[0].place, 0.6)
    asked = replace(SURE, places=(replace(SURE.places[0], score=0.6, runners_up=(rival,)),))
    chosen = replace(SURE, places=(replace(SURE.places[0], score=1.0, runners_up=(rival,)),))
    assert weight_of(asked).doubts == ("2 places could be meant",)
    assert weight_of(chosen).doubt < DOUBTFUL_FROM
