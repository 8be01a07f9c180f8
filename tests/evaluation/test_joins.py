from __future__ import annotations

from datetime import date
from pathlib import Path

from geodata.evaluation.joins import GoldPair, gold_pairs, score, table
from geodata.joins import add_reading
from geodata.pipeline import read_report
from geodata.storage import EventStore

# What one run gave, less a little: reading changes, and joining with it.
LOWEST = {"tune": (0.90, 0.75), "held": (0.88, 0.75), "fresh": (0.90, 0.70)}


def test_joins_keep_their_precision_on_pairs_that_set_no_weight() -> None:
    pairs = gold_pairs()
    for name, (precision, recall) in LOWEST.items():
        total = score(pair for pair in pairs if pair.set == name)
        assert total.joined.precision >= precision, total.faults
        assert total.joined.recall >= recall, total.faults
        assert total.noticed.recall >= total.joined.recall


def test_the_gold_pairs_have_both_answers_in_both_sets() -> None:
    pairs = gold_pairs()
    assert len({pair.name for pair in pairs}) == len(pairs) >= 30
    for name in LOWEST:
        answers = [pair.same for pair in pairs if pair.set == name]
        assert answers.count(True) >= 8
        assert answers.count(False) >= 8


def test_a_wrong_join_is_named_with_its_reasons() -> None:
    day = date(2022, 3, 11)
    text = "Shells hit a bakery in Okhtyrka on 10 March 2022, killing four women."
    wrong = GoldPair("a copy", "tune", False, (day, text), (day, text + " It burned."))
    total = score([wrong])
    assert (total.joined.right, total.joined.found) == (0, 1)
    assert total.faults[0].startswith("a copy: two events, scored 0.9")
    assert table([wrong]).splitlines()[1].startswith("tune       1  0.00 1.00")


def test_reports_added_one_after_the_other_are_joined_and_stay_apart_once_taken_apart(
    tmp_path: Path,
) -> None:
    day = date(2022, 3, 11)
    told = [
        "Shells hit a bakery in Okhtyrka on 10 March 2022, killing four women.",
        "Four women were killed on Thursday when artillery struck a bakery in Okhtyrka.",
        "A rocket destroyed the roof of a school in Okhtyrka on 10 March 2022.",
    ]
    readings = [read_report(text, published=day, source=text[:5]) for text in told]
    with EventStore.open(tmp_path / "c.sqlite3") as store:
        for reading in readings:
            add_reading(store, reading)
        (group,) = store.joins.groups()
        reports = {store.event(event_id).report_id for event_id in group}
        assert reports == {reading.report.id for reading in readings[:2]}
        second = readings[1]
        store.joins.take_apart(group[1], by="Ada")
        store.remove_report(second.report.id)
        add_reading(store, second)
        assert store.joins.groups() == []
        log = [(d.action, d.by) for d in store.decisions()]
        assert ("join events", "Gazette") in log
        assert ("take apart", "Ada") in log
