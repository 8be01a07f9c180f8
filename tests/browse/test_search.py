from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.browse import EventIndex, hits
from geodata.browse import texts as texts_module
from geodata.browse.texts import Texts, fold_array, folded, words_of
from geodata.model import EventFilter
from tests.browse.conftest import BAKU, GANJA, event, table_of, the_events

NAMES = {"gn:1": ("Ganja", "Гянджа", "گنجه", "甘賈"), "gn:2": ("Baku", "Баку")}


class SmallAtlas:
    """Two places with their names."""

    def regions_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        return [("iso:AZ",) if place in NAMES else () for place in place_ids]

    def parts_of(self, region_id: str) -> tuple[str, ...]:
        return (region_id,)

    def areas(self) -> tuple[str, ...]:
        return ()

    def label_of(self, place_id: str) -> str:
        return {"iso:AZ": "Azerbaijan"}.get(place_id, "")

    def names_of(self, place_ids: Sequence[str]) -> list[tuple[str, ...]]:
        return [NAMES.get(place, ()) for place in place_ids]


@pytest.mark.parametrize("text", ["Гянджа", "гян", "گنجه", "甘", "賈", "ganja"])
def test_a_place_is_found_in_any_spelling_and_script(text: str) -> None:
    index = EventIndex.from_table(table_of(*the_events()), atlas=SmallAtlas())
    found = index.select(EventFilter(text=text))
    assert found.event_ids() == ["e4", "e1", "e3", "e2"]
    assert found.hits("At Ganja again") == [(3, 8)]


def test_the_region_facet_has_the_labels_of_the_atlas() -> None:
    index = EventIndex.from_table(table_of(*the_events()), atlas=SmallAtlas())
    regions = index.select().facets().regions
    assert ("iso:AZ", "Azerbaijan", 5) in [(v.value, v.label, v.count) for v in regions]


def test_a_word_is_found_where_a_word_begins_with_it_and_not_inside(
    index_of: Callable[..., EventIndex],
) -> None:
    day = date(2020, 7, 1)
    index = index_of(
        event("1", "talks", day, GANJA, passage="A “party” met—again"),
        event("2", "talks", day, BAKU, passage="Art fair, Straße 5, ﬁnale"),
        event("3", "talks", day, BAKU, passage="北京和平"),
    )

    def found(text: str) -> list[str]:
        return index.select(EventFilter(text=text)).event_ids()

    assert (found("art"), found("part"), found("again")) == (["e2"], ["e1"], ["e1"])
    assert (found("strasse"), found("finale"), found("STRASS 5")) == ([], ["e2"], [])
    assert (found("straße"), found("和平"), found("fair party")) == (["e2"], ["e3"], [])


def test_hits_are_spans_of_the_text_itself() -> None:
    text = "Shelling in Gäncä; ganja-shelling"
    assert [text[a:b] for a, b in hits(text, "GANC shell")] == ["Shell", "Gänc", "shell"]
    assert hits(text, "(.*") == hits("", "a") == hits("a", "") == []
    decomposed = "Ga\u0308nca\u0308"
    assert hits(decomposed, "ganca") == [(0, 6)]


def test_the_words_of_batches_are_those_of_the_whole() -> None:
    texts = ["one two", "", "Two, three", "…", "thr\u00e9e one"]
    whole = Texts.of([pa.array(texts, pa.large_string())])
    parts = Texts.of([pa.array(texts[:2]), pa.array(texts[2:3]), pa.array(texts[3:])])
    for word in ("one", "tw", "three", "x", "…"):
        expected = [any(w.startswith(word) for w in words_of(text)) for text in texts]
        assert whole.with_word(word).tolist() == parts.with_word(word).tolist() == expected
    assert Texts.of([]).with_word("a").tolist() == []


WORDS = ("Ganja", "Gəncə", "baku", "Baku-Ganja", "“drone”", "2020", "東京都", "São", "rocket,", "x")


@settings(deadline=None)
@given(
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=30),
    cuts=st.integers(1, 30),
    block=st.integers(1, 9),
    few=st.sampled_from([0, 2_000]),
)
def test_a_word_is_found_in_the_texts_where_a_word_begins_with_it(
    texts: list[str], cuts: int, block: int, few: int
) -> None:
    batches = [pa.array(texts[n : n + cuts], pa.large_string()) for n in range(0, len(texts), cuts)]
    with (
        patch.object(texts_module, "TEXTS_A_BLOCK", block),
        patch.object(texts_module, "_FEW_RUNS", few),
    ):
        found = Texts.of(batches)
        for word in ("g", "ganj", "baku", "drone", "京", "sao", "rocket", "rocketx", "20"):
            hits = found.with_word(word).tolist()
            assert hits == [
                any(part.startswith(word) for part in re.findall(r"[^\W_]+", folded(text)))
                or (word == "京" and word in text)
                for text in texts
            ]


@given(st.one_of(st.text(max_size=20), st.text(st.characters(max_codepoint=127), max_size=20)))
@settings(deadline=None)
def test_one_text_is_folded_as_the_texts_of_all_events_are(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    assert folded(text) == fold_array(pa.array([clean], pa.large_string()))[0].as_py()
