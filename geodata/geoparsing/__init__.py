"""Text to mentions: sentences, place names and what each name does in its sentence."""

from geodata.geoparsing.external import gliner_recogniser, load_recogniser, spacy_recogniser
from geodata.geoparsing.language import SUPPORTED, guess_language, language_note
from geodata.geoparsing.mentions import FoundName, find_mentions, found_names
from geodata.geoparsing.names import NameIndex, NameTraits, Trait
from geodata.geoparsing.recogniser import PlainRecogniser, Recogniser
from geodata.geoparsing.sentences import split_sentences

__all__ = [
    "SUPPORTED",
    "FoundName",
    "NameIndex",
    "NameTraits",
    "PlainRecogniser",
    "Recogniser",
    "Trait",
    "find_mentions",
    "found_names",
    "gliner_recogniser",
    "guess_language",
    "language_note",
    "load_recogniser",
    "spacy_recogniser",
    "split_sentences",
]
