"""Our own exports back into a collection, CSV and GeoJSON: the events as they were.

The text of a report is in no export, so its passages stand for it, unless the report itself
is there: then its events find their passages in it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from geodata.coordinates import LatLon
from geodata.errors import GeodataError
from geodata.exchange.csv_table import unsafe_cell
from geodata.gazetteer import Gazetteer
from geodata.importing.batch_making import PlaceTable, Row
from geodata.importing.csv_records import Record, Refusal
from geodata.importing.edtf import date_of_edtf
from geodata.importing.geojson_records import feature_values
from geodata.importing.opening import Survey, opened_text
from geodata.importing.planning import Plan, opened_rows
from geodata.model import (
    ActorRole,
    EventKind,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Status,
    content_id,
    text_hash,
)
from geodata.partial_date import DatePrecision, PartialDate
from geodata.storage.batches import EVENT_COLUMNS, PART_COLUMNS, SPOT_COLUMNS, Batch, Columns
from geodata.web_link import checked_link

EVENTS_A_BATCH: Final = 2_000
_NUMBER = re.compile(r"\d{1,12}")
_SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Told:
    """An event of an export: what stands once, and its parts.

    Attributes:
        rows: how many rows of the file it has.
    """

    line: int
    rows: int
    facts: dict[str, Any]
    places: tuple[dict[str, Any], ...]
    actors: tuple[dict[str, Any], ...]
    counts: tuple[dict[str, Any], ...]

    @property
    def event_id(self) -> str:
        """As the export says it."""
        return str(self.facts.get("event_id"))

    @property
    def content_hash(self) -> int:
        """Eight bytes of a hash of what both forms of an export tell of the event."""
        whole = json.dumps(
            [
                _alike(self.facts, _OF_EVENT),
                [_alike(place, _OF_PLACE) for place in self.places],
                [_alike(actor, ("name", "role", "title")) for actor in self.actors],
                [_alike(count, ("text", "what", "low", "high")) for count in self.counts],
            ]
        )
        digest = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)


def _alike(told: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    """The values as either form may write them: a table has texts where JSON has numbers."""
    found = []
    for name in names:
        value = told.get(name)
        if name in _NUMBERS and value not in (None, ""):
            with contextlib.suppress(ValueError, TypeError):
                value = float(value)
        found.append("" if value is None else str(value))
    return found


def own_events(found: Survey, plan: Plan) -> Iterator[Told | Refusal]:
    """The events of an export; what is damaged as refusals."""
    if plan.delimiter:
        with opened_rows(found, plan) as rows:
            yield from _from_table(rows, plan.layout.columns)
        return
    with opened_text(found) as text:
        for value in feature_values(text, found.name):
            yield value if isinstance(value, Refusal) else _from_feature(*value)


# ------------------------------------------------------------------- from files


def _from_table(
    rows: Iterator[Record | Refusal], columns: tuple[str, ...]
) -> Iterator[Told | Refusal]:
    def facts_of(row: Record) -> dict[str, str]:
        return dict(zip(columns, map(unsafe_cell, row.cells), strict=True))

    for is_refused, group in itertools.groupby(rows, lambda row: isinstance(row, Refusal)):
        if is_refused:
            yield from (row for row in group if isinstance(row, Refusal))
            continue
        records = (row for row in group if isinstance(row, Record))
        named = ((row.line, facts_of(row)) for row in records)
        for _, same in itertools.groupby(named, lambda pair: pair[1]["event_id"]):
            yield _told(list(same))


def _told(rows: list[tuple[int, dict[str, str]]]) -> Told:
    line, first = rows[0]
    facts = {name: value for name, value in first.items() if name not in _OF_PLACE}
    places = tuple({n: row[n] for n in _OF_PLACE} for _, row in rows if row["lat"])
    told = _told_parts(facts.pop("parts", ""))
    actors = told[0] or tuple({"name": name} for name in first["actors"].split("; ") if name)
    counts = told[1] or tuple({"text": text} for text in first["counts"].split("; ") if text)
    return Told(line, len(rows), facts, places, actors, counts)


def _told_parts(cell: str) -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """People and numbers as the last column has them; older exports have none."""
    try:
        parts = json.loads(cell or "{}")
        actors, counts = (
            tuple(dict(part) for part in parts.get(name) or ()) for name in ("actors", "counts")
        )
    except (ValueError, TypeError, AttributeError):
        return (), ()  # the columns 'actors' and 'counts' tell them, without their meaning
    return actors, counts


_NUMBERS = ("certainty", "lat", "lon", "radius_km", "place_score", "low", "high")
_OF_EVENT = (
    "event_id", "title", "kind", "modality", "status", "certainty", "date", "first_day",
    "last_day", "date_rule", "passage", "speaker", "report_id", "report_title", "source", "link",
    "published",
)  # fmt: skip
_OF_PLACE = (
    "place", "place_label", "place_id", "country_code", "place_role", "precision", "lat", "lon",
    "radius_km", "place_score",
)  # fmt: skip


def _from_feature(line: int, feature: dict[str, Any]) -> Told | Refusal:
    facts = feature.get("properties")
    geometry = feature.get("geometry") or {}
    shown = json.dumps(feature, default=str)[:2000]
    if not isinstance(facts, dict) or not isinstance(geometry, dict):
        return Refusal(line, "it is no event of an export", text=shown)
    points = geometry.get("coordinates")
    points = [points] if geometry.get("type") == "Point" else points or []
    places = facts.get("places") or []
    if not isinstance(places, list) or not isinstance(points, list) or len(points) != len(places):
        return Refusal(line, "its geometry and its places are not as many", text=shown)
    try:
        located = tuple(
            {**place, "place": place["name"], "place_label": place["label"],
             "place_role": place["role"], "place_score": place["score"],
             "lat": point[1], "lon": point[0]}
            for place, point in zip(places, points, strict=True)
        )  # fmt: skip
        parts = [tuple(dict(part) for part in facts.get(n) or ()) for n in ("actors", "counts")]
    except (TypeError, KeyError, IndexError, ValueError):
        return Refusal(line, "its places, actors or counts are no lists of objects", text=shown)
    once = {n: v for n, v in facts.items() if n not in ("places", "actors", "counts")}
    once["event_id"] = feature.get("id")
    return Told(line, 1, once, located, *parts)


# ------------------------------------------------------------------- into rows


class OwnMaker:
    """A batch of events of exports in the making.

    Args:
        import_key: of the ledger.
        there: texts of those of the events' reports that the store has.
        replaced: event id to the key of the event it replaces.
    """

    def __init__(
        self,
        import_key: int,
        there: dict[str, str],
        replaced: dict[str, int],
        gazetteer: Callable[[], Gazetteer],
    ) -> None:
        self._import_key = import_key
        self._there = there
        self._replaced = replaced
        self._gazetteer = gazetteer
        self._reports: dict[str, tuple[int, dict[str, Any], list[str]]] = {}
        self._places = PlaceTable(lambda place: place, {})
        self._heads: list[dict[str, Any]] = []
        self._events: list[Row] = []
        self._replacing: dict[int, int] = {}
        self._spots: list[Row] = []
        self._parts: dict[str, list[Row]] = {name: [] for name in ("event_places", *PART_COLUMNS)}
        self.unplaced = 0

    def add(self, told: Told) -> None:
        """Put an event in.

        Raises:
            ValueError: a value that no export has; nothing of it is in the batch.
        """
        facts = told.facts
        event = _event_values(facts)
        places = [self._place(place, event) for place in told.places]
        actors = [_actor(actor) for actor in told.actors]
        counts = [_count(count) for count in told.counts]
        number, start, text, report_id = self._passage(facts, event["passage"])
        here, end = len(self._events), start + len(event["passage"])
        if (key := self._replaced.get(event["id"])) is not None:
            self._replacing[here] = key
        values = {**event, "number": here, "passage_start": start, "passage_end": end}
        self._events.append((number, *(values[name] for name in EVENT_COLUMNS)))
        evidence = [("passage", start, end, event["passage"])]

        def words(name: str, field: str) -> tuple[int, int]:
            """Where a name stands in the passage; the passage itself where it does not."""
            at = text.find(name, start, end) if name else -1
            if at < 0:
                return start, end
            evidence.append((field, at, at + len(name), name))
            return at, at + len(name)

        parts = self._parts
        for n, (place, row) in enumerate(places):
            span = words(row["name"], "place")
            parts["event_places"].append((here, n, len(self._spots), *span))
            self._spots.append(
                (row["name"], self._places.number(place), row["role"], row["precision"],
                 row["lat"], row["lon"], row["radius_km"], row["score"], row["reasons"],
                 "[]", row["inherited"], row["reading"])
            )  # fmt: skip
        for n, (name, role, title) in enumerate(actors):
            parts["actors"].append((here, n, name, role, *words(name, "actor"), title))
        for n, (said, what, low, high) in enumerate(counts):
            parts["counts"].append((here, n, said, what, low, high, *words(said, "number")))
        parts["evidence"].extend(
            (here, n, field, report_id, a, b, said)
            for n, (field, a, b, said) in enumerate(evidence)
        )
        row_of = (here, self._import_key, told.line, told.content_hash, event["id"])
        parts["rows"].append(row_of)
        self.unplaced += not places

    def batch(self) -> Batch:
        """All of it, as rows of the store."""
        for _, head, passages in self._reports.values():
            self._close(head, passages)
        tables = {
            "reports": Columns.of_rows(_REPORT, [[h[n] for n in _REPORT] for h in self._heads]),
            "events": Columns.of_rows(("report", *EVENT_COLUMNS), self._events),
            "places": self._places.table(),
            "spots": Columns.of_rows(SPOT_COLUMNS, self._spots),
        }
        columns = {"event_places": ("number", "spot", "start", "end"), **PART_COLUMNS}
        for name, rows in self._parts.items():
            tables[name] = Columns.of_rows(("event", *columns[name]), rows)
        return Batch(tables, self._replacing)

    def _close(self, head: dict[str, Any], passages: list[str]) -> None:
        """Make a report whole; one without passages is in the store and taken as it is."""
        if passages:
            # Two reports may say the same; a text is in the store once.
            passages.append(f"Passages of the report {head['id']}, as an export has them.")
        text = _SEPARATOR.join(passages)
        starts = itertools.accumulate((len(p) + len(_SEPARATOR) for p in passages), initial=0)
        spans = zip(starts, passages, strict=False)
        sentences = [[at, at + len(p), n, n] for n, (at, p) in enumerate(spans)]
        head.update(text=text, text_hash=text_hash(text), sentences=json.dumps(sentences))

    def _passage(self, facts: dict[str, Any], passage: str) -> tuple[int, int, str, str]:
        """Number of the report in the batch, where the passage begins, its text and id."""
        own = _said(facts, "report_id") or content_id("r", [passage])
        if (text := self._there.get(own)) is not None:
            at = facts.get("passage_start")
            start = at if isinstance(at, int) and text.startswith(passage, at) else -1
            start = text.find(passage) if start < 0 else start
            if start >= 0:
                number, _, _ = self._report(own, facts)
                return number, start, text, own
            own = content_id("r", [own, passage])  # a part of it that came later
        number, head, passages = self._report(own, facts)
        if passage in passages:
            before = passages[: passages.index(passage)]
        else:
            before = list(passages)
            passages.append(passage)
        start = sum(len(p) + len(_SEPARATOR) for p in before)
        return number, start, _SEPARATOR.join(passages), head["id"]

    def _report(self, own: str, facts: dict[str, Any]) -> tuple[int, dict[str, Any], list[str]]:
        if own not in self._reports:
            published = _said(facts, "published")
            head: dict[str, Any] = {
                "id": own, "title": _said(facts, "report_title"),
                "source": _said(facts, "source"), "link": checked_link(_said(facts, "link")),
                "published": date.fromisoformat(published).toordinal() if published else None,
                "language": "", "is_demo": False, "notes": "[]",
            }  # fmt: skip
            self._reports[own] = (len(self._heads), head, [])
            self._heads.append(head)
        return self._reports[own]

    def _place(self, told: dict[str, Any], event: dict[str, Any]) -> tuple[Place, dict[str, Any]]:
        reasons = told.get("reasons") or []
        row = {
            "name": str(told["place"]),
            "role": PlaceRole(told["place_role"]).value,
            "precision": Precision(told["precision"]).value,
            "radius_km": float(told["radius_km"]),
            "score": float(told["place_score"]),
            "reasons": json.dumps([str(reason) for reason in reasons], ensure_ascii=False),
            "inherited": bool(told.get("inherited")),
            "reading": str(told.get("reading") or ""),
        }
        position = LatLon(float(told["lat"]), float(told["lon"]))
        row |= {"lat": position.lat, "lon": position.lon}
        place_id = str(told["place_id"])
        known = self._gazetteer().by_id(place_id) if place_id else None
        if known is None or known.label != told["place_label"]:
            known = _place_of_label(place_id, told, position, row)
        return known, row


_REPORT = (
    "id", "title", "source", "link", "published", "language", "is_demo", "notes", "text",
    "text_hash", "sentences",
)  # fmt: skip


def _said(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"its {name!r} is no text")
    return value


def _event_values(facts: dict[str, Any]) -> dict[str, Any]:
    passage = _said(facts, "passage")
    if not passage:
        raise ValueError("it has no passage: no words stand behind it")
    event_id = _said(facts, "event_id")
    if not event_id:
        raise ValueError("it has no id")
    return {
        "id": event_id,
        "kind": EventKind(_said(facts, "kind")).value,
        "modality": Modality(_said(facts, "modality")).value,
        "status": Status(_said(facts, "status")).value,
        "title": _said(facts, "title"),
        "passage": passage,
        "date_rule": _said(facts, "date_rule"),
        "speaker": _said(facts, "speaker"),
        "certainty": float(facts.get("certainty") or 0.0),
        **_date_values(facts),
    }


def _date_values(facts: dict[str, Any]) -> dict[str, Any]:
    days = tuple(
        date.fromisoformat(text) if (text := _said(facts, name)) else None
        for name in ("first_day", "last_day")
    )
    named = _said(facts, "date_precision")
    precision = DatePrecision(named) if named else None
    found = date_of_edtf(_said(facts, "date"), (days[0], days[1]), precision)
    if found is None and precision is DatePrecision.OPEN:
        found = PartialDate(None, None, DatePrecision.OPEN)
    if found is None:
        none = dict.fromkeys(("first_day", "last_day", "date_precision", "year", "month", "day"))
        return {**none, "approximate": False, "bound": "on"}
    year, month, day = found.year_month_day
    return {
        "first_day": None if found.first_day is None else found.first_day.toordinal(),
        "last_day": None if found.last_day is None else found.last_day.toordinal(),
        "date_precision": found.precision.value,
        "approximate": found.approximate,
        "year": year,
        "month": month,
        "day": day,
        "bound": found.bound.value,
    }


def _actor(told: dict[str, Any]) -> tuple[str, str, str]:
    role = ActorRole(told.get("role", ActorRole.DOES.value)).value
    return str(told["name"]), role, str(told.get("title") or "")


def _count(told: dict[str, Any]) -> tuple[str, str, int, int | None]:
    text = str(told["text"])
    if "low" in told:
        high = told.get("high")
        return (
            text,
            str(told.get("what") or ""),
            int(told["low"]),
            None if high is None else int(high),
        )
    figures = [int(figure) for figure in _NUMBER.findall(text.replace(",", ""))]
    return text, "", min(figures, default=0), max(figures, default=None)


_KIND = {
    Precision.DISTRICT.value: PlaceKind.DISTRICT,
    Precision.REGION.value: PlaceKind.REGION,
    Precision.AREA.value: PlaceKind.AREA,
    Precision.COUNTRY.value: PlaceKind.COUNTRY,
}


def _place_of_label(
    place_id: str, told: dict[str, Any], position: LatLon, row: dict[str, Any]
) -> Place:
    """A place that the gazetteer does not have, as far as its label tells."""
    name, *around = str(told["place_label"]).split(", ")
    return Place(
        id=place_id or content_id("x", [name, repr(position.lat), repr(position.lon)]),
        name=name,
        kind=_KIND.get(row["precision"], PlaceKind.SETTLEMENT),
        country_code=str(told.get("country_code") or ""),
        country=around[-1] if around else "",
        admin1=around[0] if len(around) > 1 else "",
        admin2="",
        position=position,
        radius_km=row["radius_km"],
        population=0,
        names=(name,),
        source="imported",
    )


UNUSABLE = (ValueError, TypeError, KeyError, OverflowError, GeodataError)
