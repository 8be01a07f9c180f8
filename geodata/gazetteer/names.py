"""Names made comparable: one key for every spelling that differs by ornament alone."""

from __future__ import annotations

import unicodedata
from enum import IntFlag


class NameFlag(IntFlag):
    """What kind of name a name is for one place; several may hold.

    For a whole key the flags of all its places are joined with "or".
    """

    MAIN = 1  # the usual name, or one that is as usual (U.S., Burma)
    DEMONYM = 2  # what its people or its things are called: "Turkish", "Londoner"
    ABBREVIATION = 4  # "W.Va.", "USA": counts only when the text has its capitals
    CODE = 8  # three capitals among the alternate names: an airport's code
    ROMANISED = 16  # a lower-case transliteration made by machine
    SHORT = 32  # the name without its generic word: "Fairfax" for "Fairfax County"
    COMMON = 64  # also an everyday English word: "Reading", "Nice", "Of"


_LETTERS = {
    "ı": "i",
    "ə": "e",
    "ǝ": "e",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    # Arabic letters that Persian, Kurdish and Urdu keyboards write with other code points
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ک": "ك",
    "ۀ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    # the Armenian ligature for "ev"
    "և": "եւ",
}
_DROPPED = "'’‘ʼʻʹʽ`´′.·\u00ad\u200b\u200c\u200d\u200e\u200f\u0640\ufeff"
_ASCII = {
    code: (chr(code).lower() if chr(code).isalnum() else " ")
    for code in range(128)
    if chr(code) not in _DROPPED
} | {ord(char): None for char in _DROPPED if ord(char) < 128}
# Marks are ornament in these scripts only; in Devanagari, Thai and others they are vowels.
_ORNAMENTED = (
    (0x0300, 0x036F),  # combining diacritics: Latin, Greek, Cyrillic
    (0x0483, 0x0489),  # Cyrillic titlo
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic signs
    (0x064B, 0x065F),  # Arabic vowels
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
)


def _char_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(char): None for char in _DROPPED}
    table.update({ord(char): plain for char, plain in _LETTERS.items()})
    for first, last in _ORNAMENTED:
        table.update(dict.fromkeys(range(first, last + 1)))
    return table


_TABLE = _char_table()


def name_key(text: str) -> str:
    """The key under which a name is stored and looked up, its words joined by single spaces.

    Case, diacritics, apostrophes and dots fall away; hyphens and other marks part words;
    letters of every script stay. '' when nothing remains. Both sides use this one function.

    Example:
        >>> name_key("Gəncə"), name_key("GƏNCƏ"), name_key("Naxçıvan")
        ('gence', 'gence', 'naxcivan')
        >>> name_key("W. Va."), name_key("U.S."), name_key("St. John's"), name_key("Xi'an")
        ('w va', 'us', 'st johns', 'xian')
        >>> name_key("Nagorno-Karabakh"), name_key("Нахичевань"), name_key("  ")
        ('nagorno karabakh', 'нахичевань', '')
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_TABLE)
    folded = unicodedata.normalize("NFC", folded).translate(_TABLE)
    return " ".join("".join(c if _is_word(c) else " " for c in folded).split())


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


# Words that say what kind of unit a name stands for; first or last in the name.
_GENERIC = frozenset(
    " ".join(
        (
            "county district province region oblast state department municipality prefecture",
            "governorate parish canton territory division commune gmina powiat rayon raion krai",
            "republic voivodeship city town township borough municipio provincia distrito",
            "departamento departement estado arrondissement kreis landkreis provincie gemeente il",
            "ilcesi wilaya muhafazat shi xian sheng qu kabupaten kota regency emirate autonomous",
            "okrug twp zone woreda upazila tehsil taluk zila wilaya wilayat mintaqah caza cercle",
            "landkreis bezirk kommun kommune lan okres kraj grad opcina obcina zupanija novads",
            "pagasts apskritis rajons nomos quan huyen provinsi daerah judet comarca",
        )
    ).split()
)
_LINKS = frozenset(
    ("of", "de", "del", "da", "do", "dos", "the", "la", "le", "des", "du", "d", "di", "della")
)


def short_form(key: str) -> str:
    """A key without its leading or trailing generic words, '' when that leaves it as it is.

    Example:
        >>> short_form("fairfax county"), short_form("provincia de cordoba"), short_form("lori")
        ('fairfax', 'cordoba', '')
    """
    words = key.split()
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    while len(words) > 1 and words[0] in _GENERIC:
        words.pop(0)
        while len(words) > 1 and words[0] in _LINKS:
            words.pop(0)
    short = " ".join(words)
    return "" if short == key or words[0] in _GENERIC else short
