"""Arabic: the months of both naming traditions, and weekdays behind the word for day."""

from __future__ import annotations

from geodata.dating.words.classes import Table, Word, numbered, spelled

TABLE: Table = {
    **numbered(
        "M",
        "يناير|كانون_الثاني فبراير|شباط مارس|آذار أبريل|ابريل|إبريل|نيسان مايو|أيار|ايار "
        "يونيو|حزيران يوليو|تموز أغسطس|اغسطس|آب سبتمبر|أيلول|ايلول أكتوبر|اكتوبر|تشرين_الأول "
        "نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
        first=1,
    ),
    **numbered(
        "W",
        "يوم_الاثنين|يوم_الإثنين يوم_الثلاثاء يوم_الأربعاء يوم_الخميس يوم_الجمعة يوم_السبت "
        "يوم_الأحد",
        first=0,
    ),
    **spelled("أمس", Word("R", -1)),
}
