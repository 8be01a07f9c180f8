"""Public annotated corpora, read from the files their authors publish.

None of their text is part of this project; whoever has the files names the folder.

lgl.xml (Local-Global Lexicon): 588 articles of local newspapers. A toponym without a
gazetteer tag counts for recognition only. Demonyms and names inside organisations' names
are annotated.

GWN.xml (GeoWebNews): 200 articles. Noun phrases and non-toponyms are left out. Homonyms,
languages and demonyms are optional: finding them is neither right nor wrong. Negative
offsets lie in the title and are left out. Of several annotations on one span the one with
coordinates stays.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from geodata.coordinates import LatLon
from geodata.errors import FileFormatError

_DRIFT: Final = 15  # characters an annotation may be moved to meet its own words
_NOT_TOPONYMS = frozenset({"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"})
_OPTIONAL = frozenset({"Homonym", "Language", "Demonym"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name that somebody annotated; the position is None when they gave none."""

    start: int
    end: int
    text: str
    position: LatLon | None
    kind: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its annotations, in order of place."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Annotated documents under a name."""

    name: str
    documents: tuple[Document, ...]


def load_corpora(folder: Path) -> list[Corpus]:
    """Every known corpus whose file lies in the folder, in a fixed order; [] for none.

    Raises:
        FileFormatError: a file of that name is not what its name says.
    """
    return [load(folder / name) for name, load in LOADERS.items() if (folder / name).is_file()]


def load_lgl(path: Path) -> Corpus:
    """The Local-Global Lexicon."""
    documents = []
    for article in _root(path).findall("article"):
        text = article.findtext("text") or ""
        toponyms = [
            Toponym(
                int(node.findtext("start") or -1),
                int(node.findtext("end") or -1),
                node.findtext("phrase") or "",
                _position(node.findtext("gaztag/lat"), node.findtext("gaztag/lon")),
                node.findtext("gaztag/fclass") or "unlocated",
            )
            for node in article.iterfind("toponyms/toponym")
        ]
        source = article.findtext("domain") or ""
        documents.append(
            Document(str(article.get("docid")), text, _settled(text, toponyms), source)
        )
    return Corpus("LGL", tuple(documents))


def load_geowebnews(path: Path) -> Corpus:
    """GeoWebNews."""
    documents = []
    for article in _root(path).findall("article"):
        text = article.findtext("text") or ""
        toponyms = []
        for node in article.iterfind("toponyms/toponym"):
            kind = (node.findtext("type") or "").strip()
            if kind in _NOT_TOPONYMS:
                continue
            toponyms.append(
                Toponym(
                    int(node.findtext("start") or -1),
                    int(node.findtext("end") or -1),
                    node.findtext("extractedName") or "",
                    _position(node.findtext("latitude"), node.findtext("longitude")),
                    kind,
                    kind in _OPTIONAL,
                )
            )
        documents.append(Document(str(article.get("file")), text, _settled(text, toponyms)))
    return Corpus("GeoWebNews", tuple(documents))


LOADERS: dict[str, Callable[[Path], Corpus]] = {"lgl.xml": load_lgl, "GWN.xml": load_geowebnews}
"""File names and what reads them."""


def _root(path: Path) -> ET.Element:
    try:
        return ET.fromstring(path.read_bytes())  # noqa: S314 - a local file somebody chose
    except ET.ParseError as problem:
        raise FileFormatError(f"{path} is not sound XML: {problem}.") from problem


def _position(lat: str | None, lon: str | None) -> LatLon | None:
    try:
        numbers = (float(lat or ""), float(lon or ""))
    except ValueError:
        return None
    sound = all(map(math.isfinite, numbers)) and abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180
    return LatLon(*numbers) if sound else None


def _settled(text: str, toponyms: Iterable[Toponym]) -> tuple[Toponym, ...]:
    """Annotations checked against the text: moved when they drifted, one for each span."""
    kept: dict[tuple[int, int], Toponym] = {}
    for toponym in sorted(toponyms, key=lambda t: (t.optional, t.position is None)):
        if toponym.start < 0:
            continue
        start = _nearest(text, toponym.text, toponym.start)
        if start is not None:
            end = start + len(toponym.text)
            kept.setdefault((start, end), replace(toponym, start=start, end=end))
    return tuple(sorted(kept.values(), key=lambda t: (t.start, t.end)))


def _nearest(text: str, surface: str, at: int) -> int | None:
    """Where the words stand that are nearest to an offset, None when too far away."""
    if text.startswith(surface, at):
        return at
    best: int | None = None
    found = text.find(surface, max(0, at - _DRIFT))
    while found != -1 and found <= at + _DRIFT:
        if best is None or abs(found - at) < abs(best - at):
            best = found
        found = text.find(surface, found + 1)
    return best
