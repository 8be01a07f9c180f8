"""A recogniser by rules, for languages in which nothing annotated was there to learn from.

Points are added up as if they were log-odds: prominence, a preposition or case ending of
place, a word like "city" or "region" beside the name; taken off for names of persons,
everyday words and the first word of a sentence. Chosen by hand on texts written for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from geodata.geoparsing import lexicon
from geodata.geoparsing.candidates import Candidate
from geodata.geoparsing.inflection import is_locative
from geodata.geoparsing.names import KIND_BIT, Trait
from geodata.geoparsing.tokens import Tokens
from geodata.geoparsing.wordlists import words
from geodata.model import PlaceKind

_PREPOSITIONS = {
    "ru": words("в во на из под около близ возле через у от до к ко за по между над вокруг"),
    "uk": words("в у на з із зі під біля коло до від поблизу через за по між над навколо"),
    "fr": words("à en au aux de du des dans vers près entre depuis sur"),
    "es": words("en a de desde hacia hasta cerca entre por sobre"),
    "pt": words("em no na de do da para até perto entre"),
    "de": words("in nach aus bei von bis um zwischen über nahe"),
    "it": words("a in da di del verso presso tra fra"),
}
_PLACE_WORDS = words("""
    город города городе городом город-герой село села селе посёлок поселок посёлке деревня деревне
    район района районе область области регион регионе республика республике край крае река реке
    остров озеро гора столица столице провинция провинции мэр губернатор
    місто міста місті село селі селище селищі район районі область області річка столиця столиці
    острів озеро гора провінція провінції
    şəhəri şəhərində şəhərinin şəhər rayonu rayonunda rayonunun rayonun kəndi kəndində kəndinin
    vilayəti çayı dağı gölü qəsəbəsi respublikası paytaxtı
    şehri şehrinde şehrinin ili ilinde ilinin ilçesi ilçesinde köyü köyünde kenti kentinde nehri
    gölü dağı bölgesi bölgesinde başkenti
    քաղաք քաղաքում քաղաքի քաղաքից մարզ մարզում մարզի գյուղ գյուղում գյուղի շրջան շրջանում շրջանի
    մայրաքաղաք գետ լիճ լեռ հանրապետություն հանրապետության
    ქალაქ ქალაქი ქალაქში ქალაქის სოფელ სოფელი სოფელში რაიონი რაიონში მუნიციპალიტეტი
    მუნიციპალიტეტში რეგიონი რეგიონში მდინარე ტბა დედაქალაქ დედაქალაქი დედაქალაქში
""")
_EVERYDAY = words("""
    он она они это мы вы как что все но да нет так там тут для при или если когда после сегодня
    вчера около также кроме однако мир май марта мая август президент министр глава наш сам том
    він вона вони це ми ви як що все але так там тут для при або якщо коли після сьогодні вчора
    також крім однак мир травень президент міністр голова
    bu o biz siz onlar bir da də və lakin amma ancak ama son sonra yeni gün il ay kim ne nə hər
    çok daha ilk iki üç dört beş altı bin yüz başkan bakan prezident nazir xalq halk polis ordu
    türk rus alman
    նա նրանք սա դա մենք դուք այս այդ այն որ եւ բայց իսկ նաև նաեւ այսօր երեկ հետո նախագահ նախարար
    մարդ տուն մեծ փոքր նոր մեկ երկու երեք
    და არის იყო რომ ეს ის ამ იმ მაგრამ ან თუ როცა როდესაც შემდეგ დღეს გუშინ ასევე მისი მათი ახალი
    დიდი პატარა ერთი ორი სამი ოთხი ხუთი ხალხი ადამიანი პრეზიდენტი მინისტრი დღე წელი თვე დრო ომი
    მხარე მთავრობა ბრძოლა საათი ადგილი სახლი გზა ჯარი პოლიცია იგი მან მათ აქ იქ სად რა ვინ კი არა
""")
_ABOVE_TOWNS = (
    KIND_BIT[PlaceKind.COUNTRY]
    | KIND_BIT[PlaceKind.REGION]
    | KIND_BIT[PlaceKind.AREA]
    | KIND_BIT[PlaceKind.WORLD_REGION]
    | KIND_BIT[PlaceKind.CONTINENT]
    | KIND_BIT[PlaceKind.WATER]
)
UNCASED: Final = "uncased"
"""Stands for the language of texts that are typed without capitals."""
_UNCASED = frozenset({UNCASED, "ka", "he", "ar", "fa", "ur", "hi", "th", "am", "zh", "ja", "ko"})


class RuleRecogniser:
    """Points for and against each candidate, by the rules of a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._prepositions = _PREPOSITIONS.get(language, lexicon.LOCATIVES)

    def scores(self, tokens: Tokens, candidates: Sequence[Candidate]) -> Sequence[float]:
        """Points as log-odds: 0 is even."""
        times = Counter(candidate.name for candidate in candidates)
        return [self._points(tokens, candidate, times) for candidate in candidates]

    def _points(self, tokens: Tokens, c: Candidate, times: Counter[int]) -> float:
        points = self._of_name(tokens, c) + self._of_surroundings(tokens, c)
        if times[c.name] > 1:
            points += 0.7
        return points

    def _of_name(self, tokens: Tokens, c: Candidate) -> float:
        traits = c.traits
        points = 1.1 * (min(traits.prominence, 7.0) - 4.0)
        if traits.kind & _ABOVE_TOWNS:
            points += 1.0
        if traits.best_flags & (Trait.CODE | Trait.ROMANISED):
            points -= 4.0
        if traits.flags & Trait.COMMON and c.first == c.last:
            points -= 3.0
        if self.language == UNCASED and traits.best_flags & Trait.SHORT:
            points -= 2.0
        if len(c.key) < 4:
            points -= 1.0 if len(c.key) == 3 else 6.0
        if c.last > c.first:
            points += 1.5
        elif tokens.lowers[c.first] in _EVERYDAY or c.key in _EVERYDAY or c.bare in _EVERYDAY:
            points -= 6.0
        if self.language in _UNCASED:
            points -= 1.5
        if c.bare and is_locative(tokens.words[c.last], c.bare, self.language):
            points += 2.0
        elif c.bare:
            points -= 0.3
        if c.end < tokens.ends[c.last] and self.language in ("tr", "az"):
            points += 1.5  # only proper names take an apostrophe before their ending
        return points

    def _of_surroundings(self, tokens: Tokens, c: Candidate) -> float:
        points = 0.0
        before, after = c.first - 1, c.last + 1
        opens = tokens.opens_sentence(c.first)
        if not opens and tokens.lowers[before] in self._prepositions:
            points += 2.0
        beside = [tokens.lowers[before]] if not opens else []
        if after < len(tokens) and tokens.gaps[after] == " ":
            beside.append(tokens.lowers[after])
            points += self._next_capital(tokens, c, after)
        if any(word in _PLACE_WORDS for word in beside):
            points += 2.5
        if opens and c.first == c.last and self.language not in _UNCASED:
            points -= 0.6
        elif not opens and tokens.gaps[c.first] == " " and self.language not in _UNCASED:
            points += self._previous_capital(tokens, before)
        return points

    def _previous_capital(self, tokens: Tokens, before: int) -> float:
        """A capitalised word before, as a given name stands before a family name."""
        word = tokens.words[before]
        lower = tokens.lowers[before]
        if not tokens.capital[before] or lower in _PLACE_WORDS or lower in self._prepositions:
            return 0.0
        if lower in lexicon.GIVEN_NAMES or len(word) == 1:
            return -4.0
        return 0.0 if tokens.opens_sentence(before) else -1.0

    def _next_capital(self, tokens: Tokens, c: Candidate, after: int) -> float:
        if self.language in _UNCASED or not tokens.capital[after]:
            return 0.0
        if tokens.lowers[c.last] in lexicon.GIVEN_NAMES:
            return -4.0
        return -0.5
