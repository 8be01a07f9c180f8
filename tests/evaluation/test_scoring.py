from pathlib import Path

import pytest

from geodata.coordinates import LatLon
from geodata.errors import FileFormatError
from geodata.evaluation.corpora import Document, Toponym, load_corpora, load_lgl
from geodata.evaluation.scoring import (
    Counts,
    Prediction,
    calibration,
    interval,
    resolution,
    score_document,
    together,
)

LIMA, CUSCO = LatLon(-12.05, -77.04), LatLon(-13.53, -71.97)
TEXT = "From Lima to Cusco, say Peruvians."
GOLD = Document(
    "1",
    TEXT,
    (
        Toponym(5, 9, "Lima", LIMA),
        Toponym(13, 18, "Cusco", CUSCO),
        Toponym(24, 33, "Peruvians", None, "Demonym", optional=True),
    ),
)


def test_a_perfect_answer_scores_one() -> None:
    score = score_document(GOLD, [Prediction(5, 9, LIMA), Prediction(13, 18, CUSCO)])
    assert (score.exact.f1, score.overlap.f1, score.end_to_end.f1) == (1.0, 1.0, 1.0)
    assert resolution([score]) == (1.0, 0.0, 0.0)


def test_a_place_too_far_away_is_wrong_and_missed() -> None:
    score = score_document(GOLD, [Prediction(5, 9, CUSCO)])
    assert score.end_to_end == Counts(right=0, wrong=1, missed=2)
    assert score.overlap == Counts(right=1, wrong=0, missed=1)


def test_a_name_without_a_position_is_missed_but_not_wrong() -> None:
    score = score_document(GOLD, [Prediction(5, 9, None), Prediction(13, 18, CUSCO)])
    assert score.end_to_end == Counts(right=1, wrong=0, missed=1)


def test_optional_annotations_are_neither_right_nor_wrong() -> None:
    score = score_document(GOLD, [Prediction(24, 33, LIMA)])
    assert score.overlap == Counts(right=0, wrong=0, missed=2)
    assert score.end_to_end == Counts(right=0, wrong=0, missed=2)


def test_part_of_a_name_overlaps_but_is_not_exact() -> None:
    score = score_document(GOLD, [Prediction(13, 16, CUSCO), Prediction(0, 4, LIMA)])
    assert score.exact == Counts(right=0, wrong=2, missed=2)
    assert score.overlap == Counts(right=1, wrong=1, missed=1)


def test_counts_add_up_and_the_interval_holds_the_score() -> None:
    scores = [score_document(GOLD, [Prediction(5, 9, LIMA)]) for _ in range(10)]
    total = together(score.end_to_end for score in scores)
    low, high = interval(scores, rounds=100)
    assert total == Counts(10, 0, 10)
    assert low <= total.f1 <= high


def test_the_calibration_compares_chances_with_outcomes() -> None:
    sure = score_document(GOLD, [Prediction(5, 9, LIMA, 0.95), Prediction(13, 18, LIMA, 0.31)])
    assert calibration([sure]) == [(0.31, 0.0, 1), (0.95, 1.0, 1)]


LGL = """<articles><article docid="7"><domain>example.org</domain><text>{text}</text>
<toponyms>
<toponym><start>5</start><end>9</end><phrase>Lima</phrase>
<gaztag geonameid="1"><lat>-12.05</lat><lon>-77.04</lon><fclass>P</fclass></gaztag></toponym>
<toponym><start>15</start><end>20</end><phrase>Cusco</phrase></toponym>
</toponyms></article></articles>"""


def test_annotations_that_drifted_are_put_back(tmp_path: Path) -> None:
    (tmp_path / "lgl.xml").write_text(LGL.format(text=TEXT), encoding="utf-8")
    (corpus,) = load_corpora(tmp_path)
    (document,) = corpus.documents
    assert corpus.name == "LGL"
    assert document.source == "example.org"
    assert document.toponyms == (
        Toponym(5, 9, "Lima", LIMA, "P"),
        Toponym(13, 18, "Cusco", None, "unlocated"),
    )


def test_no_corpus_gives_none_and_a_broken_one_says_so(tmp_path: Path) -> None:
    assert load_corpora(tmp_path) == []
    broken = tmp_path / "lgl.xml"
    broken.write_text("<articles>", encoding="utf-8")
    with pytest.raises(FileFormatError, match=r"lgl\.xml is not sound XML"):
        load_lgl(broken)
