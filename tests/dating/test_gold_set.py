"""The gold set is sound, and what is reached on it is not lost again."""

import pytest

from geodata.evaluation.dates import gold_texts, ours, overlap, same_days, scored


def test_the_gold_set_holds_two_hundred_expressions_of_six_regions_and_many_kinds():
    texts = gold_texts()
    assert sum(len(text.expected) for text in texts) >= 200
    assert len({text.region for text in texts}) >= 6
    assert len({text.kind for text in texts}) >= 12
    assert {text.part for text in texts} == {"tuned", "held out", "news", "later", "other"}


@pytest.mark.parametrize("part", ["tuned", "held out", "news", "later"])
def test_values_on_the_gold_set_stay_right(part):
    texts = [text for text in gold_texts() if text.part == part]
    assert scored(texts, ours, overlap).f1 > 0.95
    assert scored(texts, ours, same_days).f1 > 0.88
