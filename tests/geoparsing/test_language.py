import pytest

from geodata.geoparsing.inflection import base_forms
from geodata.geoparsing.language import guess_language, language_note


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge was closed on Monday and nobody was hurt."),
        ("ru", "Мост закрыли в понедельник, и никто не пострадал."),
        ("uk", "Міст закрили у понеділок, і ніхто не постраждав."),
        ("az", "Körpü bazar ertəsi bağlandı və heç kim xəsarət almadı."),
        ("tr", "Köprü pazartesi günü kapatıldı ve kimse yaralanmadı, dedi vali."),
        ("hy", "Կամուրջը փակվել է երկուշաբթի օրը։"),
        ("ka", "ხიდი ორშაბათს დაიკეტა."),
        ("fr", "Le pont est fermé depuis lundi et les routes sont coupées."),
        ("de", "Die Brücke ist seit Montag gesperrt und der Verkehr steht."),
        ("es", "El puente está cerrado desde el lunes y no hay paso."),
        ("el", "Η γέφυρα έκλεισε."),
        ("ar", "أغلق الجسر في المدينة على النهر"),
        ("ja", "橋は閉鎖された。"),
        ("zh", "桥已关闭。"),
        ("", "12.5 % +++ ---"),
        ("", ""),
    ],
)
def test_a_language_is_told_by_its_script_and_small_words(language: str, text: str) -> None:
    assert guess_language(text) == language


def test_an_unsupported_language_is_said_to_be_unsupported() -> None:
    assert language_note("桥已关闭。").startswith("The text looks like Chinese")
    assert language_note("ᚠᚢᚦᚨᚱᚲ ᚷᚹ").startswith("The script of the text is not supported")
    assert language_note("Der Fluss ist über die Ufer getreten und die Stadt ist in Not.") == (
        "The text looks like German, which is not supported: names may be missed."
    )


def test_a_supported_language_has_no_note() -> None:
    assert language_note("Мост закрыли в понедельник.") == ""
    assert language_note("The bridge was closed.") == ""
    assert language_note("") == ""


@pytest.mark.parametrize(
    ("language", "word", "name"),
    [
        ("ru", "Казани", "Казань"),
        ("ru", "Сирией", "Сирия"),
        ("ru", "Минском", "Минск"),
        ("uk", "Празі", "Прага"),
        ("uk", "Польщею", "Польща"),
        ("az", "Lənkəranın", "Lənkəran"),
        ("hy", "Մոսկվայից", "Մոսկվա"),
        ("hy", "Բաքվում", "Բաքու"),
        ("ka", "ერევნიდან", "ერევანი"),
        ("ka", "განჯაში", "განჯა"),
    ],
)
def test_the_name_is_among_the_forms_a_word_may_come_from(
    language: str, word: str, name: str
) -> None:
    forms = base_forms(language)
    assert forms is not None
    assert name in forms(word)
