"""Armenian (eastern), with the case endings that months and weekdays take."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, inflected, numbered, spelled

_CASES = "ի|ին|ից|ը|ն|իս|վա"

TABLE: Table = {
    **inflected(
        numbered(
            "M",
            "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր "
            "նոյեմբեր դեկտեմբեր",
            first=1,
        ),
        _CASES,
    ),
    **inflected(
        numbered(
            "W",
            "երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ_օր կիրակի",
            first=0,
        ),
        "օրը|ն|ի|ից|վա|վան",
    ),
    "շաբաթ օրը": Word("W", 5),
    **numbered("S", "գարնանը|գարուն ամռանը|ամառ աշնանը|աշուն ձմռանը|ձմեռ", first=1),
    **numbered("C", "_ երկու երեք չորս հինգ վեց յոթ ութ ինը տասը", first=1),
    "մեկ": Word("A", 1),
    "մի քանի": Word("C", 0, "several"),
    **spelled("օր|օրը|օրվա|օրեր", Word("U", 1, "day")),
    **spelled("շաբաթ|շաբաթվա|շաբաթը", Word("U", 1, "week")),
    **spelled("ամիս|ամսվա|ամիսը|ամսին", Word("U", 1, "month")),
    **spelled("տարի|տարվա|տարին", Word("U", 1, "year")),
    **spelled("թվականի|թվականին|թվականից|թ.|թթ.|թ|թվական|թվականների", Word("y", 1, "year")),
    **spelled("դարում|դարի|դար", Word("K", 1)),
    "այսօր": Word("R", 0),
    **spelled("երեկ|երեկվա", Word("R", -1)),
    "նախօրեին": Word("G", -1),
    "վաղը": Word("R", 1),
    **spelled("անցած|անցյալ|նախորդ", Word("Q", -1, "last")),
    "այս": Word("Q", 0),
    **spelled("առաջիկա|գալիք", Word("Q", 1)),
    **spelled("նույն|այդ", Word("X", 0)),
    "հաջորդ": Word("X", 1),
    **spelled("սկզբին|սկզբում", Word("F", 0, "begin")),
    **spelled("կեսերին|կեսին", Word("F", 0, "mid")),
    **spelled("վերջին|վերջերին", Word("F", 0, "end")),
    **spelled("առավոտյան|առավոտը", Word("P", 0, "morning")),
    **spelled("երեկոյան", Word("P", 0, "evening")),
    **spelled("գիշերը", Word("P", 0, "night")),
    "առաջ": Word("g", -1),
    "անց": Word("l", 1),
    **spelled("և|եւ", Word("&")),
}
