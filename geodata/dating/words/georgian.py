"""Georgian, with the case endings that months and weekdays take."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

_MONTHS = "იანვარ თებერვალ მარტ აპრილ მაის ივნის ივლის აგვისტო სექტემბერ ოქტომბერ ნოემბერ დეკემბერ"
_SHORTENED = {
    "იანვარ": "იანვრ",
    "თებერვალ": "თებერვლ",
    "სექტემბერ": "სექტემბრ",
    "ოქტომბერ": "ოქტომბრ",
    "ნოემბერ": "ნოემბრ",
    "დეკემბერ": "დეკემბრ",
}
_ENDINGS = ["", "ი", "ს", "ში", "ის", "იდან", "მდე", "ამდე"]


def _month_forms() -> str:
    stems = [(stem, _SHORTENED.get(stem, stem)) for stem in _MONTHS.split()]
    return " ".join("|".join(root + end for root in pair for end in _ENDINGS) for pair in stems)


TABLE: Table = {
    **numbered("M", _month_forms(), first=1),
    **numbered(
        "W",
        "ორშაბათი|ორშაბათს სამშაბათი|სამშაბათს ოთხშაბათი|ოთხშაბათს ხუთშაბათი|ხუთშაბათს "
        "პარასკევი|პარასკევს შაბათი|შაბათს კვირა_დღეს",
        first=0,
    ),
    **numbered("C", "_ ორი სამი ოთხი ხუთი ექვსი შვიდი", first=1),
    "ერთი": Word("A", 1),
    **spelled("დღე|დღის|დღეს წინ|დღით", Word("U", 1, "day")),
    **spelled("კვირა|კვირის|კვირას", Word("U", 1, "week")),
    **spelled("თვე|თვის|თვეში", Word("U", 1, "month")),
    **spelled("წელი|წლის|წელს|წლიდან", Word("y", 1, "year")),
    "დღეს": Word("R", 0),
    "გუშინ": Word("R", -1),
    "ხვალ": Word("R", 1),
    **spelled("გასულ|წინა", Word("Q", -1, "last")),
    **spelled("ამ", Word("Q", 0)),
    **spelled("მომავალ", Word("Q", 1)),
    "იმავე დღეს": Word("G", 0),
    **spelled("იმავე", Word("X", 0)),
    **spelled("მეორე", Word("X", 1)),
    **spelled("დასაწყისში", Word("F", 0, "begin")),
    **spelled("ბოლოს", Word("F", 0, "end")),
    "წინ": Word("g", -1),
    **spelled("შემდეგ", Word("l", 1)),
    "და": Word("&"),
}
