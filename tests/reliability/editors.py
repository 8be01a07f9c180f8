"""Editors at the same queue at once: whatever each was told is kept, is; nobody's is lost unseen.

    python -m tests.reliability editors --editors 8 --minutes 5

Half of them work through one server, half through another on the same collection. At the end
every decision that was acknowledged stands in the log, made on the very version that its editor
saw; nothing stands there that nobody was told of; the events are what the log says.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from geodata.storage import EventStore, tables
from tests.reliability.editing import Said
from tests.reliability.kills import against_the_log
from tests.storage.conftest import TEXT, a_reading

REPORTS_A_SECOND = 4  # of editing: more than so many editors get through
SERVERS = 2
MOST = 100_000  # decisions of an editor


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--editors", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds that reading takes")
    parser.add_argument("--seed", type=int, default=1)


def run(asked: argparse.Namespace) -> int:
    """Edit, print what came of it; 0 when nothing was lost."""
    with tempfile.TemporaryDirectory(prefix="gazette-editors-") as name:
        told, wrong = edit(
            Path(name), editors=asked.editors, for_s=asked.minutes * 60, pause_s=asked.pause,
            most=MOST, seed=asked.seed,
        )  # fmt: skip
    answers = Counter(one.answer for one in told)
    kept = Counter(one.action for one in told if one.answer == "kept")
    print(f"{asked.editors} editors for {asked.minutes:g} min on {SERVERS} servers")
    print(f"  acknowledged: {kept.total():,}", dict(kept.most_common()))
    print(f"  shown somebody else's change first: {answers.pop('conflict', 0):,}")
    answers.pop("kept", None)
    print("  refused in words:", dict(answers.most_common()))
    print(f"  lost, unseen or unsound: {len(wrong)}", *wrong[:10], sep="\n    ")
    return 1 if wrong else 0


def edit(
    folder: Path, *, editors: int, for_s: float, most: int, pause_s: float, seed: int
) -> tuple[list[Said], list[str]]:
    """What the editors of a new collection were told, and what is wrong with it afterwards."""
    path = folder / "gazette.sqlite3"
    with EventStore.open(path) as store:
        for number in range(20 + min(editors * most, round(for_s * REPORTS_A_SECOND))):
            store.add_reading(a_reading(f"{TEXT} Number {number}."))
    names = [f"editor {number + 1}" for number in range(editors)]
    houses = [
        subprocess.Popen(
            [
                sys.executable, "-m", "tests.reliability.editing", str(folder), str(for_s),
                str(most), str(pause_s), str(seed + 100 * number), *names[number::SERVERS],
            ],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(SERVERS)
    ]  # fmt: skip
    told, wrong = [], []
    for house in houses:
        output, errors = house.communicate(timeout=for_s + 300)
        if house.returncode:
            wrong.append(f"a server broke: {errors[-500:]}")
        told += [Said(**json.loads(line)) for line in output.splitlines()]
    with EventStore.open(path) as store:
        wrong += faults(store, [_whole(one) for one in told])
    return told, wrong


def faults(store: EventStore, told: list[Said]) -> list[str]:
    """What is wrong with a collection after its editors were told all of this."""
    return [*store.check(), *_against_the_told(store, told), *against_the_log(store)]


def _against_the_told(store: EventStore, told: list[Said]) -> Iterator[str]:
    """What was acknowledged and is not in the log, or is there and nobody was told."""
    log = _log(store)
    after = {(subject, before): (by, action) for subject, before, by, action, _ in log}
    acts = Counter({(by, action): 0 for _, _, by, action, _ in log})
    for by, action, _ in {(by, action, act) for _, _, by, action, act in log}:
        acts[by, action] += 1
    kept = Counter((one.by, one.action) for one in told if one.answer == "kept")
    for who in acts.keys() | kept.keys():
        if acts[who] != kept[who]:
            yield f"{who}: told {kept[who]} times that it is kept, the log has {acts[who]}"
    for one in told:
        if one.answer == "kept" and one.version is not None:
            found = after.get((one.subject, one.version))
            if found != (one.by, one.action):
                yield f"{one}: after the version that was seen the log has {found}"
        if one.answer == "conflict" and not one.others:
            yield f"{one}: refused without a word of who was faster"


def _log(store: EventStore) -> list[tuple[str, int, str, str, str]]:
    """Each decision: on what, its version before, who, what, and the act."""
    row = tables.decisions.c
    before: dict[str, int] = {}
    found = []
    with store._looking() as connection:
        query = sa.select(row.key, row.subject_id, row.by, row.action, row.act_id)
        for one in connection.execute(query.where(row.by != "").order_by(row.key)):
            version = before.get(one.subject_id, 0)
            found.append((one.subject_id, version, one.by, one.action, one.act_id))
            before[one.subject_id] = one.key
    return found


def _whole(said: Said) -> Said:
    """As it was before it was JSON."""
    return Said(said.by, said.action, said.subject, said.version, said.answer, tuple(said.others))
