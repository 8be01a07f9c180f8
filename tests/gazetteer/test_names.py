from __future__ import annotations

from geodata.gazetteer import name_key


def test_case_diacritics_and_apostrophes_make_no_difference() -> None:
    assert name_key("NAXÇIVAN") == name_key("Naxçıvan") == name_key("naxcivan")
    assert name_key("İstanbul") == name_key("ISTANBUL") == name_key("istanbul")
    assert name_key("Xi’an") == name_key("Xi'an") == "xian"


def test_letters_of_every_script_stay() -> None:
    for name in ("Нахичевань", "Նախիջևան", "ნახიჩევანი", "北京", "ประเทศไทย", "दिल्ली"):
        assert name_key(name) != ""
    assert name_key("दिल्ली") != name_key("दल")


def test_persian_and_arabic_keyboards_write_the_same_name() -> None:
    assert name_key("تبریز") == name_key("تبريز")


def test_nothing_but_marks_gives_no_key() -> None:
    assert name_key("...") == name_key("—") == name_key("") == ""
