"""What a report tells across its sentences: pronouns, tolls, denials, unknown villages, notes."""

from datetime import date

from geodata.model import ActorRole, Modality
from geodata.pipeline import read_report

DAY = date(2024, 5, 6)  # a Monday


def told(text: str):
    return read_report(text, published=DAY).events


def test_they_are_the_group_of_the_sentence_before():
    first, second = told(
        "M23 rebels stormed Bwiza on Friday. They burned down a school in Kitchanga."
    )
    assert [actor.name for actor in second.actors if actor.role is ActorRole.DOES] == ["M23 rebels"]
    assert second.evidence and first.id != second.id


def test_nobody_is_meant_where_two_persons_could_be():
    events = told("Anna Berg met Carl Dahl in Oslo on Friday. He was arrested on Saturday.")
    assert all(actor.name != "Anna Berg" for actor in events[-1].actors)


def test_two_deeds_of_one_clause_stay_two():
    kinds = [e.kind.value for e in told("Rebels shelled Kitchanga and captured Bwiza on Friday.")]
    assert kinds == ["shelling or strike", "battle"]


def test_a_new_toll_replaces_the_old_and_is_no_event():
    (event,) = told(
        "A train derailed near Balasore on Friday, killing 230 people. "
        "The death toll rose to 288 by Saturday."
    )
    assert [(count.what, count.low) for count in event.counts] == [("killed", 288)]


def test_who_denies_a_deed_has_not_done_it():
    (event,) = told("The Rapid Support Forces denied shelling Omdurman.")
    assert event.modality is Modality.DENIED
    assert {actor.role for actor in event.actors} == {ActorRole.SAYS}
    assert event.speaker == "Rapid Support Forces"


def test_a_village_nobody_knows_inherits_no_place():
    events = told(
        "Protesters marched in Bangui on Friday. Gunmen attacked the village of Kaimba Ndodo."
    )
    assert [len(event.places) for event in events] == [1, 0]


def test_a_list_of_headlines_is_read_line_by_line():
    titles = [
        e.title for e in told("Shelling in Kharkiv, seven dead\nAir strike on depot in Odesa")
    ]
    assert titles == ["Shelling in Kharkiv, seven dead", "Air strike on depot in Odesa"]


def test_a_line_happened_at_its_label():
    (event,) = told("Mogadishu: Mortar rounds landed near the airport on 1 May.")
    assert [place.name for place in event.places] == ["Mogadishu"]


def test_a_word_broken_at_the_end_of_a_line_is_read_whole():
    (event,) = told("Armed men attacked the town of Djibo on Friday, kill-\ning four soldiers.")
    assert [count.text for count in event.counts] == ["four soldiers"]


def test_sentences_in_other_languages_are_counted_in_a_note():
    reading = read_report(
        "Troops were sent to Gori on Monday and the road was closed. "
        "Войска обстреляли село во вторник утром.",
        published=DAY,
    )
    assert "One sentence is not in English: no events were read there." in reading.notes


def test_a_deed_after_the_day_of_the_report_is_noted():
    reading = read_report("A quake shook Lima on 3 June 2024.", published=DAY)
    assert [note for note in reading.notes if "mistyped" in note]
