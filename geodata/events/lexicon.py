"""The words that tell an event, read once from lexicon.toml and inflected."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from geodata.events.words import word_set

CONSEQUENCE = "consequence"  # killed, damaged ...: the kind comes from the event it belongs to

_VOWELS = "aeiou"
_DOUBLED = word_set(
    """
    plan stop rob rub ram grab drop trap ship gut kidnap plot whip rip strip skid drag swap
    dub admit occur refer expel repel rebel commit submit hit dig travel slam airdrop air-drop mug
    lob step ban bar
    mob tip snap jam pin whip rip clap slip scrap tap rebut regret equip
    """
)

_SHORT_VOWEL = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # stab, slam: one vowel, one consonant


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells an event.

    Attributes:
        lemma: as it stands in the lexicon.
        kind: the value of an EventKind, or CONSEQUENCE.
        sub_kind: the name of the sub-kind.
        strength: 1..3, see lexicon.toml.
        form: 'noun', 'base', 's', 'past', 'participle', 'ing' or 'fixed'.
        rest: the small-letter words that must follow the first.
    """

    lemma: str
    kind: str
    sub_kind: str
    strength: int
    form: str
    rest: tuple[str, ...] = ()

    @property
    def is_verb(self) -> bool:
        """Whether it is a form of a verb."""
        return self.form not in ("noun", "fixed")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything lexicon.toml holds, in a form to look words up in."""

    triggers: dict[str, tuple[Trigger, ...]]  # by first word, longest phrase first
    happening: frozenset[str]  # any form of a verb that lets a noun happen
    saying: frozenset[str]
    said: frozenset[str]  # those forms of them that cannot be nouns
    finite: frozenset[str]  # forms that can be the verb of a clause
    past: frozenset[str]
    participles: frozenset[str]
    idioms: dict[str, re.Pattern[str]]  # by lemma


@cache
def lexicon() -> Lexicon:
    """The lexicon of this program, read once."""
    text = files("geodata.events").joinpath("lexicon.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    irregular = _irregular(tables["irregular"]["verbs"])
    triggers = _triggers(tables["sub_kind"], irregular)
    happening = _forms_of(tables["happening"]["verbs"], irregular)
    saying = _forms_of(tables["saying"]["verbs"], irregular)
    finite, past, participles = _verb_forms(tables, irregular)
    return Lexicon(
        triggers=triggers,
        happening=happening,
        saying=saying,
        said=_said(tables["saying"]["verbs"], irregular),
        finite=finite,
        past=past,
        participles=participles,
        idioms={lemma: _idiom(lemma, irregular, p) for lemma, p in tables["idioms"].items()},
    )


def inflections(verb: str, irregular: dict[str, tuple[str, str]] | None = None) -> dict[str, str]:
    """The forms of an English verb by name.

    Example:
        >>> inflections("deploy")["past"], inflections("rally")["s"], inflections("flee")["ing"]
        ('deployed', 'rallies', 'fleeing')
        >>> inflections("trap")["ing"], inflections("hit", {"hit": ("hit", "hit")})["past"]
        ('trapping', 'hit')
    """
    stem = verb
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        stem = verb[:-1]
    elif verb in _DOUBLED or _SHORT_VOWEL.fullmatch(verb):
        stem = verb + verb[-1]
    ing = (verb if verb.endswith(("ee", "ye", "oe")) else stem) + "ing"
    if verb.endswith("ie"):
        ing = verb[:-2] + "ying"
    past = stem + "ed"
    third = verb + "s"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        past, third = verb[:-1] + "ied", verb[:-1] + "ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh")) or verb in ("go", "veto"):
        third = verb + "es"
    if verb.endswith("ee"):
        past = verb + "d"
    participle = past
    if irregular and verb in irregular:
        past, participle = irregular[verb]
        ing = _irregular_ing(verb, ing)
    return {"base": verb, "s": third, "past": past, "participle": participle, "ing": ing}


def _irregular_ing(verb: str, regular: str) -> str:
    doubling = (
        "run",
        "overrun",
        "hit",
        "set",
        "put",
        "cut",
        "get",
        "win",
        "begin",
        "swim",
        "let",
        "split",
    )
    return verb + verb[-1] + "ing" if verb in doubling else regular


def plural(noun: str) -> str:
    """The plural of an English noun or noun phrase.

    Example:
        >>> plural("car bomb"), plural("rally"), plural("crash")
        ('car bombs', 'rallies', 'crashes')
    """
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _irregular(text: str) -> dict[str, tuple[str, str]]:
    table = {}
    for row in text.replace("\n", " ").split(";"):
        base, past, participle = row.split()
        table[base] = (past, participle)
    return table


def _forms_of(verbs: str, irregular: dict[str, tuple[str, str]]) -> frozenset[str]:
    forms: set[str] = set()
    for verb in verbs.split():
        first, _, rest = verb.partition("_")
        for form in inflections(first, irregular).values():
            forms.add(f"{form} {rest.replace('_', ' ')}" if rest else form)
    return frozenset(forms)


def _said(verbs: str, irregular: dict[str, tuple[str, str]]) -> frozenset[str]:
    past = {inflections(verb, irregular)["past"] for verb in verbs.split()}
    return frozenset(past | {"says", "say", "saying", "adds", "tells", "believes"})


def _triggers(
    sub_kinds: list[dict[str, Any]], irregular: dict[str, tuple[str, str]]
) -> dict[str, tuple[Trigger, ...]]:
    table: dict[str, list[Trigger]] = {}
    for sub_kind in sub_kinds:
        for group in ("verbs", "nouns", "fixed"):
            for entry in sub_kind.get(group, "").split():
                word, _, strength = entry.partition(":")
                lemma = word.replace("_", " ")
                number = int(strength) if strength else sub_kind["strength"]
                for form, phrase in _phrases(group, lemma, irregular):
                    first, *rest = phrase.split()
                    found = Trigger(
                        lemma, sub_kind["kind"], sub_kind["name"], number, form, tuple(rest)
                    )
                    table.setdefault(first, []).append(found)
    return {
        first: tuple(sorted(found, key=lambda t: (-len(t.rest), -t.strength)))
        for first, found in table.items()
    }


def _phrases(
    group: str, lemma: str, irregular: dict[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    if group == "fixed":
        return [("fixed", lemma)]
    if group == "nouns":
        nouns = {lemma, plural(lemma)} if not lemma.endswith("talks") else {lemma}
        return [("noun", form) for form in sorted(nouns)]
    first, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = list(inflections(first, irregular).items())
    if first in _DOUBLED and first.endswith("l"):  # traveled beside travelled
        forms += [("past", first + "ed"), ("ing", first + "ing")]
    return [(name, form + tail) for name, form in forms]


def _verb_forms(
    tables: dict[str, Any], irregular: dict[str, tuple[str, str]]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lemmas: set[str] = set(irregular)
    for sub_kind in tables["sub_kind"]:
        lemmas.update(
            v.partition(":")[0].partition("_")[0] for v in sub_kind.get("verbs", "").split()
        )
    for name in ("happening", "saying", "finite"):
        lemmas.update(v.partition("_")[0] for v in tables[name]["verbs"].split())
    all_forms = [inflections(lemma, irregular) for lemma in lemmas]
    past = frozenset(f["past"] for f in all_forms)
    participles = frozenset(f["participle"] for f in all_forms)
    return past | participles, past, participles


def _idiom(
    lemma: str, irregular: dict[str, tuple[str, str]], patterns: list[str]
) -> re.Pattern[str]:
    base = lemma[:-1] if lemma.endswith("e") else lemma
    forms = {lemma, plural(lemma), *inflections(lemma, irregular).values()}
    any_form = "(?:" + "|".join(sorted(forms | {base + "ing"}, key=len, reverse=True)) + ")"
    joined = "|".join(f"(?:{p})" for p in patterns)
    for suffix in ("(ed|s|ing)?", "(s|ed|ing)?", "(s)?", "(d)?", "(ed)?"):
        joined = joined.replace("~" + suffix, "~")
    joined = re.sub(r"~\([a-z|]+\)\??", "~", joined).replace("~s?", "~").replace("~ed", "~")
    joined = joined.replace("~ing", "~")
    return re.compile(r"\b(?:" + joined.replace("~", any_form) + ")")
