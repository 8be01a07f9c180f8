"""Words of public news that look like events, and events that hide behind other words."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import ActorRole, Event, EventKind, Field, Modality
from geodata.pipeline import read_report


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def read(text: str, gazetteer: Gazetteer) -> tuple[Event, ...]:
    return read_report(text, published=date(2024, 3, 7), gazetteer=gazetteer).events


def kinds(text: str, gazetteer: Gazetteer) -> list[EventKind]:
    return [event.kind for event in read(text, gazetteer)]


@pytest.mark.parametrize(
    "text",
    [
        "There is no longer a threat to the town, police in Leeds said.",
        "Police in Leeds called for an ambulance to help the woman.",
        "The floodwater had receded in Assam by Monday.",
        "Troops were engaged in building a bridge near Mopti.",
        "The commander outlawed any plan to organise protests in Nairobi.",
        "Historians feared that a general would seize control of Lima.",
        "Police seized the suspect's car in Leeds on Monday.",
        "Residents of Texas are bracing for possible tornadoes on Sunday.",
        "People were told to shelter in the event of a storm in Texas.",
        "The crowd waited near the fire exit of a bar in Leeds on Monday.",
        "The phone maker replaced its chief executive on Monday.",
        "Issues remained open, including borders and the withdrawal of troops.",
        "The plan was met with fierce resistance in Oslo on Monday.",
        "Doctors treated the dead and wounded in Lima.",
    ],
)
def test_a_trap_of_public_news_gives_no_event(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The navy launched a missile strike near Odesa on Monday.", EventKind.STRIKE),
        ("Dockers launched a strike in Durban on Monday.", EventKind.PROTEST),
        ("A strike has killed nine people in Khan Younis.", EventKind.STRIKE),
        ("Armed bandits stormed a village near Gusau on Monday.", EventKind.ATTACK_ON_CIVILIANS),
        ("Powerful storms and hail hit Tulsa on Monday.", EventKind.DISASTER),
        ("Police lobbed teargas at marchers in Lima on Monday.", EventKind.RIOT),
        ("The ferry sank off Surabaya late on Monday.", EventKind.ACCIDENT),
        ("The crash left three dead near Pune on Monday.", EventKind.ACCIDENT),
        ("The Bear Creek Fire destroyed 80 homes near Redding on Monday.", EventKind.DISASTER),
        ("A bus driver was headbutted by a passenger in York.", EventKind.ATTACK_ON_CIVILIANS),
        ("The envoy met with elders in Herat on Monday.", EventKind.TALKS),
        ("Jane Roe met with Foreign Minister John Doe in Oslo on Monday.", EventKind.TALKS),
        ("The collapse of a hillside killed 12 people near Cali on Monday.", EventKind.DISASTER),
    ],
)
def test_the_company_of_a_word_gives_its_kind(
    text: str, kind: EventKind, gazetteer: Gazetteer
) -> None:
    assert kinds(text, gazetteer) == [kind]


def test_an_inquiry_tells_the_deed_and_names_no_doer(gazetteer: Gazetteer) -> None:
    (event,) = read(
        "Bristol police are investigating a stabbing that took place at a hostel on Tuesday.",
        gazetteer,
    )
    assert event.kind is EventKind.ATTACK_ON_CIVILIANS
    assert event.date is not None
    assert event.date.first_day == date(2024, 3, 5)
    assert not [actor for actor in event.actors if actor.role is ActorRole.DOES]


def test_the_deed_an_arrest_follows_is_told_beside_it(gazetteer: Gazetteer) -> None:
    text = "Two men were arrested following a stabbing at a hotel in Lille."
    assert kinds(text, gazetteer) == [EventKind.ARREST, EventKind.ATTACK_ON_CIVILIANS]


@pytest.mark.parametrize(
    "text",
    [
        "A man suspected of robbing a shop in Leeds was arrested on Monday.",
        "The alleged killer was arrested in Leeds on Monday.",
        "Police arrested a man in Leeds on Monday over the alleged theft of a van.",
    ],
)
def test_an_arrest_is_sure_though_the_deed_is_alleged(text: str, gazetteer: Gazetteer) -> None:
    (event,) = read(text, gazetteer)
    assert (event.kind, event.modality) == (EventKind.ARREST, Modality.HAPPENED)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A bridge collapsed in Genoa on Monday but no one was hurt.", {"wounded": 0}),
        ("No casualties were reported when shells hit Goma.", {"killed or wounded": 0}),
        ("The quake near Quito on Monday killed nobody.", {"killed": 0}),
        ("A fire gutted a mill in Leeds on Monday. Nobody was injured.", {"wounded": 0}),
        ("A blast in Mosul caused the deaths of five guards.", {"killed": 5}),
        ("A crash near Pune caused injuries to 42 passengers.", {"wounded": 42}),
    ],
)
def test_nobody_is_nought_and_the_deaths_of_five_are_five(
    text: str, counts: dict[str, int], gazetteer: Gazetteer
) -> None:
    event = read(text, gazetteer)[0]
    assert {count.what: count.low for count in event.counts} == counts


def test_the_strikes_of_two_sides_stay_two_with_their_own_dead(gazetteer: Gazetteer) -> None:
    events = read(
        "Ukrainian strikes on Horlivka killed two people, while Russian strikes wounded five.",
        gazetteer,
    )
    assert [[(c.what, c.low) for c in e.counts] for e in events] == [
        [("killed", 2)],
        [("wounded", 5)],
    ]


def test_an_arrest_told_again_with_a_name_and_a_day_is_told_once(gazetteer: Gazetteer) -> None:
    (event,) = read(
        "A Keene man was arrested on drug charges. The flat was searched. "
        "Martin Kay, 64, was arrested on Monday.",
        gazetteer,
    )
    assert event.date is not None
    assert event.date.first_day == date(2024, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Martin Kay, 64, a retired officer, was arrested on Monday in Leeds.",
        "Martin Kay, the owner of a bar, was arrested on Monday in Leeds.",
    ],
)
def test_who_is_arrested_behind_an_aside_undergoes_it(text: str, gazetteer: Gazetteer) -> None:
    (event,) = read(text, gazetteer)
    assert [(actor.name, actor.role) for actor in event.actors] == [
        ("Martin Kay", ActorRole.UNDERGOES)
    ]


def test_fires_of_two_names_stay_two(gazetteer: Gazetteer) -> None:
    text = (
        "The Bear Fire destroyed 80 homes near Redding on Monday. "
        "The Elk Fire destroyed nine homes on Monday."
    )
    assert len(read(text, gazetteer)) == 2


def test_a_sinking_told_again_is_told_once(gazetteer: Gazetteer) -> None:
    text = (
        "A dinghy capsized off Lampedusa on Monday. Survivors were tired. "
        "The dinghy capsized at dawn, they said."
    )
    assert kinds(text, gazetteer) == [EventKind.ACCIDENT]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The ministry denied that any soldiers had fled the town of Goma.",
            "The ministry denied that any soldiers had fled the town of Goma",
        ),
        (
            "ST. LOUIS COUNTY • A man was shot in Manchester on Monday.",
            "A man was shot in Manchester on Monday",
        ),
        ("• A flood hit Assam on Monday.", "A flood hit Assam on Monday"),
        ("Sadly, a boat capsized off Malta on Monday.", "A boat capsized off Malta on Monday"),
        (
            "A cargo ship capsized in heavy seas some forty nautical miles off Surabaya late on "
            "Monday night after its load of timber had shifted.",
            "A cargo ship capsized in heavy seas some forty nautical miles off Surabaya",
        ),
    ],
)
def test_a_headline_is_clean(text: str, title: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer)[0].title == title


def test_the_words_marked_for_the_kind_are_those_of_that_kind(gazetteer: Gazetteer) -> None:
    arrest = next(
        event
        for event in read(
            "Police arrested nine people and fired tear gas at a rally in Lima on Monday.",
            gazetteer,
        )
        if event.kind is EventKind.ARREST
    )
    marked = [proof.text for proof in arrest.evidence if proof.field is Field.KIND]
    assert marked == ["arrested"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shots were fired at a bus near Ganja on Monday.", EventKind.ATTACK_ON_CIVILIANS),
        ("Shots were fired between two clans in Basra on Monday.", EventKind.BATTLE),
        ("Fire was opened on army positions near Mopti on Monday.", EventKind.BATTLE),
    ],
)
def test_shots_that_were_fired_are_told_whoever_fired_them(
    text: str, kind: EventKind, gazetteer: Gazetteer
) -> None:
    assert kinds(text, gazetteer) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Warning shots were fired in Leeds on Monday.",
        "Shots were fired in the air at a wedding in Basra on Monday.",
    ],
)
def test_shots_at_nobody_are_no_event(text: str, gazetteer: Gazetteer) -> None:
    assert kinds(text, gazetteer) == []


def test_a_headline_behind_a_date_begins_with_how_many(gazetteer: Gazetteer) -> None:
    (event,) = read("On 14 February 2024 three miners were shot dead in Lima.", gazetteer)
    assert event.title == "Three miners were shot dead in Lima"


def test_what_a_protest_is_at_is_not_what_happened(gazetteer: Gazetteer) -> None:
    text = "Some 200 people blocked a road in Tripoli on Monday to protest at power cuts."
    assert kinds(text, gazetteer) == [EventKind.PROTEST]


def test_what_happened_separately_takes_neither_the_dead_nor_the_place_of_before(
    gazetteer: Gazetteer,
) -> None:
    flood, crash = read(
        "Floods swept through Swat on Friday, killing nine people. Separately, a bus plunged "
        "into a ravine near Xyzgorod, killing seven.",
        gazetteer,
    )
    assert [count.low for count in flood.counts] == [9]
    assert [count.low for count in crash.counts] == [7] and not crash.places


def test_whom_somebody_met_in_a_city_was_met_there(gazetteer: Gazetteer) -> None:
    (event,) = read("The foreign minister met the French envoy in Lisbon on Tuesday.", gazetteer)
    assert [place.name for place in event.places] == ["Lisbon"]


def test_what_a_president_declares_is_not_placed_in_the_town_of_before(
    gazetteer: Gazetteer,
) -> None:
    text = "Gunmen stormed a bank in Cuenca on Friday. The president declared a {}."
    events = read(text.format("state of emergency on Sunday"), gazetteer)
    assert [[place.name for place in event.places] for event in events] == [["Cuenca"], []]
