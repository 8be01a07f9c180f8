"""What the log has of a change, in words: field, what it was, what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geodata.partial_date import Bound, DatePrecision, PartialDate, date_words

Parts = Mapping[str, Any]
_NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in words, and its value before and after."""

    field: str
    before: str
    after: str


def differences(before: Parts, after: Parts) -> tuple[Difference, ...]:
    """Where two snapshots of an event differ, in the order a reader asks.

    Example:
        >>> differences({"status": "unreviewed"}, {"status": "accepted"})
        (Difference(field='status', before='unreviewed', after='accepted'),)
    """
    was, becomes = _said(before), _said(after)
    return tuple(
        Difference(field, was.get(field, _NOTHING), becomes.get(field, _NOTHING))
        for field in dict.fromkeys([*was, *becomes])
        if was.get(field) != becomes.get(field)
    )


def _said(parts: Parts) -> dict[str, str]:
    said: dict[str, str] = {}
    if "status" in parts:
        said["status"] = str(parts["status"])
    event = parts.get("event") or {}
    for field in ("title", "kind", "modality", "speaker"):
        if field in event:
            said[field] = str(event[field]) or _NOTHING
    if "date_precision" in event:
        said["date"] = _date(event)
    if "places" in parts:
        said["place"] = _joined([_place(place) for place in parts["places"]])
    if "actors" in parts:
        said["people"] = _joined([str(actor["name"]) for actor in parts["actors"]])
    if "counts" in parts:
        said["numbers"] = _joined([f"{one['text']} {one['what']}" for one in parts["counts"]])
    if "matches" in parts:
        said["place name"] = _joined([
            f"“{match['text']}”: {_of_match(match)}" for match in parts["matches"].values()
        ])  # fmt: skip
    if "name" in parts:
        said["correction"] = f"“{parts['name']}” means {parts.get('label') or 'no place'}"
    if "holds" in parts:
        said["correction"] = "holds" if parts["holds"] else "taken back"
    return said


def _place(place: Parts) -> str:
    label = str(place.get("label") or place.get("name") or "")
    return f"{label} ({place['reading']})" if place.get("reading") else label


def _of_match(match: Parts) -> str:
    reasons = match.get("reasons") or []
    return str(reasons[0]) if reasons else ("placed" if match.get("place_key") else _NOTHING)


def _date(event: Parts) -> str:
    if event["date_precision"] is None:
        return _NOTHING
    first, last = event.get("first_day"), event.get("last_day")
    return date_words(
        PartialDate(
            None if first is None else date.fromordinal(first),
            None if last is None else date.fromordinal(last),
            DatePrecision(event["date_precision"]),
            bool(event.get("approximate")),
            (event.get("year"), event.get("month"), event.get("day")),
            Bound(event.get("bound") or "on"),
        )
    )


def _joined(values: Sequence[str]) -> str:
    return "; ".join(values) or _NOTHING
