"""A very long text in pieces, so that memory and time stay in bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from geodata.model import Sentence

SEGMENT_CHARACTERS: Final = 60_000


def segments(
    sentences: Iterable[Sentence], most: int = SEGMENT_CHARACTERS
) -> Iterator[list[Sentence]]:
    """Runs of sentences of about ``most`` characters; a longer sentence is cut at a space.

    Example:
        >>> from geodata.geoparsing import split_sentences
        >>> [len(run) for run in segments(split_sentences("One. Two. Three."), most=9)]
        [2, 1]
    """
    run: list[Sentence] = []
    length = 0
    for sentence in sentences:
        for piece in _pieces(sentence, most):
            size = piece.end - piece.start
            if run and length + size > most:
                yield run
                run, length = [], 0
            run.append(piece)
            length += size
    if run:
        yield run


def _pieces(sentence: Sentence, most: int) -> Iterator[Sentence]:
    if sentence.end - sentence.start <= most:
        yield sentence
        return
    begin = 0
    text = sentence.text
    while begin < len(text):
        end = min(len(text), begin + most)
        if end < len(text):
            space = text.rfind(" ", begin, end)
            end = space if space > begin else end
        start = sentence.start
        yield Sentence(
            start + begin, start + end, text[begin:end], sentence.number, sentence.paragraph
        )
        begin = end
