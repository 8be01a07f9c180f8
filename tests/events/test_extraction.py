"""From sentences, places and dates made by hand to events."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from geodata.coordinates import LatLon, distance_km
from geodata.events import extract_events
from geodata.model import (
    ActorRole,
    DateMention,
    Event,
    EventKind,
    Match,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Report,
    Sentence,
    Usage,
)
from geodata.partial_date import Bound, PartialDate


def place(
    name: str, lat: float, lon: float, kind: PlaceKind = PlaceKind.SETTLEMENT, **more
) -> Place:
    radius = 5.0 if kind is PlaceKind.SETTLEMENT else 150.0
    return Place(
        id=f"t:{name}",
        name=name,
        kind=kind,
        country_code=more.get("country_code", "AM"),
        country=more.get("country", "Armenia"),
        admin1=more.get("admin1", ""),
        admin2="",
        position=LatLon(lat, lon),
        radius_km=more.get("radius_km", radius),
        population=1000,
    )


PLACES = {
    "Berd": place("Berd", 40.88, 45.39, admin1="Tavush"),
    "Ijevan": place("Ijevan", 40.88, 45.15, admin1="Tavush"),
    "Tavush": place("Tavush", 40.9, 45.1, PlaceKind.REGION),
    "Armenia": place("Armenia", 40.2, 45.0, PlaceKind.COUNTRY),
    "Georgia": place(
        "Georgia", 42.0, 43.5, PlaceKind.COUNTRY, country_code="GE", country="Georgia"
    ),
    "Gyumri": place("Gyumri", 40.79, 43.85, admin1="Shirak"),
    "Yerevan": place("Yerevan", 40.18, 44.51, admin1="Yerevan"),
    "Lima": place("Lima", -12.05, -77.04, country_code="PE", country="Peru"),
    "Peru": place("Peru", -9.2, -75.0, PlaceKind.COUNTRY, country_code="PE", country="Peru"),
}


def read(
    text: str,
    days: dict[str, PartialDate] | None = None,
    published: date | None = date(2021, 6, 30),
    usages: dict[str, Usage] | None = None,
) -> tuple[Event, ...]:
    sentences = []
    for paragraph, block in enumerate(re.finditer(r"[^\n]+", text)):
        for found in re.finditer(r"\S[^.!?]*[.!?]?", block.group()):
            start = block.start() + found.start()
            sentences.append(
                Sentence(
                    start, start + len(found.group()), found.group(), len(sentences), paragraph
                )
            )
    matches = [
        Match(
            m.start(),
            m.end(),
            m.group(),
            (usages or {}).get(m.group(), Usage.PLACE),
            PLACES[m.group()],
            0.9,
            ("made by hand",),
        )
        for m in re.finditer("|".join(PLACES), text)
    ]
    dates = [
        DateMention(m.start(), m.end(), m.group(), days[m.group()], "stated")
        for m in (re.finditer("|".join(days), text) if days else [])
    ]
    return extract_events(Report("r1", text, "", published=published), sentences, matches, dates)


def only(text: str, **more) -> Event:
    events = read(text, **more)
    assert len(events) == 1, [e.title for e in events]
    return events[0]


def placed(event: Event) -> list[tuple[str, PlaceRole]]:
    return [(p.name, p.role) for p in event.places]


MONDAY = {"on Monday": PartialDate.of_day(date(2021, 6, 28))}


def test_a_shelled_village_is_a_target_with_its_day():
    event = only("Troops shelled Berd on Monday.", days=MONDAY)
    assert (event.kind, event.modality) == (EventKind.STRIKE, Modality.HAPPENED)
    assert placed(event) == [("Berd", PlaceRole.TARGET)]
    assert event.date == PartialDate.of_day(date(2021, 6, 28))
    assert event.date_rule == "stated"


def test_a_place_inside_another_makes_the_other_needless():
    event = only("A bomb exploded in Berd, Tavush, Armenia.")
    assert placed(event) == [("Berd", PlaceRole.SITE)]


def test_a_demonym_and_a_government_place_nothing():
    event = only(
        "Armenia said four soldiers were killed in fighting.", usages={"Armenia": Usage.GOVERNMENT}
    )
    assert event.places == ()
    assert event.speaker == "Armenia"


def test_a_merely_mentioned_place_carries_no_event():
    assert read("Officials in Yerevan recalled old days. Most goods came from Georgia.") == ()


def test_several_places_of_one_event_stay_one_event():
    event = only("The army held military exercises near Berd, around Ijevan and in Gyumri.")
    assert event.kind is EventKind.EXERCISE
    assert [(p.name, p.role, p.precision) for p in event.places] == [
        ("near Berd", PlaceRole.NEAR, Precision.RELATIVE),
        ("around Ijevan", PlaceRole.NEAR, Precision.RELATIVE),
        ("Gyumri", PlaceRole.SITE, Precision.SETTLEMENT),
    ]


def test_origin_and_destination_of_a_movement():
    event = only("A military convoy arrived in Gyumri from Yerevan.")
    assert event.kind is EventKind.MOVEMENT
    assert set(placed(event)) == {("Gyumri", PlaceRole.DESTINATION), ("Yerevan", PlaceRole.ORIGIN)}


def test_a_distance_and_a_direction_become_a_position_with_a_circle():
    (found,) = only("A mine exploded 12 km north of Berd.").places
    assert found.precision is Precision.RELATIVE
    assert distance_km(found.position, PLACES["Berd"].position) == pytest.approx(12, abs=0.1)
    assert found.position.lat > PLACES["Berd"].position.lat
    assert found.name == "12 km north of Berd"
    assert "12 km north of Berd" in found.reading


def test_between_two_towns_is_their_middle():
    (found,) = only("A bus overturned on the road between Ijevan and Berd.").places
    assert found.position.lon == pytest.approx((45.39 + 45.15) / 2, abs=0.01)
    assert found.radius_km == pytest.approx(10, abs=1)


def test_a_border_is_drawn_wide_and_says_so():
    (found,) = only("Soldiers clashed on the border with Georgia.").places
    assert found.precision is Precision.RELATIVE
    assert "border of Georgia" in found.reading
    (section,) = only("Soldiers clashed on the Tavush section of the border.").places
    assert "lies in Tavush" in section.reading


def test_harm_belongs_to_the_event_that_did_it():
    event = only(
        "A bus plunged into a river near Lima, killing at least 12 people and injuring 30."
    )
    assert event.kind is EventKind.ACCIDENT
    assert [(c.what, c.low, c.high) for c in event.counts] == [
        ("killed", 12, None),
        ("wounded", 30, 30),
    ]


def test_the_next_sentence_adds_to_the_same_event():
    event = only("A bomb exploded in Berd. The blast killed four people.")
    assert [c.what for c in event.counts] == ["killed"]
    assert len([e for e in event.evidence if e.field == "passage"]) == 2


def test_two_events_of_one_day_stay_two():
    events = read(
        "A bomb exploded in Berd on Monday. Another bomb exploded in Ijevan.", days=MONDAY
    )
    assert [placed(e) for e in events] == [
        [("Berd", PlaceRole.SITE)],
        [("Ijevan", PlaceRole.SITE)],
    ]


def test_an_inherited_place_and_date_say_so():
    protest, arrest = read(
        "Thousands protested in Yerevan on Monday. Police arrested 40 people.", days=MONDAY
    )
    assert not protest.places[0].inherited
    assert arrest.places[0].inherited
    assert arrest.places[0].name == "Yerevan"
    assert "earlier sentence" in arrest.places[0].reasons[0]
    assert arrest.date == protest.date
    assert "carried from the sentence before" in arrest.date_rule


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Troops shelled Berd.", Modality.HAPPENED),
        ("Troops are shelling Berd.", Modality.ONGOING),
        ("Troops reportedly shelled Berd.", Modality.CLAIMED),
        ("Troops presumably shelled Berd.", Modality.PRESUMED),
        ("Troops may have shelled Berd.", Modality.PRESUMED),
        ("The ministry denied that its troops had shelled Berd.", Modality.DENIED),
        ("Thousands will protest in Berd.", Modality.PLANNED),
        ("A protest is planned for Sunday in Berd.", Modality.PLANNED),
        ("The generals threatened to shell Berd.", Modality.THREATENED),
        ("Troops could shell Berd.", Modality.THREATENED),
        ("The rebels claimed that troops had shelled Berd.", Modality.CLAIMED),
    ],
)
def test_whether_it_happened(text, modality):
    assert only(text).modality is modality


def test_a_spoken_threat_is_an_event_of_its_own_kind():
    event = only("The generals issued a threat to bomb Armenia's power plant.")
    assert (event.kind, event.modality) == (EventKind.THREAT, Modality.THREATENED)
    assert placed(event) == [("Armenia", PlaceRole.TARGET)]


@pytest.mark.parametrize(
    "text",
    [
        "Troops did not shell Berd.",
        "No one was killed in Berd.",
        "Police averted an attack in Berd.",
        "If troops attack Berd, people will suffer.",
        "Had the bridge in Berd collapsed, dozens would have been killed.",
        "The rally in Berd was cancelled.",
    ],
)
def test_what_did_not_happen_is_no_event(text):
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Yerevan is battling cancer.",
        "The team fought back to win the match in Yerevan with two goals.",
        "Shares in Yerevan plunged as investors sold stocks.",
        "A film about the battle of Berd opens in Yerevan.",
        "The minister in Yerevan is under fire for his remarks.",
        "Companies in Yerevan struck a deal.",
        "The talk show in Yerevan was a hit.",
        "The party won by a landslide in Yerevan.",
        "Women in Berd were shelling peas.",
        "He suffered a heart attack in Yerevan.",
        "A flood of applications reached the school in Berd.",
    ],
)
def test_false_friends_tell_no_event(text):
    assert read(text) == ()


def test_a_deed_long_past_is_background():
    event = only(
        "In 1988 an earthquake destroyed Gyumri.", days={"In 1988": PartialDate.of_year(1988)}
    )
    assert event.modality is Modality.BACKGROUND


def test_what_lies_ahead_of_the_report_is_planned():
    event = only(
        "Talks between the ministers take place in Yerevan on 9 July.",
        days={"on 9 July": PartialDate.of_day(date(2021, 7, 9))},
    )
    assert (event.kind, event.modality) == (EventKind.TALKS, Modality.PLANNED)


def test_a_date_in_one_clause_does_not_date_what_came_before_it():
    events = read(
        "Crowds blocked roads in Yerevan on Monday after police had shot a man in Gyumri.",
        days=MONDAY,
    )
    shot = next(e for e in events if e.kind is EventKind.ATTACK_ON_CIVILIANS)
    assert shot.date is not None
    assert shot.date.bound is Bound.UNTIL
    assert "come before" in shot.date_rule


def test_the_day_of_the_statement_is_only_an_upper_bound():
    event = only("A bomb exploded in Berd, police said on Monday.", days=MONDAY)
    assert event.date is not None
    assert event.date.bound is Bound.UNTIL
    assert event.speaker == "police"


def test_without_a_date_the_rule_says_so():
    event = only("A bomb exploded in Berd.")
    assert (event.date, event.date_rule) == (None, "no date expression belongs to it")


def test_an_event_without_a_place_stays_in_the_list():
    event = only("President Anna Petrosyan pledged to make peace.")
    assert (event.kind, event.modality) == (EventKind.STATEMENT, Modality.PLANNED)
    assert not event.is_placed
    assert event.speaker == "Anna Petrosyan"


def test_persons_carry_their_titles_and_are_known_by_their_last_name():
    events = read(
        "Defence minister Anna Petrosyan visited Berd.\nPetrosyan met President Levon Hakobyan "
        "in Gyumri."
    )
    assert [(a.name, a.title, a.role) for a in events[0].actors] == [
        ("Anna Petrosyan", "Defence minister", ActorRole.DOES)
    ]
    assert {a.name for a in events[1].actors} == {"Anna Petrosyan", "Levon Hakobyan"}


def test_who_does_and_who_undergoes():
    event = only("Four soldiers were killed by gunmen in Berd.")
    assert {(a.name, a.role) for a in event.actors} == {
        ("soldiers", ActorRole.UNDERGOES),
        ("gunmen", ActorRole.DOES),
    }


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("at least four", 4, None),
        ("more than 2,000", 2001, None),
        ("half a dozen", 6, 6),
        ("dozens of", 24, None),
        ("up to 30", 0, 30),
        ("between 10 and 20", 10, 20),
        ("twenty-five", 25, 25),
    ],
)
def test_numbers_keep_low_and_high(words, low, high):
    event = only(f"A bomb in Berd exploded and killed {words} soldiers.")
    assert [(c.what, c.low, c.high) for c in event.counts] == [("killed", low, high)]


def test_ages_money_and_distances_are_not_counted():
    event = only("A bomb exploded in Berd, 12 km away, and a man aged 34 lost $500.")
    assert event.counts == ()


def test_every_field_points_at_its_words():
    text = "Troops shelled Berd on Monday, killing at least four people, the ministry said."
    event = only(text, days=MONDAY)
    assert {e.field.value for e in event.evidence} >= {"passage", "place", "date", "kind", "number"}
    assert all(text[e.start : e.end] == e.text for e in event.evidence)


def test_the_same_report_gives_the_same_ids():
    text = "A bomb exploded in Berd. Thousands protested in Yerevan."
    first, second = read(text), read(text)
    assert first == second
    assert len({e.id for e in first}) == 2


def test_a_headline_is_folded_into_the_event_it_announces():
    event = only("Bomb kills four in Berd\nA bomb exploded in Berd on Monday.", days=MONDAY)
    assert event.date == PartialDate.of_day(date(2021, 6, 28))


def test_a_long_title_keeps_the_word_that_tells_the_event():
    text = (
        "The ministry, which had for many years been reluctant to speak of such plans in public or "
        "in private with anybody at all, deployed half a dozen jets to hold military exercises in "
        "Berd."
    )
    event = only(text)
    assert len(event.title) <= 90
    assert "exercises" in event.title


def test_a_month_since_when_is_the_month_of_what_happened_in_it():
    told = PartialDate.of_day(date(2018, 6, 4))
    since = {"4 June 2018": replace(told, bound=Bound.SINCE)}
    event = only(
        "The rains are the heaviest since 4 June 2018, when ten people died in a flood in Berd.",
        days=since,
    )
    assert event.date == told
    assert event.modality is Modality.BACKGROUND


def test_a_later_day_does_not_date_a_clause_with_its_own_time():
    text = "Hours earlier, shelling killed five people in Berd, and drones struck Ijevan on Monday."
    first, second = read(text, days=MONDAY)
    assert first.date is None or first.date.is_open
    assert second.date == MONDAY["on Monday"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Omar Hassan al-Tayeb met villagers in Berd for talks.", "Omar Hassan al-Tayeb"),
        ("Minister Ana Paula dos Reis held talks in Berd.", "Ana Paula dos Reis"),
        ("The head of Textile Industries held talks in Berd.", "Textile Industries"),
    ],
)
def test_a_name_is_kept_whole(text, name):
    assert name in [actor.name for actor in only(text).actors]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Agstev River burst its banks and flooded Berd.", "Agstev River"),
        ("Gunmen ambushed a bus near Berd in North Tavan, killing five drivers.", "North Tavan"),
        ("Twelve people were killed in an explosion in Berd.", "Twelve people"),
        ("In Berd teachers began a strike.", "Berd teachers"),
    ],
)
def test_rivers_regions_and_numbers_are_nobody(text, name):
    for event in read(text):
        assert name not in [actor.name for actor in event.actors]


def test_floods_compared_with_a_month_do_not_last_since_then():
    told = PartialDate.of_month(2018, 5)
    since = {"May 2018": replace(told, bound=Bound.SINCE)}
    event = only(
        "The floods are the worst since May 2018, when ten people died in Berd.", days=since
    )
    assert event.date == told
