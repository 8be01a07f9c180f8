"""Case endings taken off place names, by general rules for each language.

A rule is an ending and what may stand in its stead in the name as an atlas prints it. The
rules are the regular declensions of nouns; what they make up is only kept when the
gazetteer knows it. Sources: the standard school grammars of the languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

SHORTEST_STEM: Final = 2
SHORTEST_NAME: Final = 3
MOST_FORMS: Final = 12
Rules = tuple[tuple[str, tuple[str, ...]], ...]

_RUSSIAN: Rules = (
    ("ского", ("ский", "ское")), ("ском", ("ский", "ское")), ("ской", ("ская", "")),
    ("скую", ("ская",)), ("скому", ("ский", "ское")), ("ским", ("ский", "ское")),
    ("ного", ("ный", "ное")), ("ном", ("ный", "ное")), ("ной", ("ная",)), ("ную", ("ная",)),
    ("ого", ("ый", "ое", "ий")), ("ому", ("ый", "ое")),
    ("ией", ("ия",)), ("ии", ("ия", "ий")), ("ию", ("ия",)), ("ией", ("ия",)),
    ("ью", ("ь",)), ("ой", ("а", "ый")), ("ей", ("я", "а", "ь")), ("ою", ("а",)),
    ("ом", ("", "о", "е")), ("ем", ("ь", "й", "", "е")), ("ами", ("ы", "а")), ("ах", ("ы", "а")),
    ("ям", ("и",)), ("ях", ("и",)), ("ов", ("ы",)),
    ("ы", ("а", "")), ("и", ("а", "я", "ь", "")), ("у", ("а", "", "о")), ("ю", ("я", "ь", "й")),
    ("е", ("", "а", "я", "ь", "о", "й")), ("а", ("", "о")), ("я", ("ь", "й", "е")),
)  # fmt: skip

_UKRAINIAN: Rules = (
    ("ського", ("ський", "ське")), ("ському", ("ський", "ське")), ("ській", ("ська",)),
    ("ської", ("ська",)), ("ську", ("ська",)), ("ською", ("ська",)), ("ським", ("ський", "ське")),
    ("ного", ("ний", "не")), ("ному", ("ний", "не")), ("ній", ("на",)), ("ної", ("на",)),
    ("єві", ("їв",)), ("єва", ("їв",)), ("єву", ("їв",)), ("євом", ("їв",)), ("євом", ("їв",)),
    ("ові", ("ів", "")), ("ова", ("ів",)), ("ову", ("ів",)), ("овом", ("ів",)),
    ("ією", ("ія",)), ("ії", ("ія",)), ("ію", ("ія",)), ("ою", ("а",)), ("ею", ("я", "а")),
    ("ом", ("", "о")), ("ем", ("ь", "", "е")), ("єм", ("й", "я")), ("ях", ("і",)), ("ах", ("и",)),
    ("зі", ("га", "за", "з")), ("ці", ("ка", "ця", "ць")), ("сі", ("ха", "са", "с")),
    ("і", ("", "а", "я", "ь", "о")), ("и", ("а", "")), ("у", ("а", "", "о")),
    ("ю", ("я", "ь", "й")), ("а", ("", "о")), ("я", ("ь", "й")), ("ї", ("я",)),
)  # fmt: skip

_AZERBAIJANI_ENDINGS = """
    dakı dəki nın nin nun nün dan dən ya yə nı ni nu nü da də ın in un ün na nə ı i u ü a ə la lə
"""
_AZERBAIJANI: Rules = tuple((ending, ("",)) for ending in _AZERBAIJANI_ENDINGS.split())

_ARMENIAN: Rules = (
    ("այում", ("ա",)), ("այից", ("ա",)), ("այի", ("ա",)), ("այով", ("ա",)),
    ("վում", ("ու", "վ")), ("վից", ("ու", "վ")), ("վի", ("ու", "վ")), ("վով", ("ու",)),
    ("ում", ("", "ի")), ("ից", ("", "ի")), ("ով", ("", "ի")), ("ին", ("", "ի")), ("ու", ("ի",)),
    ("անը", ("ան",)), ("ը", ("",)), ("ի", ("",)), ("ն", ("",)), ("ան", ("ա", "ն")),
)  # fmt: skip

_GEORGIAN_ENDINGS = """
    ისკენ სკენ ისთვის სთვის იდან დან თან ში ზე მდე ის ით ად მა თი ს მ ო
"""
_GEORGIAN: Rules = tuple((ending, ("", "ი", "ა", "ე", "ო")) for ending in _GEORGIAN_ENDINGS.split())

_RULES = {
    "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
    "az": _AZERBAIJANI,
    "hy": _ARMENIAN,
    "ka": _GEORGIAN,
}
_LOCATIVE = {
    "az": ("da", "də", "dan", "dən", "ya", "yə", "a", "ə"),
    "hy": ("ում", "ից"),
    "ka": ("ში", "დან", "ზე", "მდე"),
    "tr": ("da", "de", "ta", "te", "dan", "den", "tan", "ten", "a", "e", "ya", "ye"),
}
BaseForms = Callable[[str], list[str]]


def base_forms(language: str) -> BaseForms | None:
    """A function from an inflected word to the names it may be a case of; None for none.

    Example:
        >>> base_forms("ru")("Гяндже")[:2], base_forms("az")("Bakıdan")[0]
        (['Гяндж', 'Гянджа'], 'Bakı')
        >>> base_forms("en") is None
        True
    """
    rules = _RULES.get(language)
    if rules is None:
        return None
    ending_table: dict[str, tuple[str, ...]] = {}
    for ending, instead in rules:
        ending_table.setdefault(ending, instead)
    longest = max(map(len, ending_table))
    syncopated = language == "ka"

    def forms(word: str) -> list[str]:
        found: list[str] = []
        for size in range(min(longest, len(word) - SHORTEST_STEM), 0, -1):
            instead = ending_table.get(word[-size:].lower())
            if instead is not None:
                stem = word[:-size]
                found += [stem + e for e in instead if len(stem) + len(e) >= SHORTEST_NAME]
                if syncopated and len(stem) >= SHORTEST_NAME:
                    found += [f"{stem[:-1]}{vowel}{stem[-1]}ი" for vowel in "აეო"]
        return list(dict.fromkeys(found))[: 2 * MOST_FORMS]

    return forms


def is_locative(word: str, bare: str, language: str) -> bool:
    """Whether the ending that was taken off says 'in', 'from' or 'to'."""
    endings: Iterable[str] = _LOCATIVE.get(language, ())
    ending = word[len(_common_start(word, bare)) :].lower().lstrip("'’")
    return bool(ending) and any(ending.endswith(known) for known in endings)


def _common_start(first: str, second: str) -> str:
    size = 0
    while size < min(len(first), len(second)) and first[size] == second[size]:
        size += 1
    return first[:size]
