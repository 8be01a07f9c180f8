"""Words that only point at an event: spoken of, an issue, told before."""

from __future__ import annotations

from geodata.events.clauses import (
    AUXILIARIES,
    DETERMINERS,
    Clause,
    Link,
)
from geodata.events.telling.view import SentenceView
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set

_FRESH = word_set("another second separate third elsewhere separately other fresh")
_CAUGHT = word_set("suspect suspects man men woman women pair couple two three gunman driver")
_SPEECH = word_set(
    """
    promised promises promise vowed vows vow warned warns warn threatened threatens pledged
    pledges demanded demands urged insisted insists argued argues stressed added hoped hopes
    """
)
_POINTING = word_set("the this that these those its their his her such")
_SHOWING = word_set(
    """
    construed regarded interpreted described viewed
    """
)
_ISSUES = word_set(
    """
    issues issue questions topics topic matters points demands terms conditions problems subjects
    themes challenges obstacles options proposals
    """
)
_CONFIRMING = word_set(
    """
    confirmed confirms confirming condemned condemns condemning described describes mourned
    denounced acknowledged announced recounted
    """
)


def is_spoken_of(view: SentenceView, number: int, hit: Hit) -> bool:
    """'promised that the attack would not go unanswered': the attack is only spoken of."""
    clause = view.clauses[number]
    if clause.link is not Link.COMPLEMENT or not hit.is_noun or number == 0:
        return False
    above = view.clauses[number - 1]
    said = _SPEECH.intersection(view.words.lowers[max(above.start, above.end - 4) : above.end])
    ahead = view.words.lowers[hit.end : min(hit.end + 9, clause.end)]
    lies_ahead = {"would", "will", "could", "must", "should"}.intersection(ahead)
    return bool(said and (is_definite(view, hit) or lies_ahead))


def is_an_issue(view: SentenceView, number: int, hit: Hit) -> bool:
    """'issues such as borders and the withdrawal of troops': what is talked about."""
    clause = view.clauses[number]
    if clause.link is not Link.INCLUDING or not hit.is_noun or number == 0:
        return False
    above = view.clauses[number - 1]
    return bool(_ISSUES.intersection(view.words.lowers[above.start : above.end]))


def is_a_long_story(view: SentenceView, clause: Clause, hit: Hit, number: int) -> bool:
    """'the group, which had been fighting a rival, ...': the background of somebody."""
    before = view.words.lowers[max(clause.start, hit.number - 3) : hit.number]
    told = clause.link is Link.RELATIVE and hit.trigger.form == "ing"
    return told and before[-2:] == ["had", "been"] and not view.dates[number]


def is_confirmed(view: SentenceView, clause: Clause, hit: Hit) -> bool:
    """'confirmed the attack on Saturday', 'condemned the killing on Friday'."""
    if not (hit.is_noun and is_definite(view, hit)):
        return False
    before = view.words.lowers[max(clause.start, hit.number - 5) : hit.number]
    return bool(_CONFIRMING.intersection(before))


def is_definite(view: SentenceView, hit: Hit) -> bool:
    """Whether the words point back at an event told before: 'the attack'."""
    if not hit.is_noun:
        return hit.trigger.sub_kind == "arrest" and _catches_the_suspect(view, hit)
    for number in range(hit.number - 1, max(hit.number - 5, -1), -1):
        word = view.words.lowers[number]
        if word in _POINTING:
            return True
        if word in DETERMINERS or not word.isalpha():
            return False
    return False


def _catches_the_suspect(view: SentenceView, hit: Hit) -> bool:
    """'arrested the two men', 'the suspect was arrested': persons spoken of before."""
    ahead = view.words.lowers[hit.end : hit.end + 3]
    if ahead[:1] in (["the"], ["both"], ["them"], ["him"], ["her"]):
        return ahead[0] not in ("the", "both") or bool(_CAUGHT.intersection(ahead))
    before = view.words.lowers[max(0, hit.number - 5) : hit.number]
    passive = {"was", "were"}.intersection(before[-2:])
    if passive and before[-2:-1] and before[-2] in ("he", "she", "they"):
        return True  # 'he was taken in for questioning'
    return bool(passive and _CAUGHT.intersection(before) and {"the", "both"} & set(before))


def is_fresh(view: SentenceView, clause: Clause, hit: Hit) -> bool:
    """Whether the words say that it is another event: 'a second blast', 'elsewhere'."""
    opening = view.words.lowers[clause.start : clause.start + 4]
    if opening[:2] in (["in", "a"], ["in", "an"], ["in", "another"]) and (
        "incident" in opening or _APART.intersection(opening)
    ):
        return True  # "In a separate incident, 12 policemen were killed"
    if hit.is_consequence:  # 'Separately, a bus left the road, killing seven'
        alone = all(other.is_consequence for hits in view.hits for other in hits)
        return alone and view.words.lower(0) in _TURNS
    near = view.words.lowers[max(clause.start, hit.number - 4) : hit.number + 1]
    if hit.is_noun and near[-2:-1] == ["the"]:
        near = near[-1:]  # 'a second source confirmed the attack'
    return (
        bool(_FRESH.intersection(near))
        or view.words.lower(clause.start) in _TURNS
        or _opens_on_another_part(view)
        or of_another_side(view, hit)
    )


_APART = frozenset(("separate", "unrelated"))
_TURNS = frozenset(("elsewhere", "meanwhile", "separately"))


def of_another_side(view: SentenceView, hit: Hit) -> bool:
    """'Ukrainian strikes killed two, while Russian strikes wounded five'."""
    mine = hit.number - 1
    if not (hit.is_noun and view.words.is_capital(mine)):
        return False
    before = [other for hits in view.hits for other in hits if other.end <= mine]
    return any(
        other.trigger.lemma == hit.trigger.lemma
        and view.words.is_capital(other.number - 1)
        and view.words.lower(other.number - 1) != view.words.lower(mine)
        for other in before
    )


def _opens_on_another_part(view: SentenceView) -> bool:
    """'In the country's northeast, ...': the report turns to another place."""
    opening = view.words.lowers[:6]
    away = opening[:1] == ["in"] and "'s" in opening and _BEARINGS.intersection(opening)
    return bool(away) and not any(name.first < 6 for name in view.names)


_BEARINGS = word_set(
    """
    north south east west northeast northwest southeast southwest north-east north-west south-east
    south-west
    """
)


def _tops_a_list(words: Words, clause: Clause) -> bool:
    before = words.lowers[max(0, clause.start - 8) : clause.start]
    return any(w in ("worst", "first", "most") or w.endswith(("iest", "gest")) for w in before)


def is_mere_reference(view: SentenceView, clause: Clause, hit: Hit) -> bool:
    """'before the exercises in X', 'this attack shows': points at an event, tells none."""
    words = view.words
    inside = words.lowers[clause.start : clause.end]
    if (
        hit.is_noun
        and inside[:1] in (["it"], ["this"], ["that"])
        and inside[1:2]
        in (
            ["was"],
            ["is"],
            ["'s"],
        )
    ):
        return True
    if clause.word == "since" and _tops_a_list(words, clause):
        return True  # 'the deadliest attack since the war began'
    has_verb = any(w in AUXILIARIES or w in view.scene.lexicon.past for w in inside)
    if clause.word in ("before", "until") and not has_verb:
        return True
    if clause.quoted and (hit.is_noun or not has_verb):
        return True
    if hit.is_noun and clause.link is Link.RELATIVE and is_definite(view, hit):
        return True  # 'the desk at which the armistice was signed'
    if _SHOWING.intersection(inside) and "as" in inside:
        return True
    return bool(
        hit.is_noun
        and is_definite(view, hit)
        and words.lower(hit.end)
        in (
            "shows",
            "showed",
            "suggests",
            "proves",
            "demonstrates",
            "highlights",
            "underlines",
            "underscores",
            "shown",
            "means",
        )
    )
