"""Small sound files of every format, damaged at random, through the readers of this process.

    python -m tests.reliability mutations --count 10000

Each ends with what could be read or with one sentence; any other exception is a fault of a
reader, though its child process would turn it into a sentence too. Tables of events go on into a
collection, where every row must be stored or named.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.documents.child import read
from geodata.documents.contents import Found
from geodata.errors import FileFormatError, GeodataError
from geodata.importing import import_events
from geodata.storage import EventStore

TESTS = Path(__file__).parents[1]
LONGEST_S = 20.0
TABLE = (
    "id,date,lat,lon,place,notes\n"
    '1,2020-07-12,40.91,45.63,Berd,"He said ""no"", and\nleft"\n'
    "2,2020-07-13,40.68,46.36,Ganja,Shelling\n3,2020-07-14,41.71,44.79,,Talks\n"
)
FEATURES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": 1, "geometry": {"type": "Point", "coordinates": [45.6, 40.9]},
 "properties": {"title": "A clash", "date": "2020-07-12"}},
{"type": "Feature", "id": 2, "geometry": {"type": "Polygon", "coordinates":
 [[[45, 40], [46, 40], [46, 41], [45, 40]]]}, "properties": {"title": "A flood", "date": "2020"}}
]}"""
JUNK = [b'"', b",", b"\n", b"\x00", b"\xff", b"<", b"&", b"{", b"]", b"[" * 500, b"1e999", b"-1",
        b"\xed\xa0\x80", "\u202e".encode(), b"<a>" * 300, b"%PDF", b"PK\x03\x04",
        b"9" * 30]  # fmt: skip


@dataclass(slots=True)
class Ends:
    """How the files ended.

    Attributes:
        read, refused: files of each format that were read, and refused with a sentence.
        slowest_s: of one file, by format.
        wrong: format, number and what came instead.
    """

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest_s: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)


def run(asked: argparse.Namespace) -> int:
    """Damage, print the table; 0 when every file ended as it must."""
    with tempfile.TemporaryDirectory(prefix="gazette-mutations-") as name:
        ends = mutate(asked.count, Path(name), seed=asked.seed)
    for kind in sorted(ends.slowest_s):
        print(f"{kind:10} read {ends.read[kind]:6,} refused {ends.refused[kind]:6,} "
              f"slowest {ends.slowest_s[kind]:.2f} s")  # fmt: skip
    print(f"{ends.read.total() + ends.refused.total():,} files, {len(ends.wrong)} ended wrongly")
    print("\n".join(ends.wrong[:40]))
    return 1 if ends.wrong else 0


def mutate(count: int, folder: Path, *, seed: int) -> Ends:
    """Damage so many files, the formats in turn."""
    chance, ends = random.Random(seed), Ends()
    sound = samples()
    endings = [*sound, "events.csv", "events.geojson"]
    with EventStore.open(folder / "store.sqlite3") as store:
        for number in range(count):
            kind = endings[number % len(endings)]
            begun = time.monotonic()
            try:
                if kind in sound:
                    data = damaged(sound[kind], chance)
                    is_read = _document(data, kind, folder)
                else:
                    whole = (TABLE if kind.endswith("csv") else FEATURES).encode()
                    is_read = _events(damaged(whole, chance), folder / kind, store, number)
            except Exception as error:  # noqa: BLE001 - any is a find
                where = traceback.extract_tb(error.__traceback__)[-1]
                ends.wrong.append(f"{kind} {number}: {error!r:.150} ({where.name}, {where.lineno})")
                continue
            finally:
                took = time.monotonic() - begun
                ends.slowest_s[kind] = max(took, ends.slowest_s.get(kind, 0.0))
                if took > LONGEST_S:
                    ends.wrong.append(f"{kind} {number}: took {took:.0f} s")
            (ends.read if is_read else ends.refused)[kind] += 1
        ends.wrong += store.check()
    return ends


def samples() -> dict[str, bytes]:
    """A sound file of each format of documents."""
    made = _made_in_memory()
    page = "<html lang=en><body><article>" + "<p>A quake shook Lima on Monday.</p>" * 5
    return {
        ".txt": "A quake shook Lima – twice.".encode(),
        ".pdf": made.pdf([["A quake shook Lima on Monday."], ["Nobody was hurt."]]),
        ".docx": made.docx("<w:p><w:r><w:t>A quake shook Lima.</w:t></w:r></w:p>" * 3),
        ".zip": made.zipped({"a.txt": "A quake shook Lima.", "b.md": "# Flood"}, 0),
        ".html": page.encode(),
        ".eml": b"From: a@example.org\r\nSubject: =?utf-8?q?x?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
        b"A quake.\r\n--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nB\r\n--b--\r\n",
        ".csv": b"title,text,date\nA,A quake shook Lima.,2020-07-16\n",
        ".json": b'[{"text": "A quake shook Lima.", "published": "2020-07-16"}]',
        ".toml": b'text = "A quake shook Lima."\npublished = 2020-07-16\n',
        ".md": b"---\ntitle: x\n---\n# A\n\n**A quake** shook [Lima](x).",
        ".rss": b"<rss><channel><title>N</title><item><title>A</title><link>http://a.example/</link>"
        b"<pubDate>Thu, 16 Jul 2020 10:00:00 GMT</pubDate></item></channel></rss>",
    }


def _made_in_memory() -> Any:
    """The makers of files that the tests of documents use."""
    path = TESTS / "documents" / "conftest.py"
    spec = importlib.util.spec_from_file_location("gazette_files_made_in_memory", path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with up to six pieces changed, cut out, doubled, moved or filled with junk."""
    for _ in range(chance.randint(1, 6)):
        at, span = chance.randrange(len(data) + 1), chance.randrange(24)
        piece = data[at : at + span]
        what = chance.randrange(6)
        if what == 0 and at < len(data):
            data = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        elif what == 1:
            data = data[:at] + data[at + span :]
        elif what == 2:
            data = data[: at + span] + piece * chance.randint(1, 40) + data[at + span :]
        elif what == 3:
            data = data[:at] + chance.choice(JUNK) + data[at + span :]
        elif what == 4:
            other = chance.randrange(len(data) + 1)
            data = data[:other] + piece + data[other:]
        elif chance.random() < 0.2:
            data = data[:at]
    return data


def _document(data: bytes, ending: str, folder: Path) -> bool:
    try:
        found = read(data, f"x{ending}", ending, "", folder, 1_000_000, time.monotonic())
    except FileFormatError as error:
        _is_a_sentence(error)
        return False
    if Found.from_json(found.as_json()) != found:
        raise ValueError("it changes on its way between the processes")
    if not all(one.text.strip() for one in found.documents):
        raise ValueError("a document without text was handed on")
    return True


def _events(data: bytes, file: Path, store: EventStore, number: int) -> bool:
    file.write_bytes(data)
    try:
        result = import_events(file, store, name=f"{number}.{file.name}")
    except GeodataError as error:
        _is_a_sentence(error)
        return False
    if result.added + result.known + result.updated + result.refused != result.rows:
        raise ValueError(f"a row is neither in nor named: {result}")
    return True


def _is_a_sentence(error: GeodataError) -> None:
    said = str(error)
    if not said.rstrip().endswith((".", "?", ")")) or "Traceback" in said:
        raise ValueError(f"no sentence: {said[:120]!r}")
