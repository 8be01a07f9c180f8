"""The grammar: patterns on the letters of words, the more particular ones first.

The letters are those of ``words.classes``, with D a day number, Y a year, E a decade,
Z a numeric date and N any other number. No pattern repeats without an end, so that a
scan takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from geodata.dating import absolute, counted_units, relative
from geodata.dating import meanings as m
from geodata.dating.found import Found

Build = Callable[[Found], m.Meaning | None]

_YEAR = "(?:,?o?Yy?)?"
_CLOSED = r"(?:\([Ww]\)|\))?"
_RULES: tuple[tuple[str, str, Build], ...] = (
    ("landmark", r"D/D(?!/)", absolute.landmark),
    ("days_listed", rf"[DO](?:,[DO]){{0,4}},?&[DO]o?M{_YEAR}", absolute.calendar),
    ("month_days_listed", rf"M[DO](?:,[DO]){{0,4}},?&[DO](?!o?M){_YEAR}", absolute.calendar),
    ("date_year_said", r"(?:t?[DO]o?M|M[DO]|M),?o?(?:t?[QX])[Uy]", absolute.date_of_told_year),
    ("numeric", r"(?:[Ww]P?,?)?Z", absolute.numeric),
    ("days_months", rf"[DO]o?M(?:,?Yy?)?[->]t?[DO]o?M{_YEAR}", absolute.two_dates),
    ("months_days", rf"M[DO](?:,?Yy?)?[->]M[DO]{_YEAR}", absolute.two_dates),
    ("between_dm", rf"(?<=b)t?[DO]o?M(?:,?Yy?)?&t?[DO]o?M{_YEAR}", absolute.two_dates),
    ("between_md", rf"(?<=b)M[DO](?:,?Yy?)?&M[DO]{_YEAR}", absolute.two_dates),
    ("days_month", rf"t?[DO][->u/]t?[DO]o?M{_YEAR}", absolute.days_of_month),
    ("between_days_month", rf"(?<=b)t?[DO]&t?[DO]o?M{_YEAR}", absolute.days_of_month),
    ("month_days", rf"M[DO][->u][DO](?!M){_YEAR}", absolute.days_of_month),
    ("between_month_days", rf"(?<=b)M[DO]&[DO](?!M){_YEAR}", absolute.days_of_month),
    ("year_month_days", r"Yy?,?M[DO][->][DO]", absolute.days_of_month),
    ("month_days_cased", r"M[DO][DO](?!o?M)", absolute.days_of_month),
    ("month_span", r"M[->u]M(?:,?o?Yy?)?(?![DO])", absolute.month_span),
    ("between_years", r"(?<=b)Y&Y", absolute.year_span),
    ("between_months", r"(?<=b)M&Mo?Yy?(?![DO])", absolute.month_span),
    (
        "day_month",
        r"(?:[Ww]P?[,(]?n?t?|t)?[DO]-?o?-?M(?:[,-]?o?Yy?(?!y?[DO]M))?(?:\([Ww]\)|\))?",
        absolute.calendar,
    ),
    ("month_day", rf"(?:[Ww]P?[,(]?n?)?Mt?[DO](?:,?Yy?)?{_CLOSED}", absolute.calendar),
    ("year_month_day", r"Yy?,?M[DO]|YyD-?M", absolute.calendar),
    ("nth_unit", rf"t?[OQ]Uo[iM]?M{_YEAR}", absolute.nth_unit),
    ("nth_weekday", rf"t?[OQ]W[oi]M{_YEAR}", absolute.nth_weekday),
    ("nth_unit_plain", rf"t?[OQ]UoM{_YEAR}", absolute.nth_unit),
    ("fraction", r"t?OVot?(?:Y|QU)", absolute.fraction),
    ("fraction_tail", r"t?OV,?Y", absolute.fraction),
    ("half_of_month", rf"t?OVoM{_YEAR}", absolute.half_of_month),
    ("fraction_alone", r"t?OV(?![oV])", absolute.fraction),
    ("short_fraction", r"q(?:o?,?Y)?|Yq", absolute.short_fraction),
    ("this_fraction", r"QV", absolute.fraction),
    ("year_end", r"tJ|J", lambda _: m.FromReport("year", 0, "end")),
    ("part_of_month", rf"t?F-?[oi]?t?M{_YEAR}", absolute.calendar),
    ("part_in_month", rf"lit?M{_YEAR}", absolute.calendar),
    ("part_of_season", r"t?F-?[oi]?t?S(?:,?o?t?Yy?)", absolute.season),
    ("part_of_which_season", r"t?F-?[oi]?t?QS", absolute.season),
    ("part_of_decade", r"t?F-?[oi]?t?'?E", absolute.decade),
    ("part_of_century", r"t?F-?[oi]?t?[OD]-?K", absolute.century),
    ("part_of_which", r"t?[Fl][oi]?t?Q[Uy]", relative.which_unit),
    ("part_of_year", r"t?F-?[oi]?t?Yy?", absolute.calendar),
    ("part_in_year", r"[l]it?Y", absolute.calendar),
    ("part_of_this", r"t?[Fl][oi]t?Uy?", relative.part_of_this),
    ("part_of_unit", r"F-?[Uy](?![gl])|[Uy]F", relative.part_of_this),
    ("month_part", r"(?:Yy)?MU?F", absolute.calendar),
    ("year_part", r"(?:Y[yU])F", absolute.calendar),
    ("which_part_turkic", r"Q[Uy]F", relative.which_unit),
    ("month_year", r"M,?o?Yy?", absolute.calendar),
    ("year_month", r"YyM", absolute.calendar),
    ("years_season", r"t?Y[-/][DN]S", absolute.season),
    ("season_year", r"t?So?t?Yy?(?:[-/][DN])?", absolute.season),
    ("year_season", r"Yy?S", absolute.season),
    ("which_season", r"QS", absolute.season),
    ("season", r"(?<=i)t?S", absolute.season),
    ("decade", r"t?'?Ey?", absolute.decade),
    ("century", r"t?[OD]-?K", absolute.century),
    ("weekday_of_week", r"Wo?QU", relative.weekday_of_week),
    ("weekday_week", r"(?<=n)WU", relative.weekday_week),
    ("same", r"t?X(?:[Uy]P?|WP?|P|S|M)(?!l)", relative.same),
    ("last_units", r"tQ[DNC]?-?[hU]", counted_units.last_units),
    ("next_in_text", r"tQ[UyP]", counted_units.next_in_text),
    ("week_ago_weekday", r"AUg(?:n?W)", relative.week_ago),
    ("ago_and_half", r"[DNC]&AVUg|A?U&AVg", counted_units.ago_and_half),
    ("centuries_ago", r"[DNCA]-?Kg", counted_units.centuries_ago),
    ("hours_ago", r"(?:[DNCA]-?)?hg", counted_units.hours_ago),
    ("hours_later", r"(?:[DNCA]-?)?hl", counted_units.hours_later),
    ("hours_beside", r"(?:[DNCA]-?)?he", counted_units.hours_beside),
    ("within", r"d(?:t|tQ)?[DNCA]-?[hU]", counted_units.reach),
    ("in_units", r"i[DNCA]-?[hU](?![gle])", counted_units.in_units),
    ("units_on", r"[DNC]-?Un", counted_units.later),
    ("eve_of", r"k", relative.eve_of),
    ("night_to", rf"j(?:[DO]o?M{_YEAR}|W)", relative.night_to),
    ("ago", r"[DNCA]-?[Uy]g", counted_units.ago),
    ("ago_one", r"[Uy]g", counted_units.ago),
    ("later", r"[DNCA]-?[Uy]l", counted_units.later),
    ("later_through", r"z[DNCA]?[Uy](?!e)", counted_units.later),
    ("beside_through", r"z[DNCA]?[Uy]e", counted_units.beside),
    ("beside", r"[DNCA]-?[Uy]e", counted_units.beside),
    ("day_beside", r"t(?:U|P)e", counted_units.beside),
    ("part_of_weekday", r"[Fl]WP?", relative.weekday),
    ("part_of_today", r"[Fl]R", relative.today),
    ("which_weekday", r"QWP?", relative.weekday),
    ("weekday_post", r"Wω", absolute.weekday_post),
    ("unit_post", r"t?Uω", relative.unit_post),
    ("ago_before", r"λ[DNCA]U", counted_units.ago),
    ("which_month", r"QM", absolute.calendar),
    ("which_unit", r"Q[Uy]", relative.which_unit),
    ("which_part", r"QP", relative.which_part),
    ("today", r"RP?", relative.today),
    ("eve", r"G", relative.day_before),
    ("holiday", r"Q?H,?o?Y?", absolute.holiday),
    ("weekday", r"WP?", relative.weekday),
    ("overnight", r"P(?!,?n?t?W)", relative.overnight),
    ("year_span", r"Yy?[-/]Y?(?:(?<=Y)|[DN])y?", absolute.year_span),
    ("month", r"MU?", absolute.calendar),
    ("year", r"Yy?", absolute.year),
    ("the_weekend", r"tU(?!o)", relative.the_weekend),
    ("day_of_month", r"(?<=n)tO", absolute.day_of_month),
)


PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _RULES))
BUILD: dict[str, Build] = {name: build for name, _, build in _RULES}
