"""Portuguese."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

TABLE: Table = {
    **numbered(
        "M",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        first=1,
    ),
    **numbered(
        "W",
        "segunda_feira terça_feira quarta_feira quinta_feira sexta_feira sábado|sabado domingo",
        first=0,
    ),
    **numbered("C", "dois|duas três|tres quatro cinco seis sete oito nove dez", first=2),
    **spelled("ontem", Word("R", -1)),
    **spelled("hoje", Word("R", 0)),
    **spelled("amanhã", Word("R", 1)),
    **spelled("anteontem", Word("R", -2)),
    **spelled("dia|dias", Word("U", 1, "day")),
    **spelled("semana|semanas", Word("U", 1, "week")),
    **spelled("mês|meses", Word("U", 1, "month")),
    **spelled("ano|anos", Word("U", 1, "year")),
    **spelled("passado|passada", Word("ω", -1)),
    **spelled("próximo|próxima", Word("ω", 1)),
    **spelled("há", Word("λ", -1)),
    **spelled("este|esta|neste|nesta", Word("Q", 0)),
    **spelled("o|a|os|as", Word("t")),
    **spelled("ao", Word(">")),
    **spelled("e", Word("&")),
    **spelled("em", Word("i")),
    **spelled("entre", Word("b")),
    **spelled("desde", Word("s")),
    **spelled("até", Word("u")),
    **spelled("de|do|da", Word("o")),
    **spelled("no|na", Word("n")),
    **spelled("início de|no início de", Word("F", 0, "begin")),
    **spelled("final de|no final de", Word("F", 0, "end")),
    **spelled("meados de|em meados de", Word("F", 0, "mid")),
}
