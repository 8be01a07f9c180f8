"""Spanish."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

TABLE: Table = {
    **numbered(
        "M",
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre "
        "octubre noviembre diciembre",
        first=1,
    ),
    **numbered(
        "W", "lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo", first=0
    ),
    **numbered("C", "dos tres cuatro cinco seis siete ocho nueve diez", first=2),
    **spelled("ayer", Word("R", -1)),
    **spelled("hoy", Word("R", 0)),
    **spelled("anteayer", Word("R", -2)),
    **spelled("día|días|dia|dias", Word("U", 1, "day")),
    **spelled("semana|semanas", Word("U", 1, "week")),
    **spelled("mes|meses", Word("U", 1, "month")),
    **spelled("año|años", Word("U", 1, "year")),
    **spelled("pasado|pasada", Word("ω", -1)),
    **spelled("próximo|próxima", Word("ω", 1)),
    **spelled("hace", Word("λ", -1)),
    **spelled("este|esta", Word("Q", 0)),
    **spelled("el|la|los", Word("t")),
    **spelled("al", Word(">")),
    **spelled("y", Word("&")),
    **spelled("en", Word("i")),
    **spelled("entre", Word("b")),
    **spelled("desde", Word("s")),
    **spelled("hasta", Word("u")),
    **spelled("de|del", Word("o")),
    **spelled("principios de|a principios de", Word("F", 0, "begin")),
    **spelled("finales de|a finales de", Word("F", 0, "end")),
    **spelled("mediados de|a mediados de", Word("F", 0, "mid")),
    # also the planet, a name of persons: alone they need a preposition or a number beside
    "julio": Word("M", 7, "weak"),
}
