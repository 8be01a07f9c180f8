"""Whom "he", "she", "they" and "it" stand for: who acted in the words before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.events.actors import NamedActor
from geodata.events.clauses import AUXILIARIES, Clause
from geodata.events.words import Words, word_set

_ONE_PERSON = frozenset(("he", "she"))
_PRONOUNS = _ONE_PERSON | {"they", "it"}
_OPENING = word_set("and but then later also before after while when as that , both until")
_MANY = word_set("police people women men children crew militia navy army")
_FARTHEST = 2  # sentences


@dataclass(slots=True)
class Standing:
    """Who acted last, as far as a pronoun can reach back.

    Attributes:
        person: the last person who was a subject.
        group: the last people, group, force or state that was.
        sentence: the number of the sentence that named somebody last.
    """

    person: NamedActor | None = None
    group: NamedActor | None = None
    sentence: int = -9

    def see(self, words: Words, named: Sequence[NamedActor], number: int) -> None:
        """Remembers the subjects of a sentence for the sentences to come."""
        if number - self.sentence > _FARTHEST:
            self.person = self.group = None
        persons = [actor for actor in named if actor.is_person]
        others = [actor for actor in named if not actor.is_person]
        if len(persons) == 1:
            self.person = persons[0]
        elif len(persons) > 1:
            self.person = None  # which of them is not said
        if others and (_is_early(words, others[0]) or self.group is None):
            self.group = others[0]
        if named:
            self.sentence = number

    def actor_for(
        self, words: Words, clause: Clause, verb: int, named: Sequence[NamedActor], number: int
    ) -> NamedActor | None:
        """The actor a pronoun in front of the verb stands for, at the pronoun's own words.

        None where no pronoun stands there, or nobody it could be was named in reach.

        Args:
            words: the sentence.
            clause: the clause that tells the event.
            verb: its verb.
            named: who is named in the sentence.
            number: of the sentence.
        """
        place = _pronoun_before(words, clause, verb)
        if place is None:
            return None
        earlier = [actor for actor in named if actor.end <= clause.start]
        pronoun = words.lowers[place]
        here = [actor for actor in earlier if _agrees(pronoun, actor)]
        found = here[0] if here else None
        if found is None and number - self.sentence <= _FARTHEST:
            kept = self.person if pronoun in _ONE_PERSON else self.group
            found = kept if kept is not None and _agrees(pronoun, kept) else None
        return None if found is None else replace(found, first=place, end=place + 1)


def _is_early(words: Words, actor: NamedActor) -> bool:
    return not any(word in AUXILIARIES for word in words.lowers[: actor.first])


def _pronoun_before(words: Words, clause: Clause, verb: int) -> int | None:
    place = clause.start
    while place < verb and words.lowers[place] in _OPENING:
        place += 1
    return (
        place if place < verb and words.lowers[place] in _PRONOUNS and verb - place <= 6 else None
    )


def _agrees(pronoun: str, actor: NamedActor) -> bool:
    """'he' is a person, 'they' are many, 'it' is a state, a ministry or an army."""
    if pronoun in _ONE_PERSON:
        return actor.is_person
    last = actor.name.lower().split()[-1]
    many = last.endswith("s") or last in _MANY
    if pronoun == "they":
        return not actor.is_person and many
    return not actor.is_person and not (last.endswith("s") and last not in ("forces", "houthis"))
