"""Abbreviations that a full stop belongs to, by what usually follows them."""

from __future__ import annotations

from geodata.geoparsing.wordlists import words

BEFORE_A_NAME = words("""
    # English ranks, titles and street words
    mr mrs ms dr prof gen col lt sgt cpl capt maj cmdr adm brig pvt sen sens rep reps gov govs
    pres rev fr hon msgr supt det insp amb min st sts ste mt ft pt messrs
    # French, Spanish, Italian, Portuguese, German
    mme mlle mgr sr sra srta dra ing lic hr frl bzw
    # Turkish and Azerbaijani
    doç org kor alb yzb bnb sn öğr av
    # Russian and Ukrainian: town, village, street, region, named after, general, lieutenant
    г гг м с пос пгт дер ул вул обл р им ім ген полк тов гр акад проф св просп пер наб
""")
"""What follows is a name: never the end of a sentence."""

BEFORE_A_NUMBER = words("""
    no nos nr art p pp pct fig sec ch vol para par ca approx № ст рис табл стр гл п пп мад
""")
"""The end of a sentence unless a number follows."""

ANYWHERE = words("""
    # companies, times, Latin
    inc corp co ltd llc bros assn dept univ jr sr etc al vs viz cf eg ie am pm bc ad est
    # months and weekdays
    jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed thu thur thurs fri sat sun
    # states and provinces as newspapers write them
    ala ariz ark calif colo conn del fla ga ia ill ind kan kans ky la md mass mich minn miss mo
    mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta sask man
    # measures and places
    ave blvd rd hwy ph km kg mi sq hr hrs gal lb oz ct
    # French, Spanish, German
    env av avda ej pág núm usw ca str geb
    # Russian, Ukrainian, Turkish, Azerbaijani
    тыс млн млрд руб коп др пр тд тп те тел тис грн км см мм кг vb vd bkz c m sm
""")
"""The end of a sentence only before a word that likes to open one."""

OPENERS = words("""
    the a an this that these those he she it they we i you his her its their our my there here
    in on at by for from with after before during since until when while as if although though
    but and or so yet however meanwhile moreover according both all some many most several no
    not what who why how where which one two three police officials authorities earlier later
    now then
    # Russian and Ukrainian
    в во на по из с он она они это как но и а однако после при у він вона вони це але
    # Turkish and Azerbaijani
    bu o ancak ama ve bir onlar lakin amma həmin
    # French, Spanish, German, Portuguese, Italian
    le la les il elle ils un une dans el los en der die das er sie es ein eine os ele lo gli
""")
"""Words that often open a sentence and seldom follow an abbreviation."""

MONTHS_AFTER_A_DAY = words("""
    januar jänner februar märz april mai juni juli august september oktober november dezember
""")
"""German writes '16. Juli': the stop makes the number ordinal."""
