"""An edition as a file: what readers were shown, and after it what was corrected since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol


class AnEdition(Protocol):
    """What is said of an edition."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def made_at(self) -> datetime: ...  # noqa: D102
    @property
    def hash(self) -> str: ...  # noqa: D102


class ADifference(Protocol):
    """A field in words, and its value before and after."""

    @property
    def field(self) -> str: ...  # noqa: D102
    @property
    def before(self) -> str: ...  # noqa: D102
    @property
    def after(self) -> str: ...  # noqa: D102


class ACorrection(Protocol):
    """What readers were told of a correction or a withdrawal."""

    @property
    def made_at(self) -> datetime: ...  # noqa: D102
    @property
    def event_id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def differences(self) -> Sequence[ADifference]: ...  # noqa: D102


def edition_file(
    edition: AnEdition, lines: Iterable[tuple[str, bool]], corrections: Iterable[ACorrection]
) -> Iterator[str]:
    """The file of an edition.

    Args:
        edition: number, moment and SHA-256 of its lines.
        lines: what it showed (`EditionBook.lines`).
        corrections: what readers were ever told; those before the edition are left out.
    """
    about = {
        "number": edition.number,
        "made_at": edition.made_at.isoformat(timespec="seconds"),
        "sha256": edition.hash,
    }
    since = sorted(
        (one for one in corrections if one.made_at >= edition.made_at), key=lambda one: one.made_at
    )
    return edition_chunks(about, lines, map(_correction, since))


def _correction(one: ACorrection) -> dict[str, Any]:
    return {
        "made_at": one.made_at.isoformat(timespec="seconds"),
        "event": one.event_id,
        "title": one.title,
        "why": one.why,
        "changes": [
            {"field": d.field, "before": d.before, "after": d.after} for d in one.differences
        ],
    }


def edition_chunks(
    about: Mapping[str, Any],
    lines: Iterable[tuple[str, bool]],
    corrections: Iterable[Mapping[str, Any]],
) -> Iterator[str]:
    """GeoJSON with a feature in each line; the lines never change, what follows them grows.

    Args:
        about: the edition: number, day, SHA-256 of the lines.
        lines: the features, and whether each is as readers were shown it.
        corrections: what readers were told since, oldest first.

    Example:
        >>> print("".join(edition_chunks({"number": 1}, [('{"id":"e1"}', True)], [])))
        {"type":"FeatureCollection",
        "edition":{"number":1},
        "features":[
        {"id":"e1"}
        ],
        "corrections":[],
        "withheld_since":0}
        <BLANKLINE>
    """
    yield f'{{"type":"FeatureCollection",\n"edition":{_json(about)},\n"features":[\n'
    withheld, between = 0, ""
    for line, is_as_it_was in lines:
        yield f"{between}{line}"
        withheld += not is_as_it_was
        between = ",\n"
    told = ",\n".join(_json(one) for one in corrections)
    told = f"\n{told}\n" if told else ""
    yield f'\n],\n"corrections":[{told}],\n"withheld_since":{withheld}}}\n'


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
