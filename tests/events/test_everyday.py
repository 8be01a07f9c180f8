"""Everyday verbs, scenes, sayings and headlines, read from plain sentences."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.events import extract_events
from geodata.model import DateMention, Event, EventKind, Modality, Report, Sentence
from geodata.partial_date import PartialDate

DAYS = {
    "on Friday night": PartialDate.of_day(date(2021, 6, 25)),
    "on Monday": PartialDate.of_day(date(2021, 6, 28)),
    "On Thursday": PartialDate.of_day(date(2021, 6, 24)),
    "3 June": PartialDate.of_day(date(2021, 6, 3)),
    "7 June": PartialDate.of_day(date(2021, 6, 7)),
}


def read(text: str) -> tuple[Event, ...]:
    sentences, start = [], 0
    for number, part in enumerate(text.split(". ")):
        ended = part if part.endswith(".") else part + "."
        sentences.append(Sentence(start, start + len(ended), ended, number, 0))
        start += len(part) + 2
    dates = sorted(
        (
            DateMention(text.index(words), text.index(words) + len(words), words, day, "stated")
            for words, day in DAYS.items()
            if words in text
        ),
        key=lambda mention: mention.start,
    )
    report = Report("r1", text, "", published=date(2021, 6, 30))
    return extract_events(report, sentences, [], dates)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two rockets hit a school on Monday.", EventKind.STRIKE),
        ("Hundreds of families left the town for the hills.", EventKind.HUMANITARIAN),
        ("On Thursday the president dismissed his defence minister.", EventKind.OTHER),
        ("Turkey sent six fighters and two companies of commandos.", EventKind.MOVEMENT),
        ("A priest was taken from his church on Monday.", EventKind.ATTACK_ON_CIVILIANS),
        ("The rebels freed 40 prisoners on Monday.", EventKind.HUMANITARIAN),
        ("An army delegation travelled to the capital on Monday.", EventKind.TALKS),
        ("Demonstrators entered the parliament on Monday.", EventKind.PROTEST),
        ("China protested against the passage of a destroyer.", EventKind.STATEMENT),
        ("Two lorries with medicine reached the camp on Monday.", EventKind.DELIVERY),
    ],
)
def test_an_everyday_verb_tells_an_event_in_its_company(text, kind):
    assert [event.kind for event in read(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The retailer hit its sales target on Monday.",
        "The singer left the stage to applause.",
        "Critics dismissed the film as dull on Monday.",
        "She sent her mother a letter on Monday.",
        "Samples were taken from the well on Monday.",
        "The singer released an album on Monday.",
        "Tourists travelled to the coast on Monday.",
        "The driver entered the race late.",
    ],
)
def test_an_everyday_verb_in_other_company_tells_none(text):
    assert read(text) == ()


def test_a_sentence_without_an_event_gives_its_day_to_the_next():
    (event,) = read("Music filled the square on Friday night. Police used water cannon.")
    assert event.date == DAYS["on Friday night"]
    assert event.date_rule == "stated; carried from the sentence before"


def test_fighting_that_resumes_on_another_day_is_another_event():
    events = read("Fighting broke out on 3 June. After a lull, clashes resumed on 7 June.")
    assert [event.date for event in events] == [DAYS["3 June"], DAYS["7 June"]]


def test_two_verbs_of_one_subject_share_it():
    gas, arrest = read("Police used tear gas and water cannon and detained several protesters.")
    assert (gas.kind, arrest.kind) == (EventKind.RIOT, EventKind.ARREST)
    assert arrest.title == "Police detained several protesters"


def test_an_attack_that_is_only_spoken_of_is_no_event():
    (event,) = read("Iran vowed that an attack on its soil would be met with force.")
    assert (event.kind, event.modality) == (EventKind.STATEMENT, Modality.PLANNED)
    assert event.title == "Iran vowed that an attack on its soil would be met with force"


def test_what_is_demanded_is_not_told_as_done():
    (event,) = read("Kenya urged both sides to resume talks.")
    assert event.kind is EventKind.STATEMENT


def test_a_man_accused_in_court_accuses_nobody():
    assert all(e.kind is not EventKind.STATEMENT for e in read("A man accused of fraud smiled."))


def test_the_counted_noun_follows_its_number():
    (event,) = read("The two armies held joint exercises on Monday.")
    assert [(count.text, count.what) for count in event.counts] == [("two armies", "armies")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "On Thursday, according to the mayor, drones struck a depot.",
            "Drones struck a depot",
        ),
        (
            "For about ten days the two armies held joint exercises.",
            "The two armies held joint exercises",
        ),
        (
            "A spokesman for the defence ministry threatened to strike the great nuclear power "
            "plant in the hills with missiles.",
            "Defence ministry threatened to strike the great nuclear power plant in the hills",
        ),
        (
            "A landslide buried three houses and a long bridge over the river that had been built "
            "by engineers of the old republic.",
            "A landslide buried three houses and a long bridge over the river",
        ),
    ],
)
def test_a_title_begins_with_who_acts_and_ends_with_a_phrase(text, title):
    assert read(text)[0].title == title


def test_a_denial_names_who_denies():
    (event,) = read("The defence ministry denied that its artillery had fired on villages.")
    assert event.modality is Modality.DENIED
    assert event.title == ("The defence ministry denied that its artillery had fired on villages")


@pytest.mark.parametrize("verb", ["stabbed", "shot", "gunned down", "beheaded"])
def test_a_past_form_with_a_doubled_letter_is_known(verb):
    (event,) = read(f"Gunmen {verb} two tourists on Monday.")
    assert event.kind is EventKind.ATTACK_ON_CIVILIANS


def test_a_crowd_that_demands_protests():
    (event,) = read("Farmers drove tractors into the capital on Monday to demand subsidies.")
    assert event.kind is EventKind.PROTEST


def test_the_day_of_a_condition_is_not_the_day_of_the_threat():
    [event] = read("The governor threatened to send troops if the road is not open on Monday.")
    assert event.kind is EventKind.THREAT
    assert event.date is None or event.date.is_open


@pytest.mark.parametrize(
    "text",
    [
        "The road gave way on Monday, cutting off relief convoys.",
        "The fighters are blocking food deliveries to the valley.",
        "Deliveries of aid were suspended on Monday.",
    ],
)
def test_relief_that_is_stopped_is_no_delivery(text):
    assert EventKind.DELIVERY not in [event.kind for event in read(text)]


def test_relief_that_came_is_a_delivery():
    [event] = read("A convoy of food arrived in the valley on Monday.")
    assert event.kind is EventKind.DELIVERY


@pytest.mark.parametrize(
    "text",
    [
        "Oriente attacked from the whistle and crushed Aurora 4-0 on Monday.",
        "The visitors' defence was bombarded by crosses in a 2-1 defeat.",
        "The derby was a battle that the Lions, under siege to the end, drew 1–1.",
    ],
)
def test_a_game_told_in_words_of_war_is_no_event(text):
    assert read(text) == ()


def test_deaths_at_a_game_with_a_score_are_told():
    [event] = read("A bomb exploded and killed three fans after the 2-1 defeat on Monday.")
    assert event.kind is not None


def test_a_vote_told_in_figures_is_no_game():
    assert read("The court voted 5-4 to lift the ban and troops shelled the town on Monday.")


def test_a_purchase_agreed_upon_is_no_agreement():
    assert read("The ministry agreed to buy twelve tractors on Monday.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Drivers should check their cars before they hit the road.",
        "Sales of cars hit a record on Monday.",
        "The budget battle began on Monday.",
        "The Wildcats beat the Tigers in a shootout on Friday night.",
        "The city council reached an agreement with the museum on Monday.",
        "The school signed a contract agreement with its teachers on Monday.",
    ],
)
def test_a_figure_of_speech_or_a_local_bargain_is_no_event(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A car hit a tree on Friday night.", EventKind.ACCIDENT),
        ("She died on Monday after a long battle with cancer.", EventKind.OTHER),
        ("Gunmen and troops fought a battle with mortars on Monday.", EventKind.BATTLE),
        ("Two gunmen were killed in a shootout with police on Monday.", EventKind.BATTLE),
        ("The two governments reached an agreement on Monday.", EventKind.AGREEMENT),
    ],
)
def test_the_same_words_in_earnest_stay_events(text: str, kind: EventKind) -> None:
    assert [event.kind for event in read(text)] == [kind]
