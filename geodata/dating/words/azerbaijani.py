"""Azerbaijani, with the case endings that months take."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, inflected, numbered, spelled

_CASES = "da|də|dan|dən|un|ün|ın|in|a|ə|undan|ündən|ından|indən|dakı|dəki"

TABLE: Table = {
    **inflected(
        numbered(
            "M",
            "yanvar fevral mart aprel _ iyun iyul avqust sentyabr oktyabr noyabr dekabr",
            first=1,
        ),
        _CASES,
    ),
    **spelled("may|mayda|mayın|maydan|maya", Word("M", 5, "short")),
    **numbered(
        "W",
        "bazar_ertəsi|bazar_ertəsindən çərşənbə_axşamı çərşənbə "
        "cümə_axşamı|cümə_axşamına cümə şənbə bazar_günü",
        first=0,
    ),
    **numbered("S", "yazında|yazda yayında|yayda payızında|payızda|payız qışında|qışda", first=1),
    **numbered("C", "_ iki üç dörd beş altı yeddi səkkiz doqquz", first=1),
    "bir": Word("A", 1),
    "bir neçə": Word("C", 0, "several"),
    **spelled("gün|günü|gündən|günlər", Word("U", 1, "day")),
    **spelled("həftə|həftənin|həftədə|həftəki", Word("U", 1, "week")),
    **spelled("ay|ayın|ayında|ayının", Word("U", 1, "month")),
    **spelled("il|ilin|ildə|ili|ilində", Word("y", 1, "year")),
    **spelled("illərdə|illərin|illər|illəri", Word("y", 1, "years")),
    "arasında": Word("B"),
    **spelled("əsrdə|əsr|əsrin", Word("K", 1)),
    **spelled("bu gün|bugün", Word("R", 0)),
    "dünən": Word("R", -1),
    "srağagün": Word("R", -2),
    **spelled("sabah", Word("R", 1)),
    **spelled("keçən|ötən", Word("Q", -1, "last")),
    **spelled("bu", Word("Q", 0)),
    **spelled("gələn|növbəti", Word("Q", 1)),
    **spelled("həmin|elə həmin|eyni", Word("X", 0)),
    **spelled("ertəsi|sonrakı", Word("X", 1)),
    **spelled("əvvəlində|əvvəllərində|əvvəli", Word("F", 0, "begin")),
    **spelled("ortalarında|ortasında", Word("F", 0, "mid")),
    **spelled("sonunda|sonlarında|sonu", Word("F", 0, "end")),
    **spelled("səhər|səhəri", Word("P", 0, "morning")),
    **spelled("axşam|axşamı", Word("P", 0, "evening")),
    **spelled("gecə|gecəsi", Word("P", 0, "night")),
    "əvvəl": Word("g", -1),
    **spelled("sonra", Word("l", 1)),
    "və": Word("&"),
    **spelled("tarixində|tarixdə|tarixli", Word("j")),
    **spelled("novruz|novruz bayramı", Word("H", 0, "Nowruz")),
}
