"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from geodata.geoparsing.wordlists import words

SAMPLE: Final = 3_000  # characters looked at
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("latin", (0x41, 0x24F), (0x1E00, 0x1EFF)),
    ("cyrillic", (0x400, 0x52F)),
    ("armenian", (0x530, 0x58F), (0xFB13, 0xFB17)),
    ("georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF)),
    ("greek", (0x370, 0x3FF), (0x1F00, 0x1FFF)),
    ("hebrew", (0x590, 0x5FF)),
    ("arabic", (0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    ("kana", (0x3040, 0x30FF)),
    ("han", (0x3400, 0x9FFF)),
    ("hangul", (0xAC00, 0xD7AF), (0x1100, 0x11FF)),
    ("devanagari", (0x900, 0x97F)),
    ("thai", (0xE00, 0xE7F)),
    ("ethiopic", (0x1200, 0x137F)),
)
_ONE_LANGUAGE = {
    "armenian": "hy",
    "georgian": "ka",
    "greek": "el",
    "hebrew": "he",
    "kana": "ja",
    "han": "zh",
    "hangul": "ko",
    "devanagari": "hi",
    "thai": "th",
    "ethiopic": "am",
}
_COMMON = {
    "latin": {
        "en": words("the of and to in that is was for on with said by at from his has were"),
        "tr": words("ve bir bu için ile olarak da de çok daha olan gibi kadar sonra dedi ise"),
        "az": words("və bir bu üçün ilə olan edib deyib görə də edilib isə həmin bildirib olub"),
        "fr": words("le la les des et en un une du est dans que pour qui sur au par"),
        "es": words("el la los las de y en que un una por con del se para su al"),
        "pt": words("o os as de e em que um uma por com do da não para no na"),
        "de": words("der die das und in den von zu mit ist auf für dem ein eine sich nicht"),
        "it": words("il la di e che un una per con del della nel sono gli alla"),
        "nl": words("de het een van en in is dat op te voor met zijn niet aan"),
        "pl": words("w i na z się do nie że jest po przez od dla oraz"),
        "ro": words("și în de la pe cu a din este care pentru nu au"),
        "uz": words("va bu bilan uchun bir ham edi deb qilgan"),
    },
    "cyrillic": {
        "ru": words("и в на не что с он как это по но из к у за от был его также для"),
        "uk": words("і в на не що з він як це та у за від до був його також для про які"),
        "bg": words("и на да се за от не че е по със това като"),
        "be": words("і ў на не што з ён як гэта па да ад для быў"),
        "sr": words("и у је на да се за са од не су као"),
    },
    "arabic": {
        "ar": words("في من على أن إلى التي عن مع هذا كان"),
        "fa": words("در از که به این را با است برای آن"),
        "ur": words("میں کے کی کا سے ہے اور کو نے پر"),
    },
}
_LETTERS = {"az": "əƏ", "uk": "іїєґІЇЄҐ", "be": "ўЎ", "ru": "ыэъЫЭЪ", "tr": "ğĞşŞ"}
SUPPORTED: Final = ("az", "en", "hy", "ka", "ru", "tr", "uk")
"""Languages that have rules of their own here."""

_LANGUAGE_NAMES = {
    "am": "Amharic", "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "de": "German",
    "el": "Greek", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "sr": "Serbian", "th": "Thai",
    "ur": "Urdu", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language most of the text is in, '' when nothing tells.

    Example:
        >>> guess_language("The convoy left the town"), guess_language("Konvoy bu gün və")
        ('en', 'az')
        >>> guess_language("Колонна вышла из города"), guess_language("12:30")
        ('ru', '')
    """
    sample = text[:SAMPLE]
    script = _script_of(sample)
    if script in _ONE_LANGUAGE:
        return "ja" if script == "han" and _has_kana(sample) else _ONE_LANGUAGE[script]
    candidates = _COMMON.get(script)
    if not candidates:
        return ""
    counts = Counter(match.group().lower() for match in _WORD.finditer(sample))
    scores = {
        code: float(sum(counts[word] for word in common & counts.keys()))
        for code, common in candidates.items()
    }
    for code, letters in _LETTERS.items():
        if code in scores:
            scores[code] += 0.5 * sum(sample.count(letter) for letter in letters)
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0 else ""


def is_without_capitals(text: str) -> bool:
    """Whether a text of some length is typed without capitals, as short messages often are.

    Example:
        >>> is_without_capitals("floods in karachi and lahore killed ten people on monday")
        True
        >>> is_without_capitals("Floods in Karachi"), is_without_capitals("ok")
        (False, False)
    """
    counts = Counter(text[:SAMPLE]).items()
    lower = sum(times for char, times in counts if char.islower() and char.title() != char)
    capitals = sum(times for char, times in counts if char.isupper())
    return lower >= 20 and capitals * 400 < lower


def language_note(text: str) -> str:
    """A sentence for the reader when the language has no rules here, '' otherwise.

    Example:
        >>> language_note("The road to Goma is cut.")
        ''
        >>> language_note("洪水已经退去。")
        'The text looks like Chinese, which is not supported: names may be missed.'
    """
    if not any(char.isalpha() for char in text[:SAMPLE]):
        return "There are no letters in the text." if text.strip() else ""
    code = guess_language(text)
    if code in SUPPORTED:
        return ""
    if not code and _script_of(text[:SAMPLE]) == "latin":
        return ""
    name = _LANGUAGE_NAMES.get(code)
    if name is None:
        return "The script of the text is not supported: names may be missed."
    return f"The text looks like {name}, which is not supported: names may be missed."


def _script_of(sample: str) -> str:
    """The script with the most letters, '' without letters."""
    counts: Counter[str] = Counter()
    for char, times in Counter(sample).items():
        if char.isalpha():
            counts[_script_of_letter(ord(char))] += times
    return max(counts, key=lambda script: counts[script]) if counts else ""


def _script_of_letter(code: int) -> str:
    for script, *ranges in _SCRIPTS:
        if any(first <= code <= last for first, last in ranges):
            return script
    return "other"


def _has_kana(sample: str) -> bool:
    return any(0x3040 <= ord(char) <= 0x30FF for char in sample)
