"""A spaCy model and a GLiNER model in the place of our own recogniser."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from geodata.errors import InputError
from geodata.geoparsing import gliner_recogniser, load_recogniser, spacy_recogniser
from geodata.geoparsing.external import SpanRecogniser
from geodata.resolving import find_places

TEXT = "Paris Hilton smiled. Bombs fell on Oruro today. Bombs fell on Potosí, Bolivia."


@pytest.fixture(scope="module")
def spacy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny pipeline, trained here on three sentences."""
    spacy = pytest.importorskip("spacy", reason="spaCy comes with pip install 'gazette[spacy]'")
    training = pytest.importorskip("spacy.training")
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("GPE")
    marked = [
        ("Bombs fell on Lima today.", {"entities": [(14, 18, "GPE")]}),
        ("Bombs fell on Quito, Ecuador.", {"entities": [(14, 19, "GPE"), (21, 28, "GPE")]}),
        ("Nobody smiled.", {"entities": []}),
    ]
    examples = [training.Example.from_dict(nlp.make_doc(text), gold) for text, gold in marked]
    spacy.util.fix_random_seed(1)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    return folder


def test_a_trained_spacy_model_says_which_names_are_places(spacy_model: Path) -> None:
    found = find_places(TEXT, recogniser=spacy_recogniser(spacy_model))
    placed = {m.text: m.place.country_code for m in found if m.place}
    assert placed == {"Oruro": "BO", "Potosí": "BO", "Bolivia": "BO"}


def test_the_environment_names_the_recogniser(
    spacy_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = "The president of Chile met the president of Peru."
    assert {m.text for m in find_places(nowhere)} == {"Chile", "Peru"}
    monkeypatch.setenv("GAZETTE_RECOGNISER", f"spacy:{spacy_model}")
    bombs = {m.text for m in find_places(TEXT)}
    assert "Oruro" in bombs
    assert "Paris" not in bombs


def test_labels_that_are_no_places_are_left_out(spacy_model: Path) -> None:
    assert find_places(TEXT, recogniser=spacy_recogniser(spacy_model, labels=["PERSON"])) == []


def test_a_spacy_model_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    with pytest.raises(InputError, match="spaCy cannot load the model"):
        spacy_recogniser(tmp_path / "nothing")


def test_a_spacy_model_without_entities_is_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="finds no named entities"):
        spacy_recogniser(tmp_path / "blank")


class Gliner:
    """Answers as GLiNER does: entities with their characters in the sentence given."""

    asked: ClassVar[list[tuple[str, Any]]] = []

    @classmethod
    def from_pretrained(cls, model: str, *, local_files_only: bool) -> Gliner:
        if not local_files_only or "missing" in model:
            raise OSError(model)
        return cls()

    def predict_entities(
        self, text: str, labels: list[str], *, threshold: float
    ) -> list[dict[str, Any]]:
        Gliner.asked.append((text, labels))
        at = text.find("Oruro")
        found = {"start": at, "end": at + 5, "text": "Oruro", "label": "city", "score": 0.9}
        return [found] if at >= 0 else []


def test_a_gliner_model_reads_sentence_by_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=Gliner))
    found = find_places(TEXT, recogniser=gliner_recogniser("folder"))
    assert [(m.text, TEXT[m.start : m.end]) for m in found] == [("Oruro", "Oruro")]
    assert [text for text, _ in Gliner.asked][:2] == [
        "Paris Hilton smiled",
        "Bombs fell on Oruro today",
    ]
    with pytest.raises(InputError, match="GLiNER cannot load 'missing'"):
        gliner_recogniser("missing")


@pytest.mark.parametrize("named", ["", "spacy", "spacy:", "other:model"])
def test_a_recogniser_named_wrongly_is_refused(named: str) -> None:
    with pytest.raises(InputError, match="is no recogniser"):
        load_recogniser(named)


def test_what_is_not_installed_is_told_with_the_way_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"pip install 'gazette\[spacy\]'"):
        spacy_recogniser("any")


def test_of_overlapping_candidates_the_one_that_fits_the_span_best_is_taken() -> None:
    text = "A storm hit New York City and York."
    spans = [(12, 25), (30, 34)]
    found = find_places(text, recogniser=SpanRecogniser(lambda _text, _sentences: spans))
    assert [m.text for m in found] == ["New York City", "York"]
