"""What a recogniser may look at when it judges whether a candidate is a place here.

Features are short strings; a model gives weights to those it knows and ignores the others.
No feature carries the words of the candidate itself: what is learned is how names behave,
not which names some corpus held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.geoparsing import lexicon
from geodata.geoparsing.candidates import Candidate
from geodata.geoparsing.names import KIND_BIT, Trait
from geodata.geoparsing.tokens import PARAGRAPH_GAP, Tokens
from geodata.model import PlaceKind

_CLASSES = (
    ("T", lexicon.TITLES),
    ("G", lexicon.GIVEN_NAMES),
    ("V", lexicon.SAYING),
    ("O", lexicon.ORGANISATION_HEADS),
    ("S", lexicon.STREETS),
    ("N", lexicon.NATURE_AFTER),
    ("n", lexicon.NATURE_BEFORE),
    ("U", lexicon.UNITS_AFTER),
    ("L", lexicon.LOCATIVES),
    ("M", lexicon.TIME_WORDS),
    ("R", lexicon.SPORTS_RESULT),
)
_MAIN, _COMMON = int(Trait.MAIN), int(Trait.COMMON)
_ABOVE = KIND_BIT[PlaceKind.REGION] | KIND_BIT[PlaceKind.COUNTRY]


def _class_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for letter, members in _CLASSES:
        for word in members:
            table[word] = table.get(word, "") + letter
    return table


WORD_CLASSES = _class_table()
"""For each word the letters of the lists it stands in."""


@dataclass(slots=True)
class Surroundings:
    """What the whole text says about its words; gathered once for a text."""

    tokens: Tokens
    candidates: Sequence[Candidate]
    classes: list[str]
    run_start: list[int]
    run_end: list[int]
    lower_seen: set[str]
    after_given: Counter[str]
    after_title: Counter[str]
    after_capital: Counter[str]
    after_locative: Counter[str]
    seen: Counter[str]
    key_count: Counter[str]
    starts: dict[int, Candidate]
    ends: dict[int, Candidate]
    shouted: set[int]


def surroundings(tokens: Tokens, candidates: Sequence[Candidate]) -> Surroundings:
    """Gather the counts that the features of every candidate draw on."""
    classes = [WORD_CLASSES.get(lower, "") for lower in tokens.lowers]
    run_start, run_end = _runs(tokens)
    here = Surroundings(
        tokens, candidates, classes, run_start, run_end,
        {w for w, capital in zip(tokens.words, tokens.capital, strict=True) if not capital},
        Counter(), Counter(), Counter(), Counter(), Counter(),
        Counter(c.key for c in candidates), {}, {}, _shouted(tokens),
    )  # fmt: skip
    for index, word in enumerate(tokens.words):
        if not tokens.capital[index]:
            continue
        here.seen[word] += 1
        if index and tokens.gaps[index] in (" ", ". "):
            before = classes[index - 1]
            capital = tokens.capital[index - 1]
            if capital and ("G" in before or len(tokens.words[index - 1]) == 1):
                here.after_given[word] += 1
            elif "T" in before:
                here.after_title[word] += 1
            elif capital and tokens.gaps[index] == " " and "L" not in before:
                here.after_capital[word] += 1
            elif "L" in before:
                here.after_locative[word] += 1
    for candidate in candidates:  # of several the longest stays
        here.starts[candidate.first] = candidate
        known = here.ends.get(candidate.last)
        if known is None or known.first > candidate.first:
            here.ends[candidate.last] = candidate
    return here


def _runs(tokens: Tokens) -> tuple[list[int], list[int]]:
    """For each word the first and last word of the capitalised run it stands in."""
    count = len(tokens)
    run_start, run_end = list(range(count)), list(range(count))
    for index in range(1, count):
        if (
            tokens.capital[index]
            and tokens.capital[index - 1]
            and tokens.gaps[index] in (" ", ". ", "-")
        ):
            run_start[index] = run_start[index - 1]
    for index in range(count - 2, -1, -1):
        if run_start[index + 1] == run_start[index]:
            run_end[index] = run_end[index + 1]
    return run_start, run_end


def _shouted(tokens: Tokens) -> set[int]:
    """Sentences set in capitals, or with every word capitalised, as headlines are."""
    total: Counter[int] = Counter()
    capital: Counter[int] = Counter()
    for number, is_capital, word in zip(tokens.sentence, tokens.capital, tokens.words, strict=True):
        if len(word) > 3:
            total[number] += 1
            capital[number] += is_capital
    return {number for number, n in total.items() if n > 3 and capital[number] > 0.75 * n}


def features(here: Surroundings, c: Candidate) -> list[str]:
    """The features of one candidate."""
    found = ["bias"]
    found += _of_the_name(here, c)
    found += _of_the_shape(here, c)
    found += _of_the_words_around(here, c)
    found += _of_the_run(here, c)
    found += _of_neighbours(here, c)
    found += _of_the_text(here, c)
    return found


def _step(value: float, size: float, most: int) -> int:
    return max(0, min(most, int(value / size)))


def _of_the_name(here: Surroundings, c: Candidate) -> Iterator[str]:
    t = c.traits
    prominence = _step(t.prominence, 0.5, 20)
    kind = t.kind.bit_length()
    yield f"prominence={prominence}"
    yield f"kind={kind}"
    yield f"kind,prominence={kind},{prominence}"
    yield f"flags={t.best_flags}"
    yield f"flags,kind={t.best_flags},{kind}"
    for bit in (1, 2, 4, 8, 16, 32, 64):
        if t.flags & bit:
            yield f"flag={bit}"
    for bit in KIND_BIT.values():
        if t.kinds & bit:
            yield f"has={bit.bit_length()}"
    yield f"places={t.places if t.places < 4 else 4 + t.places.bit_length()}"
    yield f"words={min(4, c.last - c.first + 1)}"
    yield f"length={min(12, len(c.key))}"


def _of_the_shape(here: Surroundings, c: Candidate) -> Iterator[str]:
    tokens = here.tokens
    word = tokens.words[c.first]
    shape = "A" if word.isupper() and len(word) > 1 else "Aa" if word[0].isupper() else "a"
    shouted = tokens.sentence[c.first] in here.shouted
    opens = tokens.opens_sentence(c.first)
    common = bool(c.traits.flags & _COMMON)
    yield f"shape={shape},{shouted}"
    yield f"opens={opens},{common},{shouted}"
    lower = tokens.lowers[c.first]
    if c.first == c.last:
        if lower in here.lower_seen:
            yield f"lower-seen,{opens}"
        for letter in here.classes[c.first]:
            yield f"self-class={letter}"
            yield f"self-class,prominence={letter},{_step(c.traits.prominence, 1, 9)}"
    else:
        yield f"first-class={here.classes[c.first]}"
        yield f"last-class={here.classes[c.last]}"
    if tokens.text[c.end : c.end + 2] in ("'s", "’s"):
        yield "possessive"


def _word_at(tokens: Tokens, index: int, sentence: int) -> str:
    if 0 <= index < len(tokens) and tokens.sentence[index] == sentence:
        return tokens.lowers[index]
    return "<edge>"


def _mark(gap: str) -> str:
    return gap.strip()[:2] if gap != PARAGRAPH_GAP else "<edge>"


def _case_at(tokens: Tokens, index: int, sentence: int) -> str:
    if not (0 <= index < len(tokens) and tokens.sentence[index] == sentence):
        return "-"
    word = tokens.words[index]
    if word[0].isdigit():
        return "9"
    if tokens.capital[index]:
        return "A" if word.isupper() else "Aa"
    return "a"


def _of_the_words_around(here: Surroundings, c: Candidate) -> Iterator[str]:
    tokens = here.tokens
    sentence = tokens.sentence[c.first]
    before, after = c.first - 1, c.last + 1
    gap_before, gap_after = _mark(tokens.gaps[c.first]), _mark(tokens.gaps[after])
    word_before = _word_at(tokens, before, sentence)
    word_after = _word_at(tokens, after, sentence)
    case_before, case_after = _case_at(tokens, before, sentence), _case_at(tokens, after, sentence)
    yield f"-1={word_before}"
    yield f"+1={word_after}"
    yield f"-2={_word_at(tokens, before - 1, sentence)}"
    yield f"+2={_word_at(tokens, after + 1, sentence)}"
    yield f"-2-1={_word_at(tokens, before - 1, sentence)},{word_before}"
    yield f"-1+1={word_before},{word_after}"
    yield f"<={gap_before},{case_before}"
    yield f">={gap_after},{case_after}"
    yield f"<>={gap_before},{case_before},{gap_after},{case_after}"
    if case_after == "a":
        yield f"+end={word_after[-3:]}"
    if case_before == "a":
        yield f"-end={word_before[-3:]}"
    known = f"{_step(c.traits.prominence, 1, 9)},{c.traits.best_flags & _MAIN}"
    for letter in WORD_CLASSES.get(word_before, ""):
        yield f"-1class={letter},{case_before},{gap_before}"
        yield f"-1class={letter},{case_before},{known}"
    for letter in WORD_CLASSES.get(word_after, ""):
        yield f"+1class={letter},{case_after},{gap_after}"
        yield f"+1class={letter},{case_after},{known}"
    yield f"around={case_before},{case_after},{known}"
    if gap_after == "," and case_after == "9" and _mark(tokens.gaps[after + 1])[:1] == ",":
        yield f"age,{len(word_after)}"


def _of_the_run(here: Surroundings, c: Candidate) -> Iterator[str]:
    tokens = here.tokens
    start, end = here.run_start[c.first], here.run_end[c.last]
    left, right = c.first - start, end - c.last
    if left and tokens.opens_sentence(start) and tokens.lowers[start] in here.lower_seen:
        left -= 1  # "In Paris": the capital of the first word says nothing
    yield f"run={min(left, 3)},{min(right, 3)}"
    if right:
        yield f"run-end={here.classes[end]}"
        yield f"run-end={here.classes[end]},{min(left, 1)},{min(right, 2)}"
        yield f"run-last={tokens.lowers[end]}"
    if left:
        yield f"run-start={here.classes[start]},{min(left, 2)},{min(right, 1)}"
        if "G" in here.classes[c.first - 1] or len(tokens.words[c.first - 1]) == 1:
            yield "after-given"
    following = tokens.lowers[end + 1] if end + 1 < len(tokens) else ""
    if following in ("of", "for", "and") and tokens.gaps[end + 1] == " ":
        yield f"run-then={following}"


def _of_neighbours(here: Surroundings, c: Candidate) -> Iterator[str]:
    """Lists and "City, State": what stands beside the candidate is a name too."""
    tokens = here.tokens
    after = here.starts.get(c.last + 1)
    if after is not None:
        gap = _mark(tokens.gaps[c.last + 1])
        yield f"then-name={gap},{_neighbour(after)}"
    before = here.ends.get(c.first - 1)
    if before is not None:
        gap = _mark(tokens.gaps[c.first])
        yield f"name-then={gap},{_neighbour(before)}"
    if _word_at(tokens, c.last + 1, tokens.sentence[c.last]) == "and":
        follower = here.starts.get(c.last + 2)
        if follower is not None:
            yield f"and-name={_step(follower.traits.prominence, 2, 4)}"
    if _word_at(tokens, c.first - 1, tokens.sentence[c.first]) == "and":
        leader = here.ends.get(c.first - 2)
        if leader is not None:
            yield f"name-and={_step(leader.traits.prominence, 2, 4)}"


def _neighbour(c: Candidate) -> str:
    return f"{bool(c.traits.kind & _ABOVE)},{_step(c.traits.prominence, 2, 4)}"


def _of_the_text(here: Surroundings, c: Candidate) -> Iterator[str]:
    """How the same word behaves elsewhere in the text."""
    word = here.tokens.words[c.last]
    seen = max(1, here.seen[word])
    one = c.first == c.last
    yield f"given-share={_step(here.after_given[word] / seen, 0.34, 3)},{one}"
    yield f"title-share={_step(here.after_title[word] / seen, 0.34, 3)},{one}"
    yield f"capital-share={_step(here.after_capital[word] / seen, 0.34, 3)},{one}"
    yield f"locative-share={_step(here.after_locative[here.tokens.words[c.first]] / seen, 0.34, 3)}"
    yield f"locative-seen={min(3, here.after_locative[here.tokens.words[c.first]])}"
    if here.after_given[word] or here.after_title[word]:
        yield f"person-seen,{one},{_step(c.traits.prominence, 2, 4)}"
    yield f"count={min(6, here.key_count[c.key])}"
