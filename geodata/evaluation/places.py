"""How well places are found: the table, beside what a naive look-up reaches in the same run.

    python -m geodata.evaluation.places FOLDER

Answers of the trained parts are cross-validated over documents: the weights that answer a
document were learned from other documents (the recogniser in the same five parts as the
choice). Reports a second and memory are of ``find_places`` with the weights of the package,
in a process of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from geodata.coordinates import distance_km
from geodata.evaluation import scoring, training
from geodata.evaluation.corpora import Corpus, load_corpora
from geodata.evaluation.examples import Judged, judged_candidates, own_examples
from geodata.evaluation.gold_places import load_gold, score_languages
from geodata.evaluation.scoring import WITHIN_KM, DocumentScore, Prediction
from geodata.evaluation.speed import measured_apart
from geodata.gazetteer import Gazetteer
from geodata.geoparsing import FoundName, PlainRecogniser
from geodata.geoparsing.mentions import names_chosen
from geodata.geoparsing.recogniser import LIKELY
from geodata.geoparsing.tokens import Tokens
from geodata.model import Mention
from geodata.resolving import GazetteerNames, find_places, resolve
from geodata.resolving.choice import chosen_places
from geodata.resolving.resolver import default_gazetteer
from geodata.resolving.weights import ChoiceModel

Answers = dict[int, list[Prediction]]

HEADER: Final = (
    "| corpus | system | found exactly P / R / F1 | found overlapping P / R / F1 "
    "| acc@161 | median km | mean km | end to end P / R / F1 | 95 % |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def for_evaluator(text: str) -> list[tuple[int, int, str, float | None, float | None]]:
    """Start, end, words, latitude and longitude of every place name; None when not placed.

    Example:
        >>> for_evaluator("")
        []
    """
    return [(m.start, m.end, m.text, m.lat, m.lon) for m in find_places(text)]


def resolver_for_evaluator(
    text: str, spans: Sequence[tuple[int, int, str]]
) -> list[tuple[float, float] | None]:
    """Latitude and longitude for names that are given, in their order; None when unknown."""
    mentions = [Mention(start, end, words) for start, end, words in spans]
    answers: list[tuple[float, float] | None] = []
    for match in resolve(text, mentions, default_gazetteer()):
        place = match.place or (match.runners_up[0].place if match.runners_up else None)
        answers.append(None if place is None else (place.position.lat, place.position.lon))
    return answers


def evaluate_places(folder: Path) -> str:
    """The whole table for the corpora of a folder, as Markdown."""
    corpora = load_corpora(folder)
    if not corpora:
        return f"No corpus found in {folder}: lgl.xml and GWN.xml are looked for.\n"
    gazetteer = Gazetteer.open()
    documents = [d for corpus in corpora for d in corpus.documents]
    judged = judged_candidates(documents, GazetteerNames(gazetteer))
    systems = {
        "naive: longest match, most people": naive_answers(judged, gazetteer),
        "clues, without the trained recogniser": plain_answers(judged, gazetteer),
        "Gazette, cross-validated": cross_validated(judged, gazetteer),
    }
    lines = ["## Places", "", HEADER]
    scored: dict[str, list[DocumentScore]] = {}
    for name, answers in systems.items():
        scored[name] = [
            scoring.score_document(one.document, answers[number])
            for number, one in enumerate(judged)
        ]
    lines += _rows(corpora, scored)
    lines += ["", *_ceilings(corpora, judged, gazetteer), "", *_calibration(scored)]
    lines += ["", *_languages(gazetteer)]
    speed = measured_apart(folder)
    lines += [
        "",
        f"{speed.reports:.0f} reports a second on one core "
        f"({speed.characters / 1000:.0f} thousand characters), in a process that only reads; "
        f"its peak memory, both corpora in it: {speed.memory_mb:.0f} MB.",
    ]
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------- systems


def naive_answers(judged: Sequence[Judged], gazetteer: Gazetteer) -> Answers:
    """Every capitalised name, the longest first; the place with the most people."""
    answers: Answers = {}
    for number, one in enumerate(judged):
        lengths = [float(c.end - c.start) for c in one.candidates]
        found = names_chosen(one.tokens, one.candidates, lengths, 0.0)
        answers[number] = [
            Prediction(
                name.mention.start,
                name.mention.end,
                training.place_at(
                    gazetteer,
                    max(
                        gazetteer.rows_of(name.candidate.name),
                        key=lambda row: int(gazetteer.population[row]),
                    ),
                ),
            )
            for name in found
        ]
    return answers


def plain_answers(judged: Sequence[Judged], gazetteer: Gazetteer) -> Answers:
    """The clues with the weights of the package on what the untrained recogniser finds."""
    recogniser = PlainRecogniser()
    answers: Answers = {}
    for number, one in enumerate(judged):
        scores = recogniser.scores(one.tokens, one.candidates)
        found = names_chosen(one.tokens, one.candidates, scores, 0.0)
        answers[number] = placed(gazetteer, one.tokens, found, None, everything=True)
    return answers


def cross_validated(judged: Sequence[Judged], gazetteer: Gazetteer) -> Answers:
    """Both trained parts, each document answered by weights learned from other documents."""
    own = own_examples(GazetteerNames(gazetteer), len(judged))
    found = training.cross_answers(judged, own)
    answers: Answers = {}
    for fold in range(training.FOLDS):
        others = [n for n in range(len(judged)) if training.fold_of(n) != fold]
        model = training.learn_choice(
            [judged[n] for n in others], [found[n] for n in others], gazetteer
        )
        for number, (tokens, names) in enumerate(found):
            if training.fold_of(number) == fold:
                answers[number] = placed(gazetteer, tokens, names, model)
    return answers


def placed(
    gazetteer: Gazetteer,
    tokens: Tokens,
    found: Sequence[FoundName],
    model: ChoiceModel | None,
    *,
    everything: bool = False,
) -> list[Prediction]:
    """Found names as predictions; unsure ones without a position, unless ``everything``."""
    choice = chosen_places(gazetteer, tokens, found, model)
    if choice is None:
        return []
    predictions = []
    for number, group in enumerate(choice.scene.groups):
        position = training.place_at(gazetteer, int(choice.scene.rows[choice.chosen[number]]))
        for index in group.mentions:
            name = found[index]
            score = choice.chance_right(name, number)
            sure = everything or score >= choice.model.not_placed_below
            if not sure and name.score < LIKELY:
                continue
            mention = name.mention
            predictions.append(
                Prediction(mention.start, mention.end, position if sure else None, score)
            )
    return sorted(predictions)


# -------------------------------------------------------------------- tables


def _rows(corpora: Sequence[Corpus], scored: dict[str, list[DocumentScore]]) -> Iterable[str]:
    begin = 0
    for corpus in corpora:
        end = begin + len(corpus.documents)
        for name, scores in scored.items():
            yield _row(f"{corpus.name} ({len(corpus.documents)})", name, scores[begin:end])
        begin = end
    for name, scores in scored.items():
        yield _row(f"together ({begin})", name, scores)


def _row(corpus: str, system: str, scores: Sequence[DocumentScore]) -> str:
    within, median, mean = scoring.resolution(scores)
    low, high = scoring.interval(scores)
    cells = [
        corpus,
        system,
        _three(scoring.together(s.exact for s in scores)),
        _three(scoring.together(s.overlap for s in scores)),
        f"{within:.3f}",
        f"{median:.1f}",
        f"{mean:.0f}",
        _three(scoring.together(s.end_to_end for s in scores)),
        f"{low:.3f} to {high:.3f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _three(counts: scoring.Counts) -> str:
    return f"{counts.precision:.3f} / {counts.recall:.3f} / **{counts.f1:.3f}**"


def _ceilings(
    corpora: Sequence[Corpus], judged: Sequence[Judged], gazetteer: Gazetteer
) -> Iterable[str]:
    """For how much of the gold any place of the name lies within 161 km."""
    begin = 0
    for corpus in corpora:
        end = begin + len(corpus.documents)
        reached = [reach for one in judged[begin:end] for reach in _reached(one, gazetteer)]
        share = sum(reached) / max(1, len(reached))
        yield (
            f"Ceiling of the gazetteer on {corpus.name}: for {share:.1%} of the annotated places "
            "some place of that name lies within 161 km."
        )
        begin = end


def _reached(one: Judged, gazetteer: Gazetteer) -> Iterable[bool]:
    for toponym in one.document.toponyms:
        if toponym.position is None or toponym.optional:
            continue
        rows = set(gazetteer.rows(toponym.text))
        for c in one.candidates:
            if c.start < toponym.end and c.end > toponym.start:
                rows.update(gazetteer.rows_of(c.name))
        yield any(
            distance_km(training.place_at(gazetteer, row), toponym.position) <= WITHIN_KM
            for row in rows
        )


def _calibration(scored: dict[str, list[DocumentScore]]) -> Iterable[str]:
    yield "Chances given and how many were right (Gazette, cross-validated):"
    yield ""
    yield "| given | right | names |"
    yield "|---|---|---|"
    for given, right, count in scoring.calibration(scored["Gazette, cross-validated"]):
        yield f"| {given:.2f} | {right:.2f} | {count} |"


def _languages(gazetteer: Gazetteer) -> Iterable[str]:
    scores = score_languages(load_gold(), lambda text: find_places(text, gazetteer=gazetteer))
    yield "Our own marked texts, placed within 25 km:"
    yield ""
    yield "| language | names | found P / R / F1 | placed P / R / F1 |"
    yield "|---|---|---|---|"
    for score in scores:
        cells = [score.language, str(score.mentions), _three(score.found), _three(score.placed)]
        yield "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table for the corpora of a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path, help="the folder with lgl.xml and GWN.xml")
    print(evaluate_places(parser.parse_args().corpora))


if __name__ == "__main__":
    main()
