"""A reading with something in every field, and a store of the test's own."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from geodata import model as m
from geodata.coordinates import LatLon
from geodata.partial_date import Bound, DatePrecision, PartialDate
from geodata.storage import EventStore

POSTGRESQL = os.environ.get("GAZETTE_TEST_POSTGRESQL", "")
TEXT = (
    "Jets landed in Ganja on 31 July, and at least four pilots met Defence Minister "
    "Zakir Hasanov near Baku. He said they would stay until September."
)
GANJA = m.Place(
    "gn:586523", "Ganja", m.PlaceKind.SETTLEMENT, "AZ", "Azerbaijan", "Ganja City", "Kapaz",
    LatLon(40.68278, 46.36056), 9.5, 335600, ("Ganja", "Gəncə", "Гянджа", "گنجه"), "GeoNames",
)  # fmt: skip
GANDZAK = m.Place(
    "gn:616800", "Gandzak", m.PlaceKind.SETTLEMENT, "AM", "Armenia", "Gegharkunik", "",
    LatLon(40.31, 45.11), 2.0, 1200, ("Gandzak",), "GeoNames",
)  # fmt: skip
BAKU = m.Place(
    "gn:587084", "Baku", m.PlaceKind.SETTLEMENT, "AZ", "Azerbaijan", "Baku City", "",
    LatLon(40.37767, 49.89201), 20.0, 1116513, ("Baku", "Bakı", "Баку"), "GeoNames",
)  # fmt: skip


def span(words: str, text: str = TEXT) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def a_reading(text: str = TEXT, *, is_demo: bool = False, title: str = "Jets") -> m.Reading:
    digest = m.text_hash(text)
    report = m.Report(
        id=m.content_id("r", [digest]), text=text, text_hash=digest, title=title,
        source="Example Times", link="https://example.org/a?b=1", published=date(2020, 8, 1),
        language="en", is_demo=is_demo, author="Ann Berg", file_name="jets.pdf",
        file_hash="0f" * 32, accessed_at=datetime(2020, 8, 2, 9, 15, tzinfo=UTC),
    )  # fmt: skip
    ganja, baku = span("Ganja", text), span("Baku", text)
    rival = m.Candidate(GANDZAK, 0.1, ("a village of this name lies in Armenia",))
    matches = (
        m.Match(*ganja, m.Usage.PLACE, GANJA, 0.9, ("the larger one",), (rival,)),
        m.Match(*baku, m.Usage.PLACE, BAKU, 0.99, ("a capital",)),
        m.Match(*span("September", text), m.Usage.ORGANISATION, None, 0.0, (), (rival,)),
    )
    landing = text.index(",")
    places = (
        m.EventPlace(
            "Ganja", GANJA, m.PlaceRole.DESTINATION, m.Precision.SETTLEMENT, GANJA.position,
            9.5, 0.9, *ganja[:2], ("the larger one",), (rival,),
        ),
        m.EventPlace(
            "near Baku", BAKU, m.PlaceRole.NEAR, m.Precision.RELATIVE, LatLon(40.4, 49.8),
            25.0, 0.7, *baku[:2], ("a capital",), (), True, "within 25 km of Baku",
        ),
    )  # fmt: skip
    event_id = m.content_id("e", [report.id, "movement of forces", text[:landing]])
    event = m.Event(
        id=event_id, report_id=report.id, kind=m.EventKind.MOVEMENT,
        modality=m.Modality.HAPPENED, title="Jets landed in Ganja",
        passage=m.Span(0, landing, text[:landing]), date=PartialDate.of_day(date(2020, 7, 31)),
        date_rule="stated, year from the report", places=places,
        actors=(m.Actor(*_actor("Zakir Hasanov", text), "Defence Minister"),),
        counts=(
            m.Count("at least four pilots", "pilots", 4, None, *span("at least four", text)[:2]),
            m.Count("some", "killed", 0, 3, 0, 4),
        ),
        speaker="", certainty=0.1 + 0.2,
        evidence=(
            m.Evidence(m.Field.PASSAGE, report.id, 0, landing, text[:landing]),
            m.Evidence(m.Field.PLACE, report.id, *ganja),
        ),
    )  # fmt: skip
    said = m.Event(
        id=m.content_id("e", [report.id, "statement"]), report_id=report.id,
        kind=m.EventKind.STATEMENT,
        modality=m.Modality.PLANNED, title="They would stay until September",
        passage=m.Span(*span("He said they would stay until September.", text)),
        date=PartialDate(
            None, None, DatePrecision.OPEN, True, year_month_day=(None, 9, None), bound=Bound.UNTIL
        ),
        date_rule="the year is not said", speaker="He",
    )  # fmt: skip
    sentences = (
        m.Sentence(0, text.index(" He"), text[: text.index(" He")], 0, 0),
        m.Sentence(text.index("He said"), len(text), text[text.index("He said") :], 1, 1),
    )
    dates = (
        m.DateMention(*span("31 July", text), PartialDate.of_day(date(2020, 7, 31)), "stated"),
        m.DateMention(
            *span("until September", text), PartialDate.without_year(month=9), "open", False
        ),
    )
    return m.Reading(report, sentences, matches, dates, (event, said), ("No year was said.",))


def _actor(name: str, text: str) -> tuple[str, m.ActorRole, int, int]:
    start, end, _ = span(name, text)
    return name, m.ActorRole.UNDERGOES, start, end


NOON = datetime(2026, 11, 3, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def reading() -> m.Reading:
    return a_reading()


@pytest.fixture
def make_reading() -> Callable[..., m.Reading]:
    return a_reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection" / "gazette.sqlite3"


@pytest.fixture
def store(path: Path, request: pytest.FixtureRequest) -> Iterator[EventStore]:
    """A new collection: a file, or a schema where GAZETTE_TEST_POSTGRESQL names a database."""
    if POSTGRESQL and request.node.get_closest_marker("on_a_file") is None:
        with (
            a_schema(POSTGRESQL) as address,
            EventStore.open(address, clock=lambda: NOON) as opened,
        ):
            yield opened
        return
    with EventStore.open(path, clock=lambda: NOON) as opened:
        yield opened


@contextmanager
def a_schema(address: str) -> Iterator[str]:
    """The address of an empty schema in a database, which is dropped in the end."""
    name = f"test_{uuid.uuid4().hex}"
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        try:
            own = {"options": f"-csearch_path={name}", "application_name": name}
            url = sa.make_url(address).update_query_dict(own)
            yield url.render_as_string(hide_password=False)
        finally:
            # What a test left half read still holds its tables.
            connection.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = :name"
                ),
                {"name": name[:63]},
            )
            connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


@pytest.fixture
def as_stored() -> Callable[[m.Reading], m.Reading]:
    """The reading as it comes back: with the moment it was added."""
    return lambda value: replace(value, report=replace(value.report, added_at=NOON))
