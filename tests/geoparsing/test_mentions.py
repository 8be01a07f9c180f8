"""What geoparsing does with an index of its own; the gazetteer is a stranger to it."""

from collections.abc import Sequence

import pytest

from geodata.geoparsing import (
    NameTraits,
    PlainRecogniser,
    Trait,
    find_mentions,
    found_names,
)
from geodata.geoparsing.candidates import name_candidates
from geodata.geoparsing.names import KIND_BIT
from geodata.geoparsing.segments import segments
from geodata.geoparsing.sentences import split_sentences
from geodata.geoparsing.tokens import tokenise
from geodata.model import Mention, PlaceKind, Usage


class Names:
    """A handful of names: enough to see what is looked up."""

    def __init__(self, *names: str) -> None:
        self.names = [self.key(name) for name in names]

    def key(self, text: str) -> str:
        return " ".join(text.casefold().replace(".", "").replace("'", "").replace("’", "").split())

    def names_at(self, text_key: str, start: int = 0) -> Sequence[tuple[int, int]]:
        rest = text_key[start:] + " "
        found = [
            (start + len(name), number)
            for number, name in enumerate(self.names)
            if rest.startswith(name + " ")
        ]
        return sorted(found)

    def traits(self, name_number: int) -> NameTraits:
        bit = KIND_BIT[PlaceKind.SETTLEMENT]
        return NameTraits(1, 5.0, bit, bit, int(Trait.MAIN), int(Trait.MAIN))


def spans(text: str, *names: str, language: str = "") -> list[str]:
    tokens = tokenise(text, split_sentences(text))
    found = name_candidates(tokens, Names(*names), language)
    return [text[c.start : c.end] for c in found]


def test_a_name_is_found_with_its_place_in_the_text() -> None:
    found = find_mentions("A bus left Oruro.", Names("Oruro"), recogniser=PlainRecogniser())
    assert found == [Mention(11, 16, "Oruro", Usage.PLACE)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Goma's market burned.", ["Goma"], ["Goma"]),
        ("Prince George's County voted.", ["Prince Georges County"], ["Prince George's County"]),
        (
            "The envoys of the four countries met for two days in New\nYork and then left.",
            ["New York"],
            ["New\nYork"],
        ),
        ("He left St. Louis.", ["St Louis"], ["St. Louis"]),
        ("Troops near Stoke-on-Trent.", ["Stoke on Trent"], ["Stoke-on-Trent"]),
        ("the goma tree", ["Goma"], []),
        ("It ended in Quito. Norte won.", ["Quito Norte"], []),
        ("We saw Lima, Peru.", ["Lima", "Peru", "Lima Peru"], ["Lima", "Peru"]),
        ("N.Y. and L.A. agreed", ["ny", "la"], ["N.Y.", "L.A."]),
        ("Mr. Goma met Dr. Lima.", ["Goma", "Lima"], []),
    ],
)
def test_names_end_where_they_should(text: str, names: list[str], expected: list[str]) -> None:
    assert spans(text, *names) == expected


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("ru", "Колонна вышла из Твери.", "Тверь", "Твери"),
        ("uk", "Вибухи у Харкові.", "Харків", "Харкові"),
        ("az", "Gəncədə yağış yağdı.", "Gəncə", "Gəncədə"),
        ("tr", "Dün Konya'ya gitti.", "Konya", "Konya"),
        ("hy", "Նա Գորիսում է։", "Գորիս", "Գորիսում"),
        ("ka", "ის ფოთიდან წავიდა.", "ფოთი", "ფოთიდან"),
    ],
)
def test_case_endings_are_taken_off(language: str, text: str, name: str, expected: str) -> None:
    assert spans(text, name, language=language) == [expected]


def test_a_long_text_comes_in_pieces_and_loses_nothing() -> None:
    text = "They left Goma. " * 9_000
    pieces = list(found_names(text, Names("Goma"), recogniser=PlainRecogniser()))
    assert len(pieces) > 1
    assert sum(len(found) for _, found in pieces) == 9_000


def test_one_endless_sentence_is_cut_at_a_space() -> None:
    text = "word " * 40_000
    runs = list(segments(split_sentences(text)))
    assert [run[0].start for run in runs[:2]] == [0, 59_999]
    assert "".join(piece.text for run in runs for piece in run) == text.strip()
