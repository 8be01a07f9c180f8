from __future__ import annotations

from dashboard.drawing.candidates import chooser, sentences, why
from geodata.model import Candidate, Reading


def test_a_place_a_person_chose_says_so_and_not_by_which_name(summer: Reading) -> None:
    ganja = summer.events[0].places[0].place
    chosen = Candidate(ganja, 1.0, ("chosen by this machine",))
    assert chooser(chosen) == "this machine"
    assert why(chosen, "this machine") == "Chosen by you."
    assert why(chosen, "Ada") == "Chosen by an editor."
    assert why(chosen) == "Chosen by an editor."


def test_reasons_are_sentences_and_none_is_said(summer: Reading) -> None:
    ganja = summer.events[0].places[0].place
    assert sentences(["what happened there", "It is known."]) == "what happened there. It is known."
    assert why(Candidate(ganja, 0.0, ())) == "No clue speaks for it."
    assert chooser(Candidate(ganja, 0.4, ("named twice",))) == ""
