"""What the verb before a 'that' clause or an -ing clause says about what hangs on it."""

from __future__ import annotations

from geodata.events.clauses import AUXILIARIES, Clause, Link
from geodata.events.modality.hearsay import HEARSAY, PRESUMED
from geodata.events.modality.stance import Stance
from geodata.events.triggers import Hit
from geodata.events.words import Words, word_set
from geodata.model import Modality

_FEARED = word_set("feared fear fears fearing worried")
_WOULD_BE = word_set("would could might may")
_ASKED_FOR = word_set(
    """
    demand demands demanded demanding insist insists insisted urge urges urged urging recommend
    recommended propose proposed request requested ask asked
    """
)


def clause_above(clause: Clause, clauses: list[Clause]) -> Clause | None:
    """The clause that a 'that' clause or an -ing clause hangs on."""
    if clause.link not in (Link.COMPLEMENT, Link.PARTICIPLE):
        return None
    place = next(i for i, other in enumerate(clauses) if other is clause)
    while place > 0 and clauses[place - 1].end - clauses[place - 1].start <= 1:
        place -= 1  # an empty clause: 'that' before a quotation
    return clauses[place - 1] if place > 0 else None


def last_words(above: Clause, reach: int) -> range:
    """The last words of the clause above, from its end, as far back as they may govern."""
    return range(above.end - 1, max(above.start, above.end - reach) - 1, -1)


def dreaded_above(words: Words, clause: Clause, hit: Hit, above: Clause | None) -> Stance | None:
    """'feared that rebels would seize the town': nothing happened, nobody plans it."""
    if above is None or clause.link is not Link.COMPLEMENT:
        return None
    if not _WOULD_BE.intersection(words.lowers[clause.start : hit.number]):
        return None
    found = next((n for n in last_words(above, 6) if words.lowers[n] in _FEARED), None)
    return None if found is None else Stance(None, (found,))


def governed_by(words: Words, clause: Clause, above: Clause | None) -> Stance | None:
    """What the verb before a 'that' clause or an -ing clause says about what hangs on it."""
    if above is None:
        return None
    for number in last_words(above, 6 if clause.link is Link.COMPLEMENT else 2):
        word = words.lowers[number]
        if word in PRESUMED:
            return Stance(Modality.PRESUMED, (number,))
        if clause.link is not Link.COMPLEMENT:
            continue
        if word in ("hope", "hopes", "hoped", "hoping"):
            return Stance(None, (number,))
        if word in _ASKED_FOR and _is_subjunctive(words, clause):
            return Stance(None, (number,))  # 'demand that he step down'
        if word in HEARSAY:
            return Stance(Modality.CLAIMED, (number,))
    return None


def _is_subjunctive(words: Words, clause: Clause) -> bool:
    """Whether no word of the clause is in the past or has an auxiliary: 'that he step down'."""
    inside = words.lowers[clause.start : clause.end]
    return not any(word in AUXILIARIES or word.endswith("ed") for word in inside)
