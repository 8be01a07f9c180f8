"""Annotated documents turned into examples for learning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geodata.evaluation.corpora import Document, Toponym
from geodata.evaluation.learning import Example
from geodata.geoparsing import NameIndex, split_sentences
from geodata.geoparsing.candidates import Candidate, name_candidates
from geodata.geoparsing.features import features, surroundings
from geodata.geoparsing.tokens import Tokens, tokenise

ENGLISH: Final = Path(__file__).with_name("gold") / "english.txt"
OWN_WEIGHT: Final = 3.0  # our own sentences are few
_OPTIONAL_WEIGHT = 0.5  # annotated, but arguable
_GOOD_SHARE = 0.6  # a candidate that covers less of an annotation teaches less


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with its candidates and one example for each."""

    document: Document
    tokens: Tokens
    candidates: list[Candidate]
    examples: list[Example]


def judged_candidates(documents: Iterable[Document], names: NameIndex) -> list[Judged]:
    """One example for each candidate of each document: is it an annotated place name?"""
    return [_judged(document, number, names) for number, document in enumerate(documents)]


def _judged(document: Document, number: int, names: NameIndex) -> Judged:
    tokens = tokenise(document.text, split_sentences(document.text))
    candidates = name_candidates(tokens, names)
    labels = candidate_labels(candidates, document.toponyms)
    here = surroundings(tokens, candidates)
    examples = [
        Example(tuple(features(here, candidate)), label, weight, number)
        for candidate, (label, weight) in zip(candidates, labels, strict=True)
    ]
    return Judged(document, tokens, candidates, examples)


def own_examples(names: NameIndex, first_number: int) -> list[Example]:
    """Examples from the sentences written for this project, as documents of their own."""
    return [
        replace(example, weight=example.weight * OWN_WEIGHT, document=first_number + number)
        for number, one in enumerate(judged_candidates(own_documents(), names))
        for example in one.examples
    ]


def candidate_labels(
    candidates: Sequence[Candidate], toponyms: Sequence[Toponym]
) -> list[tuple[float, float]]:
    """Label and weight of each candidate: right is the one that covers an annotation best."""
    labels = [(0.0, 1.0)] * len(candidates)
    for toponym in toponyms:
        shares = [(_shared(c, toponym), n) for n, c in enumerate(candidates)]
        share, best = max(shares, default=(0.0, -1))
        if share > 0:
            weight = _OPTIONAL_WEIGHT if toponym.optional else 1.0
            labels[best] = (1.0, weight if share > _GOOD_SHARE else 0.5 * weight)
    return labels


def _shared(candidate: Candidate, toponym: Toponym) -> float:
    """Intersection over union of the two stretches."""
    shared = min(candidate.end, toponym.end) - max(candidate.start, toponym.start)
    if shared <= 0:
        return 0.0
    union = max(candidate.end, toponym.end) - min(candidate.start, toponym.start)
    return shared / union


def own_documents(path: Path = ENGLISH) -> list[Document]:
    """The sentences written for this project, each a document; names are in brackets.

    Example:
        >>> [t.text for t in own_documents()[0].toponyms]
        ['Baku']
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = [line for line in lines if line and not line.startswith("#")]
    return [_own_document(line, number) for number, line in enumerate(marked)]


def _own_document(marked: str, number: int) -> Document:
    text = marked.replace("[", "").replace("]", "")
    toponyms = []
    for count, match in enumerate(re.finditer(r"\[([^\]]+)\]", marked)):
        start = match.start() - 2 * count
        name = match.group(1)
        toponyms.append(Toponym(start, start + len(name), name, None))
    return Document(f"own-{number}", text, tuple(toponyms))
