"""How fast reports are read, and with how much memory, in a process that does nothing else.

python -m geodata.evaluation.speed FOLDER
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geodata.evaluation.corpora import Document, load_corpora


class Throughput(NamedTuple):
    """Reports and characters a second of processor time, peak memory in MB."""

    reports: float
    characters: float
    memory_mb: float


def throughput(documents: Sequence[Document], parse: Callable[[str], Any]) -> Throughput:
    """How fast a geoparser reads the documents; the first is read once before."""
    parse(documents[0].text)
    begin = time.process_time()
    for document in documents:
        parse(document.text)
    seconds = max(time.process_time() - begin, 1e-9)
    characters = sum(len(document.text) for document in documents)
    return Throughput(len(documents) / seconds, characters / seconds, peak_memory_mb())


def peak_memory_mb() -> float:
    """The most memory this process ever held, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.is_file():  # getrusage would count what the starting process held, too
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def measured_apart(folder: Path) -> Throughput:
    """The throughput of ``find_places`` on the corpora of a folder, in a process of its own."""
    words = [sys.executable, "-m", "geodata.evaluation.speed", str(folder)]
    answer = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return Throughput(*json.loads(answer.stdout))


def main() -> None:
    """Print reports a second, characters a second and peak memory as JSON."""
    from geodata.gazetteer import Gazetteer
    from geodata.resolving import find_places

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpora", type=Path, help="the folder with lgl.xml and GWN.xml")
    gazetteer = Gazetteer.open()
    folder = parser.parse_args().corpora
    documents = [d for corpus in load_corpora(folder) for d in corpus.documents]
    print(json.dumps(throughput(documents, lambda text: find_places(text, gazetteer=gazetteer))))


if __name__ == "__main__":
    main()
