"""French."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

TABLE: Table = {
    **numbered(
        "M",
        "janvier février|fevrier mars avril mai juin juillet août|aout septembre "
        "octobre novembre décembre|decembre",
        first=1,
    ),
    **numbered("W", "lundi mardi mercredi jeudi vendredi samedi dimanche", first=0),
    **numbered("C", "deux trois quatre cinq six sept huit neuf dix", first=2),
    **spelled("hier", Word("R", -1)),
    **spelled("aujourd'hui|aujourd’hui", Word("R", 0)),
    **spelled("demain", Word("R", 1)),
    **spelled("avant-hier", Word("R", -2)),
    **spelled("jour|jours", Word("U", 1, "day")),
    **spelled("semaine|semaines", Word("U", 1, "week")),
    **spelled("mois", Word("U", 1, "month")),
    **spelled("an|ans|année|années", Word("U", 1, "year")),
    **spelled("dernier|dernière|passé|passée", Word("ω", -1)),
    **spelled("prochain|prochaine", Word("ω", 1)),
    **spelled("il y a", Word("λ", -1)),
    **spelled("ce|cette", Word("Q", 0)),
    **spelled("le|la|les", Word("t")),
    **spelled("au|aux", Word(">")),
    **spelled("et", Word("&")),
    **spelled("en", Word("i")),
    **spelled("entre", Word("b")),
    **spelled("du", Word("f")),
    **spelled("depuis", Word("s")),
    **spelled("jusqu'au|jusqu’au", Word("u")),
    **spelled("début|au début de|au début du", Word("F", 0, "begin")),
    **spelled("fin|à la fin de", Word("F", 0, "end")),
    **spelled("mi", Word("F", 0, "mid")),
    # also the planet, a name of persons: alone they need a preposition or a number beside
    "mars": Word("M", 3, "weak"),
    "mai": Word("M", 5, "weak"),
}
