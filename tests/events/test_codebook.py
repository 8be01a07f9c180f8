"""The codebook and the lexicon tell the same story."""

import re
import tomllib
from pathlib import Path

from geodata.events.lexicon import lexicon
from geodata.model import EventKind

ROOT = Path(__file__).parents[2]


def test_every_sub_kind_of_the_lexicon_stands_in_the_codebook():
    codebook = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    rows = {
        (cells[1].strip(), cells[3].strip())
        for cells in (line.split("|") for line in codebook.splitlines())
        if len(cells) == 9
    }
    text = (ROOT / "geodata" / "events" / "lexicon.toml").read_text("utf-8")
    for sub_kind in tomllib.loads(text)["sub_kind"]:
        kind = sub_kind["kind"]
        shown = "(by context)" if kind == "consequence" else kind
        assert (shown, sub_kind["name"]) in rows


def test_every_kind_has_words_that_tell_it():
    kinds = {t.kind for found in lexicon().triggers.values() for t in found}
    assert kinds == {kind.value for kind in EventKind} | {"consequence"}


def test_no_idiom_is_for_a_word_the_lexicon_does_not_know():
    firsts = {t.lemma.split()[0] for found in lexicon().triggers.values() for t in found}
    lemmas = {t.lemma for found in lexicon().triggers.values() for t in found}
    assert {i for i in lexicon().idioms if i not in lemmas | firsts} == set()


def test_idioms_are_patterns_without_the_placeholder():
    assert not any(re.search("~", p.pattern) for p in lexicon().idioms.values())
