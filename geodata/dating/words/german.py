"""German."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

TABLE: Table = {
    **numbered(
        "M",
        "januar|jänner februar märz|maerz april mai juni juli august september oktober "
        "november dezember",
        first=1,
    ),
    **numbered(
        "W",
        "montag|montags|montagabend dienstag|dienstags mittwoch|mittwochs "
        "donnerstag|donnerstags freitag|freitags samstag|samstags|sonnabend "
        "sonntag|sonntags",
        first=0,
    ),
    **numbered("C", "zwei drei vier fünf sechs sieben acht neun zehn", first=2),
    **spelled("gestern", Word("R", -1)),
    **spelled("heute", Word("R", 0)),
    **spelled("vorgestern", Word("R", -2)),
    **spelled("übermorgen", Word("R", 2)),
    **spelled("tag|tage|tagen", Word("U", 1, "day")),
    **spelled("woche|wochen", Word("U", 1, "week")),
    **spelled("monat|monate|monaten|monats", Word("U", 1, "month")),
    **spelled("jahr|jahre|jahren|jahres", Word("U", 1, "year")),
    **spelled("vor", Word("λ", -1)),
    **spelled(
        ""
        "letzten|letzte|letzter|letztes|vergangenen|vergangene|vergangener|vergangenes|vorigen|vorige",
        Word("Q", -1, "last"),
    ),
    **spelled("diesen|diese|dieser|dieses|diesem", Word("Q", 0)),
    **spelled("nächsten|nächste|nächster|nächstes|kommenden|kommende", Word("Q", 1)),
    **spelled("der|den|dem", Word("t")),
    **spelled("bis|bis zum", Word(">")),
    **spelled("und", Word("&")),
    **spelled("im|in", Word("i")),
    **spelled("am", Word("n")),
    **spelled("zwischen", Word("b")),
    **spelled("vom", Word("f")),
    **spelled("seit", Word("s")),
    **spelled("anfang", Word("F", 0, "begin")),
    **spelled("ende", Word("F", 0, "end")),
    **spelled("mitte", Word("F", 0, "mid")),
    # also the planet, a name of persons: alone they need a preposition or a number beside
    "mai": Word("M", 5, "weak"),
    "august": Word("M", 8, "weak"),
}
