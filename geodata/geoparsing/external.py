"""Recognisers of others: a spaCy or GLiNER model that somebody has, behind our interface.

Such a model says where names of places stand; the candidates that fit its names best become
the mentions, and everything after goes its usual way. Nothing is ever downloaded: the model
is a folder on this machine, or for spaCy an installed package.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from geodata.errors import InputError
from geodata.geoparsing.candidates import Candidate
from geodata.geoparsing.tokens import Tokens

Span = tuple[int, int]
SpanFinder = Callable[[str, Sequence[Span]], Iterable[Span]]
"""Given a text and its sentences, the characters of the names of places in it."""

VARIABLE: Final = "GAZETTE_RECOGNISER"
SPACY_LABELS: Final = frozenset({"GPE", "LOC", "FAC", "LOCATION"})
GLINER_LABELS: Final = ("city", "town", "village", "country", "region", "location")
GLINER_THRESHOLD: Final = 0.5
FOUND: Final = 3.0  # log-odds of a candidate that a model named
NOT_FOUND: Final = -6.0
_LEAST_SHARED: Final = 0.5  # intersection over union of a candidate and a model's span


class SpanRecogniser:
    """Judges candidates by the spans that a model found in the text."""

    def __init__(self, find_spans: SpanFinder) -> None:
        self._find_spans = find_spans

    def scores(self, tokens: Tokens, candidates: Sequence[Candidate]) -> Sequence[float]:
        """High for the candidate that fits a span of the model best, low for all others."""
        scores = [NOT_FOUND] * len(candidates)
        if not candidates:
            return scores
        begin, end = tokens.starts[0], tokens.ends[-1]
        spans = self._find_spans(tokens.text[begin:end], _sentences(tokens, begin))
        by_start = sorted(range(len(candidates)), key=lambda n: candidates[n].start)
        at = 0
        for first, last in sorted(spans):
            start, stop = first + begin, last + begin
            while at < len(by_start) and candidates[by_start[at]].end <= start:
                at += 1
            best, number = _LEAST_SHARED, -1
            for n in by_start[at:]:
                if candidates[n].start >= stop:
                    break
                shared = _shared(candidates[n], start, stop)
                if shared >= best:
                    best, number = shared, n
            if number >= 0:
                scores[number] = FOUND
        return scores


def _sentences(tokens: Tokens, begin: int) -> list[Span]:
    spans: list[Span] = []
    number = -1
    for start, end, sentence in zip(tokens.starts, tokens.ends, tokens.sentence, strict=True):
        if sentence != number:
            spans.append((start - begin, end - begin))
            number = sentence
        else:
            spans[-1] = (spans[-1][0], end - begin)
    return spans


def _shared(candidate: Candidate, start: int, end: int) -> float:
    """Intersection over union of a candidate and a stretch of the text."""
    shared = min(candidate.end, end) - max(candidate.start, start)
    union = max(candidate.end, end) - min(candidate.start, start)
    return max(0, shared) / union


def spacy_recogniser(model: str | Path, labels: Iterable[str] = SPACY_LABELS) -> SpanRecogniser:
    """A recogniser from a spaCy pipeline with named entities.

    Args:
        model: a folder that ``nlp.to_disk`` wrote, or the name of an installed model.
        labels: of its entities, those that are places.

    Raises:
        InputError: spaCy or the model is not there, or it finds no entities.
    """
    spacy = _imported("spacy", "spacy")
    try:
        nlp = spacy.load(model)
    except (OSError, ValueError, ImportError) as problem:
        raise InputError(f"spaCy cannot load the model {str(model)!r}: name a folder.") from problem
    if not {"ner", "entity_ruler"} & set(nlp.pipe_names):
        raise InputError(f"The spaCy model {str(model)!r} finds no named entities.")
    wanted = frozenset(labels)

    def find_spans(text: str, sentences: Sequence[Span]) -> Iterable[Span]:
        nlp.max_length = max(nlp.max_length, len(text) + 1)
        return [(e.start_char, e.end_char) for e in nlp(text).ents if e.label_ in wanted]

    return SpanRecogniser(find_spans)


def gliner_recogniser(model: str | Path, labels: Sequence[str] = GLINER_LABELS) -> SpanRecogniser:
    """A recogniser from a GLiNER model; it reads sentence by sentence.

    Args:
        model: a folder that holds the model.
        labels: what it is asked for, in words.

    Raises:
        InputError: GLiNER or the model is not there.
    """
    gliner = _imported("gliner", "gliner")
    try:
        network = gliner.GLiNER.from_pretrained(str(model), local_files_only=True)
    except (OSError, ValueError, RuntimeError) as problem:
        raise InputError(f"GLiNER cannot load {str(model)!r}: name a model's folder.") from problem

    def find_spans(text: str, sentences: Sequence[Span]) -> Iterable[Span]:
        found: list[Span] = []
        for start, end in sentences:
            entities = network.predict_entities(
                text[start:end], list(labels), threshold=GLINER_THRESHOLD
            )
            found += [(start + int(e["start"]), start + int(e["end"])) for e in entities]
        return found

    return SpanRecogniser(find_spans)


def _imported(module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as problem:
        raise InputError(
            f"{module} is not installed: run pip install 'gazette[{extra}]'."
        ) from problem


_LOADERS: dict[str, Callable[[str], SpanRecogniser]] = {
    "spacy": spacy_recogniser,
    "gliner": gliner_recogniser,
}


@lru_cache(maxsize=2)
def load_recogniser(named: str) -> SpanRecogniser:
    """The recogniser named as in GAZETTE_RECOGNISER: "spacy:FOLDER" or "gliner:FOLDER".

    Raises:
        InputError: it is named wrongly, or cannot be loaded.

    Example:
        >>> load_recogniser("mine")
        Traceback (most recent call last):
        geodata.errors.InputError: 'mine' is no recogniser: name it spacy:MODEL or gliner:FOLDER.
    """
    kind, _, model = named.partition(":")
    loader = _LOADERS.get(kind)
    if loader is None or not model:
        raise InputError(f"{named!r} is no recogniser: name it spacy:MODEL or gliner:FOLDER.")
    return loader(model)
