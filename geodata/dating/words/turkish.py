"""Turkish, with the case endings that months and years take."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, inflected, numbered, spelled

# Behind an apostrophe or grown on: "Temmuz'da", "temmuzda", "temmuzun".
_CASES = "da|de|ta|te|dan|den|tan|ten|ın|in|un|ün|nın|nin|a|e|ya|ye|ı|i|u|ü|daki|deki|taki|teki"

_MONTHS = numbered(
    "M",
    "_ şubat _ nisan mayıs haziran temmuz ağustos eylül _ _ _",
    first=1,
)
# Also hearth, March and the planet, sowing, a name, an interval: a day or a year beside it.
_WEAK_MONTHS = {
    "ocak": Word("M", 1, "short"),
    "mart": Word("M", 3, "short"),
    "ekim": Word("M", 10, "short"),
    "kasım": Word("M", 11, "short"),
    "aralık": Word("M", 12, "short"),
}

TABLE: Table = {
    **inflected(_MONTHS, _CASES),
    **inflected(_WEAK_MONTHS, _CASES),
    "aralıkta": Word("M", 12),
    "aralığın": Word("M", 12),
    "ocakta": Word("M", 1),
    "ekimde": Word("M", 10),
    "kasımda": Word("M", 11),
    **numbered(
        "W",
        "pazartesi|pazartesi_günü|pazartesiden|pazartesinden salı_günü|salıdan "
        "çarşamba|çarşamba_günü perşembe|perşembe_günü|perşembeye cuma|cuma_günü|cumaya "
        "cumartesi|cumartesi_günü pazar_günü",
        first=0,
    ),
    **numbered(
        "S",
        "ilkbahar|ilkbaharda|baharında yazında|yazın sonbahar|sonbaharda|sonbaharında "
        "kışında|kışın",
        first=1,
    ),
    **numbered("C", "_ iki üç dört beş altı yedi sekiz dokuz", first=1),
    "bir": Word("A", 1),
    "birkaç": Word("C", 0, "several"),
    **spelled("gün|günü|günden|günlerinde", Word("U", 1, "day")),
    **spelled("hafta|haftanın|haftada|haftaki", Word("U", 1, "week")),
    **spelled("ay|ayın|ayında|ayının|aydan", Word("U", 1, "month")),
    **spelled("yıl|yılın|yılında|yılının|yılı|sene", Word("y", 1, "year")),
    **spelled("yıllarda|yılların|yıllar|yılları", Word("y", 1, "years")),
    "yüzyılda": Word("K", 1),
    "yüzyıl": Word("K", 1),
    **spelled("bugün|bugünkü", Word("R", 0)),
    **spelled("dün|dünkü", Word("R", -1)),
    **spelled("evvelsi gün|önceki gün", Word("R", -2)),
    "yarın": Word("R", 1),
    **spelled("geçen|geçtiğimiz", Word("Q", -1, "last")),
    "bu": Word("Q", 0),
    **spelled("gelecek|önümüzdeki", Word("Q", 1)),
    **spelled("aynı|o", Word("X", 0)),
    "ertesi": Word("X", 1),
    **spelled("başında|başlarında|başı", Word("F", 0, "begin")),
    **spelled("ortasında|ortalarında", Word("F", 0, "mid")),
    **spelled("sonunda|sonlarında|sonu|sonuna", Word("F", 0, "end")),
    **spelled("sabah|sabahı", Word("P", 0, "morning")),
    **spelled("akşam|akşamı", Word("P", 0, "evening")),
    **spelled("gece|gecesi", Word("P", 0, "night")),
    "önce": Word("g", -1),
    "sonra": Word("l", 1),
    "arasında": Word("B"),
    **spelled("ile", Word("&")),
    **spelled("nevruz", Word("H", 0, "Nowruz")),
}
