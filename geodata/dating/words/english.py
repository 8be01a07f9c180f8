"""English."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

# First names and verbs: alone they are no months ("April Johnson", "may", "the march").
_WEAK_MONTHS = {"march", "april", "may", "june", "august"}

_MONTHS = numbered(
    "M",
    "january february march april may june july august september october november december",
    first=1,
)
_SHORT_MONTHS = numbered(
    "M",
    "jan|jan. feb|feb. mar|mar. apr|apr. _ jun|jun. jul|jul. aug|aug. "
    "sep|sept|sep.|sept. oct|oct. nov|nov. dec|dec.",
    first=1,
    detail="short",
)

_ORDINALS = numbered(
    "O",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth "
    "thirty-first",
    first=1,
    detail="spelled",
)

_COUNTS = numbered(
    "C",
    "one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    first=1,
)

TABLE: Table = {
    **{
        name: Word("M", word.value, "weak" if name in _WEAK_MONTHS else "")
        for name, word in _MONTHS.items()
    },
    **_SHORT_MONTHS,
    **numbered(
        "W",
        "monday|mondays tuesday|tuesdays wednesday|wednesdays thursday|thursdays "
        "friday|fridays saturday|saturdays sunday|sundays",
        first=0,
    ),
    **numbered(
        "w",
        "mon|mon. tue|tues|tue.|tues. wed|wed. thu|thur|thurs|thu.|thurs. fri|fri. "
        "sat|sat. sun|sun.",
        first=0,
    ),
    **numbered("S", "spring|springtime summer|summertime autumn|fall winter|wintertime", first=1),
    **_ORDINALS,
    **_COUNTS,
    **spelled("a|an", Word("A", 1)),
    **spelled("several|few|many|some|a few|a number of", Word("C", 0, "several")),
    **spelled("couple|a couple|a couple of", Word("C", 0, "couple")),
    "half a": Word("C", 0, "half"),
    **spelled("year's end|year’s end|year end|the year's end|the year’s end", Word("J")),
    **spelled("day|days", Word("U", 1, "day")),
    **spelled("week|weeks", Word("U", 1, "week")),
    **spelled("fortnight|fortnights", Word("U", 2, "week")),
    **spelled("weekend|weekends", Word("U", 1, "weekend")),
    **spelled("month|months", Word("U", 1, "month")),
    **spelled("year|years", Word("U", 1, "year")),
    **spelled("decade|decades", Word("U", 10, "year")),
    **spelled("century|centuries", Word("K", 1)),
    **spelled("hour|hours", Word("h", 1)),
    **spelled("minutes|moments", Word("h", 0)),
    **spelled("quarter", Word("V", 4)),
    **spelled("half", Word("V", 2)),
    **spelled("today", Word("R", 0)),
    "tonight": Word("R", 0, "night"),
    "yesterday": Word("R", -1),
    **spelled("tomorrow", Word("R", 1)),
    **spelled("the day before yesterday", Word("R", -2)),
    **spelled("the day after tomorrow", Word("R", 2)),
    **spelled("last|past|this past|this last", Word("Q", -1, "last")),
    **spelled("this|current|this current|the current", Word("Q", 0)),
    **spelled("next|coming|this coming|upcoming|this upcoming|the coming", Word("Q", 1)),
    **spelled("same|that same|this same|that|that very|the very same", Word("X", 0)),
    **spelled("following|ensuing|subsequent", Word("X", 1)),
    **spelled("previous|preceding|prior", Word("X", -1)),
    **spelled("early", Word("F", 0, "early")),
    **spelled("mid|middle|midway through", Word("F", 0, "mid")),
    "late": Word("F", 0, "late"),
    **spelled("beginning|start|opening", Word("F", 0, "begin")),
    **spelled("end|close", Word("F", 0, "end")),
    **spelled("later|afterwards|afterward", Word("l", 1)),
    "earlier": Word("l", -1),
    **spelled("morning|mornings", Word("P", 0, "morning")),
    **spelled("dawn|daybreak|sunrise", Word("P", 0, "morning")),
    **spelled("afternoon|noon|midday|lunchtime", Word("P", 0, "afternoon")),
    **spelled("evening|evenings|dusk|sunset", Word("P", 0, "evening")),
    **spelled("night|nights|midnight", Word("P", 0, "night")),
    "overnight": Word("P", 0, "overnight"),
    **spelled("ago|back", Word("g", -1)),
    "from now": Word("g", 1),
    "after": Word("e", 1),
    **spelled("before|prior to", Word("e", -1)),
    "since": Word("s"),
    **spelled("until|till|through|thru", Word("u")),
    "by": Word("u", 0, "by"),
    "from": Word("f"),
    "between": Word("b"),
    "to": Word(">"),
    **spelled("and|or", Word("&")),
    "in": Word("i"),
    **spelled("during|throughout|circa|around|about", Word("i", 0, "loose")),
    "within": Word("d"),
    "the eve of": Word("k"),
    "on": Word("n"),
    "of": Word("o"),
    "the": Word("t"),
    **spelled("christmas day|christmas", Word("H", 0, "Christmas Day")),
    "christmas eve": Word("H", 0, "Christmas Eve"),
    "boxing day": Word("H", 0, "Boxing Day"),
    **spelled("new year's day|new year’s day", Word("H", 0, "New Year’s Day")),
    **spelled("new year's eve|new year’s eve", Word("H", 0, "New Year’s Eve")),
    **spelled("easter sunday|easter", Word("H", 0, "Easter")),
    "good friday": Word("H", 0, "Good Friday"),
    "easter monday": Word("H", 0, "Easter Monday"),
    "orthodox easter": Word("H", 0, "Orthodox Easter"),
    "palm sunday": Word("H", 0, "Palm Sunday"),
    "ash wednesday": Word("H", 0, "Ash Wednesday"),
    **spelled("pentecost|whit sunday", Word("H", 0, "Pentecost")),
    **spelled("valentine's day|valentine’s day", Word("H", 0, "Valentine’s Day")),
    **spelled("may day", Word("H", 0, "May Day")),
    **spelled("international women's day|international women’s day", Word("H", 0, "Women’s Day")),
    **spelled("women's day|women’s day", Word("H", 0, "Women’s Day")),
    **spelled("orthodox christmas", Word("H", 0, "Orthodox Christmas")),
    **spelled("bastille day", Word("H", 0, "Bastille Day")),
    **spelled("anzac day", Word("H", 0, "Anzac Day")),
    **spelled("juneteenth", Word("H", 0, "Juneteenth")),
    **spelled("armistice day|remembrance day", Word("H", 0, "Armistice Day")),
    **spelled("all saints' day|all saints’ day", Word("H", 0, "All Saints’ Day")),
    **spelled(
        "st patrick's day|st patrick’s day|st. patrick's day", Word("H", 0, "St Patrick’s Day")
    ),
    **spelled("halloween", Word("H", 0, "Halloween")),
    **spelled("nowruz|novruz|norouz|newroz", Word("H", 0, "Nowruz")),
    **spelled("thanksgiving day|thanksgiving", Word("H", 0, "Thanksgiving")),
    **spelled("eid al-fitr|eid al-adha|eid", Word("H", 0, "Eid")),
    **numbered("E", "fifties sixties seventies eighties nineties", first=5, detail="named"),
    **spelled("labor day|labour day", Word("H", 0, "Labour Day")),
    **spelled("independence day", Word("H", 0, "Independence Day")),
    **spelled("victory day", Word("H", 0, "Victory Day")),
    **spelled("republic day|national day|constitution day", Word("H", 0, "a national day")),
    **spelled(
        "ramadan|hanukkah|yom kippur|passover|diwali|ashura", Word("H", 0, "a movable feast")
    ),
}
"""Phrases are looked up before words, the longest first."""
