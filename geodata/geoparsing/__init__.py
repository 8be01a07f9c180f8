"""Text to mentions: sentences, place names and what each name does in its sentence."""

from geodata.geoparsing.sentences import split_sentences

__all__ = ["split_sentences"]
