"""The scores on our own texts may not fall, and what learns does learn."""

from pathlib import Path

import pytest

from geodata.evaluation.examples import own_documents
from geodata.evaluation.gold_places import load_gold, score_languages
from geodata.evaluation.learning import Example, Recipe, fit, known_features
from geodata.evaluation.places import evaluate_places, for_evaluator
from geodata.evaluation.speed import measured_apart
from geodata.geoparsing.network import Network
from geodata.resolving import find_places

LOWEST_PLACED = {"az": 0.98, "hy": 0.97, "ka": 0.93, "ru": 0.96, "tr": 0.96, "uk": 0.96}
LOWEST_ENGLISH = 0.93


def test_places_of_six_languages_are_found_as_well_as_ever() -> None:
    scores = score_languages(load_gold(), find_places)
    fallen = {s.language: s.placed.f1 for s in scores if s.placed.f1 < LOWEST_PLACED[s.language]}
    assert fallen == {}
    assert sum(s.mentions for s in scores) >= 300


def test_english_sentences_of_our_own_are_read_as_well_as_ever() -> None:
    right = wrong = missed = 0
    for document in own_documents():
        expected = {(t.start, t.end) for t in document.toponyms}
        found = {(m.start, m.end) for m in find_places(document.text)}
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
    assert 2 * right / (2 * right + wrong + missed) > LOWEST_ENGLISH


def test_an_outside_evaluator_gets_offsets_words_and_positions() -> None:
    text = "A bus left Oruro for La Paz, Bolivia."
    found = for_evaluator(text)
    assert [(words, text[start:end]) for start, end, words, _, _ in found] == [
        ("Oruro", "Oruro"),
        ("La Paz", "La Paz"),
        ("Bolivia", "Bolivia"),
    ]
    lat, lon = found[1][3:]
    assert (lat, lon) == pytest.approx((-16.5, -68.15), abs=0.2)


def test_speed_and_memory_are_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(
        "<articles><article docid='1'><text>From Lima to Cusco.</text><toponyms/></article>"
        "</articles>",
        encoding="utf-8",
    )
    reports, characters, memory_mb = measured_apart(tmp_path)
    assert characters == pytest.approx(reports * len("From Lima to Cusco."))
    assert 20 < memory_mb < 300


def test_without_corpora_the_table_says_what_is_looked_for(tmp_path: Path) -> None:
    assert "lgl.xml and GWN.xml" in evaluate_places(tmp_path)


def test_the_network_learns_what_one_weight_cannot_tell(tmp_path: Path) -> None:
    """Exclusive or: right when just one of two features is there."""
    examples = [
        Example(features, label, 1.0, document)
        for document in range(60)
        for features, label in (
            (("on", "a"), 1.0),
            (("on", "b"), 1.0),
            (("on", "a", "b"), 0.0),
            (("on",), 0.0),
        )
    ]
    network = fit(examples, Recipe(sweeps=80, dropout=0.0, rate=0.02, batch=32))
    network.save(tmp_path / "weights.npz")
    scores = Network.load(tmp_path / "weights.npz").scores([("on", "a"), ("on", "a", "b"), ("x",)])
    assert scores[0] > 1.0
    assert scores[1] < -1.0
    assert scores[2] == pytest.approx(network.scores([()])[0], abs=0.01)


def test_features_of_few_documents_are_not_learned() -> None:
    examples = [Example(("common", f"rare{n}"), 1.0, 1.0, n) for n in range(10)]
    assert known_features(examples, fewest_documents=8) == {"common": 0}
