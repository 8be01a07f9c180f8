import pytest

from geodata.geoparsing import split_sentences
from geodata.tables import tables_in


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. Navy sent Capt. J. R. Ito to Djibouti. He came at 5 p.m. The port was shut.",
            [
                "The U.S. Navy sent Capt. J. R. Ito to Djibouti.",
                "He came at 5 p.m.",
                "The port was shut.",
            ],
        ),
        (
            "“We will stay,” she said. “Nobody leaves.” The crowd left Quito anyway!",
            ["“We will stay,” she said.", "“Nobody leaves.”", "The crowd left Quito anyway!"],
        ),
        (
            "'Stop!' he shouted. What now? Nobody knew…",
            ["'Stop!' he shouted.", "What now?", "Nobody knew…"],
        ),
        (
            "It cost 3.5 million. No. 4 burned at St. Louis. See www.example.org for more.",
            ["It cost 3.5 million.", "No. 4 burned at St. Louis.", "See www.example.org for more."],
        ),
        (
            "Он родился в г. Тверь. Позже жил на ул. Мира в Баку. Всего пришли 3 тыс. человек.",
            [
                "Он родился в г. Тверь.",
                "Позже жил на ул. Мира в Баку.",
                "Всего пришли 3 тыс. человек.",
            ],
        ),
        ("Նա մեկնեց Երեւան։ Հետո վերադարձավ։", ["Նա մեկնեց Երեւան։", "Հետո վերադարձավ։"]),
        ("თბილისში წვიმდა. ბათუმში თოვდა.", ["თბილისში წვიმდა.", "ბათუმში თოვდა."]),
        ("他去了北京。后来他回到上海。", ["他去了北京。", "后来他回到上海。"]),
        (
            "Wie am 16. Juli gemeldet. Danach war Ruhe.",
            ["Wie am 16. Juli gemeldet.", "Danach war Ruhe."],
        ),
        (
            "Azerbaijan.. is not alone. Let them know.",
            ["Azerbaijan.. is not alone.", "Let them know."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_headline_and_bullets_are_sentences_of_their_own() -> None:
    text = "Floods in Sindh\n\nRoads are cut. What we know:\n- 12 dead in Sukkur\n- 3 missing\n"
    assert texts(text) == [
        "Floods in Sindh",
        "Roads are cut.",
        "What we know:",
        "- 12 dead in Sukkur",
        "- 3 missing",
    ]
    assert [s.paragraph for s in split_sentences(text)] == [0, 1, 1, 1, 1]


def test_lines_broken_by_a_pdf_are_put_together() -> None:
    text = (
        "The convoy left Goma on Monday and was stopped at the first\n"
        "checkpoint outside Sake. Drivers said that armed men asked for\n"
        "money. Nobody was hurt.\n"
        "A second convoy left later.\n"
    )
    assert texts(text) == [
        "The convoy left Goma on Monday and was stopped at the first\ncheckpoint outside Sake.",
        "Drivers said that armed men asked for\nmoney.",
        "Nobody was hurt.",
        "A second convoy left later.",
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "KEENE, N.H. - ",
        "BATON ROUGE, La. (AP) — ",
        "ST. PAUL, Minn., March 3 (AP) -- ",
        "SPRINGFIELD, Ill. – ",
    ],
)
def test_a_dateline_stays_with_the_sentence_it_opens(dateline: str) -> None:
    text = f"Man shot outside a bar. {dateline}Officers were called. He was shot."
    assert texts(text) == [
        "Man shot outside a bar.",
        f"{dateline}Officers were called.",
        "He was shot.",
    ]


def test_capitals_without_a_dateline_are_cut_at_their_full_stops() -> None:
    text = "WAR ENDS. THE ARMY - it said - left. NATO left. - It was over."
    assert texts(text) == [
        "WAR ENDS.",
        "THE ARMY - it said - left.",
        "NATO left.",
        "- It was over.",
    ]


def test_offsets_count_code_points_and_numbers_run_on() -> None:
    text = "😀 Riots in Lyon.\r\n\r\nCalm in Nice.\x00 Then \u202edark."
    for number, sentence in enumerate(split_sentences(text)):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.number == number
    assert split_sentences(text)[1].paragraph == 1


@pytest.mark.parametrize("text", ["", " \n\t ", "\ud800", "." * 50, "\x00"])
def test_odd_texts_do_not_break_it(text: str) -> None:
    assert "".join(texts(text)).strip() == text.strip()


@pytest.mark.parametrize(
    "piece", ["word ", ". ", "A.", "...x", "\n", "Mr. ", "a.b ", "“ ", "- x\n"], ids=repr
)
def test_the_same_words_over_and_over_are_split_to_the_end(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    kept = "".join(text[one.start : one.end] for one in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_tables_that_are_known_already_are_not_looked_for_again() -> None:
    text = "It was a bad week.\n\nDate | Town | Event\n1 May 2021 | Goma | Shelling. Fires.\n"
    assert split_sentences(text, tables_in(text)) == split_sentences(text)
    assert len(split_sentences(text, ())) > len(split_sentences(text))
