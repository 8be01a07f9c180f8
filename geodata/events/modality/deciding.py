"""The stance of the words of a clause, and of the clause it hangs on, towards a trigger."""

from __future__ import annotations

from geodata.events.clauses import Clause, Link
from geodata.events.modality.above import clause_above, dreaded_above, governed_by
from geodata.events.modality.ahead import feared, planned, threatened
from geodata.events.modality.denying import denied, denied_above, negated
from geodata.events.modality.hearsay import hearsay, presumed
from geodata.events.modality.stance import Stance
from geodata.events.modality.tense import going_on, is_contrary_to_fact
from geodata.events.triggers import Hit
from geodata.events.words import Words
from geodata.model import EventKind

_REACH = 9  # words before a trigger in which its auxiliaries and adverbs stand


def stance_of(
    words: Words, clause: Clause, hit: Hit, kind: EventKind, clauses: list[Clause]
) -> Stance:
    """What the words of a clause, and of the clause it hangs on, say of a trigger.

    Args:
        words: the sentence.
        clause: the clause the trigger stands in.
        hit: the trigger.
        kind: what it tells.
        clauses: all clauses of the sentence.
    """
    if clause.link is Link.CONDITION:
        return Stance(None)
    if is_contrary_to_fact(words, clause, clauses):
        return Stance(None)
    left = max(clause.start, hit.number - _REACH)
    before = range(hit.number - 1, left - 1, -1)
    above = clause_above(clause, clauses)
    denial = denied_above(words, clause, above)
    if denial is not None:
        return denial
    dreaded = dreaded_above(words, clause, hit, above)
    if dreaded is not None:
        return dreaded
    for decide in (denied, negated, threatened, feared, planned, presumed):
        found = decide(words, clause, hit, kind, before)
        if found is not None:
            return found
    governed = governed_by(words, clause, above)
    if governed is not None:
        return governed
    return hearsay(words, clause, hit, kind, clauses) or going_on(words, clause, hit)
