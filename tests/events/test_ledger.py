"""The account of a reading adds up."""

from datetime import date

from geodata.events import ledger_of
from geodata.pipeline import read_report

TEXT = (
    "Rebels attacked a village near Goma on Monday, killing five people. The army fled. "
    "The minister spoke of France and of Belgian friends. A quake shook Lima. "
    "Four officials resigned."
)


def test_every_name_sentence_and_event_is_accounted_for():
    reading = read_report(TEXT, published=date(2021, 1, 13))
    ledger = ledger_of(reading)
    assert (
        ledger.names
        == len(reading.matches)
        == (
            ledger.carrying_names
            + ledger.mentioned_names
            + ledger.otherwise_used_names
            + ledger.unresolved_names
        )
    )
    assert ledger.events == len(reading.events)
    assert ledger.unplaced == len(reading.unplaced)
    assert ledger.undated == len(reading.undated)
    assert ledger.sentences == ledger.telling_sentences + ledger.silent_sentences == 5
    assert ledger.dates == ledger.dating_dates + ledger.idle_dates == 1


def test_a_mentioned_place_is_told_apart_from_one_that_carries_an_event():
    ledger = ledger_of(read_report(TEXT, published=date(2021, 1, 13)))
    assert ledger.carrying_names == 2
    assert ledger.mentioned_names >= 1
