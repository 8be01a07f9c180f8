"""Whole sentences from many regions of the world, read with the embedded gazetteer."""

import pytest

from geodata.gazetteer import Gazetteer
from geodata.model import Match, Mention, Usage
from geodata.resolving import find_places, resolve


def named(text: str, name: str, published_by: str = "") -> Match:
    matches = find_places(text, published_by=published_by)
    found = [match for match in matches if match.text == name]
    assert found, f"{name} was not found in: {text}"
    return found[0]


def label(match: Match) -> str:
    return match.place.label if match.place else "not placed"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Rockets fell on Ganja, Azerbaijan, overnight.", "Ganja", "Ganja, Ganja City, Azerbaijan"),
        ("Fighting went on in Tavush, Armenia said.", "Tavush", "Tavush, Armenia"),
        ("Helicopters landed in Baku and Nakhichevan.", "Baku", "Baku, Baki, Azerbaijan"),
        ("Fans drove from Dallas to Paris, Texas.", "Paris", "Paris, Texas, United States"),
        ("Trains run from Lyon to Paris and Lille.", "Paris", "Paris, Île-de-France, France"),
        ("A quake hit Concepción and Valparaíso in Chile.", "Concepción",
         "Concepción, Biobío, Chile"),
        ("The road from Valencia to Maracay, Venezuela, is cut.", "Valencia",
         "Valencia, Carabobo, Venezuela"),
        ("Police in Hyderabad and Karachi, Pakistan, were on alert.", "Hyderabad",
         "Hyderabad, Sindh, Pakistan"),
        ("Boko Haram attacked Maiduguri in Borno state.", "Borno", "Borno State, Nigeria"),
        ("Troops left Tripoli and Sidon, Lebanon.", "Tripoli",
         "Tripoli, North Governorate, Lebanon"),
        ("Protests spread from Tbilisi to Batumi in Georgia.", "Georgia", "Georgia"),
        ("Atlanta and Savannah, Georgia, were flooded.", "Georgia", "Georgia, United States"),
        ("Rebels reached Goma and Bukavu.", "Goma",
         "Goma, North Kivu, Democratic Republic of the Congo"),
        ("A storm hit Hobart and Launceston in Tasmania.", "Hobart",
         "Hobart, Tasmania, Australia"),
    ],
)  # fmt: skip
def test_a_name_means_the_place_its_report_speaks_of(text: str, name: str, expected: str) -> None:
    assert label(named(text, name)) == expected


@pytest.mark.parametrize(
    ("text", "name", "usage"),
    [
        ("Fighting was reported in Armenia.", "Armenia", Usage.PLACE),
        ("Baku said its army had not moved.", "Baku", Usage.GOVERNMENT),
        ("Armenia rejected the offer.", "Armenia", Usage.GOVERNMENT),
        ("Planes began flights to Baku.", "Baku", Usage.PLACE),
        ("Armenia's nuclear plant was not hit.", "Armenia", Usage.PLACE),
        ("Kenya's government resigned.", "Kenya", Usage.GOVERNMENT),
        ("The Paris Police Department made an arrest.", "Paris", Usage.ORGANISATION),
        ("She studied at the University of Oxford.", "Oxford", Usage.ORGANISATION),
        ("The Turkish army crossed the river.", "Turkish", Usage.DEMONYM),
        ("Talks with Tehran resumed on Monday.", "Tehran", Usage.GOVERNMENT),
        ("Shots were heard in Tehran on Monday.", "Tehran", Usage.PLACE),
        ("A ship crossed the Mediterranean.", "Mediterranean", Usage.PLACE),
    ],
)
def test_what_a_name_does_in_its_sentence_is_told(text: str, name: str, usage: Usage) -> None:
    assert named(text, name).usage is usage


@pytest.mark.parametrize(
    "text",
    [
        "Mr. London met Ms. Houston and Dr. Paris.",
        "Reading is a pleasure. Of course it is. March was cold and May was nice.",
        "Sydney Nelson and Virginia Marshall were released.",
        "",
        "12:30 – 14:00 +++ ???",
    ],
)
def test_persons_months_and_common_words_are_no_places(text: str) -> None:
    assert [match.text for match in find_places(text) if match.place] == []


def test_reasons_are_true_of_the_report() -> None:
    text = "Venezuela closed the road from Valencia to Maracay. Venezuela said it would reopen."
    reasons = named(text, "Valencia").reasons
    assert "It lies in Venezuela, which this report names twice." in reasons
    assert any("km from Maracay, which this report names too" in reason for reason in reasons)
    assert any(reason.endswith("lies in Spain.") for reason in reasons)


def test_runners_up_are_other_places_of_the_name_best_first() -> None:
    match = named("A fire broke out in Springfield.", "Springfield")
    places = {candidate.place.id for candidate in match.runners_up}
    scores = [candidate.score for candidate in match.runners_up]
    assert 1 <= len(places) <= 5
    assert len(places) == len(match.runners_up)
    assert scores == sorted(scores, reverse=True)
    assert match.place is None or match.place.id not in places


def test_what_is_too_doubtful_is_left_unplaced_with_its_candidates() -> None:
    doubtful = [
        match
        for match in find_places("The Baltimore Sun printed it. The Boston Globe did not.")
        if match.place is None
    ]
    assert doubtful
    assert all(match.runners_up and match.reasons == () for match in doubtful)
    assert all(match.lat is None and match.score < 0.35 for match in doubtful)


def test_the_publisher_s_own_region_is_a_clue() -> None:
    text = "A fire broke out in Athens on Monday."
    assert label(named(text, "Athens")) == "Athens, Attica, Greece"
    local = named(text, "Athens", published_by="The Columbus Courier, Ohio")
    assert label(local) == "Athens, Ohio, United States"


def test_a_paper_of_a_world_city_tells_no_region() -> None:
    match = named("A fire broke out in Athens.", "Athens", published_by="The New York Times")
    assert label(match) == "Athens, Attica, Greece"


def test_a_message_typed_without_capitals_is_read_too() -> None:
    text = "floods in karachi and lahore killed ten people on monday, officials in islamabad said"
    found = [match.text for match in find_places(text) if match.place]
    assert found == ["karachi", "lahore", "islamabad"]


def test_mentions_that_others_found_are_resolved_in_their_order() -> None:
    text = "From Lima to Cusco by bus, says nobody in Xyzzyville."
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), name)
        for name in ("Cusco", "Lima", "Xyzzyville")
    ]
    found = resolve(text, mentions, Gazetteer.open())
    assert [m.text for m in found] == ["Cusco", "Lima", "Xyzzyville"]
    assert [m.place.country_code if m.place else "" for m in found] == ["PE", "PE", ""]


@pytest.mark.parametrize(
    "hostile",
    ["\x00", "\ud800", "\u202e\u2066", "<img src=x onerror=alert(1)>", "{{7*191}}", "A" * 300_000],
    ids=["nul", "surrogate", "bidi", "markup", "template", "long word"],
)
def test_hostile_characters_do_no_harm(hostile: str) -> None:
    text = f"Shots in Nairobi. {hostile} Calm in Mombasa, Kenya."
    found = find_places(text)
    assert [text[m.start : m.end] for m in found] == [m.text for m in found]
    assert {"Nairobi", "Kenya"} <= {m.text for m in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["Shots in Nairobi and calm in Mombasa, Kenya. ", "word ", "Nairobi ", "Nairobi, "],
)
def test_the_same_words_over_and_over_are_read_to_the_end(piece: str) -> None:
    text = piece * (240_000 // len(piece))
    found = find_places(text)
    assert [text[match.start : match.end] for match in found] == [match.text for match in found]
    assert bool(found) == ("Nairobi" in piece)
    assert not found or found[-1].start > len(text) - 2 * len(piece)


@pytest.mark.parametrize(
    "name", ["Santiago del Estero", "Rio de Janeiro", "Santa Cruz de la Sierra"]
)
def test_a_name_with_links_is_read_whole(name: str) -> None:
    assert name in [match.text for match in find_places(f"Teachers marched in {name} on Monday.")]
