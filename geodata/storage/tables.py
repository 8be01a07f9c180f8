"""The tables, in types that SQLite and PostgreSQL share.

The integer keys join tables and never leave this folder; the ids are what others see.
Days are stored as proleptic ordinals (``date.toordinal``): the index reads a million of
them without parsing one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Day(sa.types.TypeDecorator[date]):
    """A calendar day as its ordinal."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: sa.Dialect) -> int | None:
        """The ordinal of a day."""
        return None if value is None else value.toordinal()

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> date | None:
        """The day of an ordinal."""
        return None if value is None else date.fromordinal(value)


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back when read."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment with its time zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer, primary_key=True, autoincrement=True)


def _owner(table: str) -> sa.Column[int]:
    column: sa.Column[int] = sa.Column(
        f"{table[:-1]}_key",
        sa.Integer,
        sa.ForeignKey(f"{table}.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    return column


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, default="")


def _added_text(name: str, *, index: bool = False) -> sa.Column[str]:
    """A column that came to a table with rows in it."""
    return sa.Column(
        name, sa.Text, nullable=False, default="", server_default="", index=index or None
    )


def _place(*, nullable: bool) -> sa.Column[int]:
    return sa.Column("place_key", sa.Integer, sa.ForeignKey("places.key"), nullable=nullable)


def _offsets() -> list[sa.Column[int]]:
    return [
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    ]


def _date_columns() -> list[sa.Column[object]]:
    """A PartialDate; `date_precision` is NULL when there is no date at all."""
    return [
        sa.Column("first_day", Day),
        sa.Column("last_day", Day),
        sa.Column("date_precision", sa.Text),
        sa.Column("approximate", sa.Boolean, nullable=False, default=False),
        sa.Column("year", sa.Integer),
        sa.Column("month", sa.Integer),
        sa.Column("day", sa.Integer),
        sa.Column("bound", sa.Text, nullable=False, default="on"),
        sa.Column("date_rule", sa.Text, nullable=False, default=""),
    ]


meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

reports = sa.Table(
    "reports",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("text"),
    sa.Column("text_hash", sa.Text, nullable=False, unique=True),
    _text("title"),
    _text("source"),
    _text("link"),
    sa.Column("published", Day),
    _text("language"),
    sa.Column("added_at", Moment, nullable=False),
    sa.Column("is_demo", sa.Boolean, nullable=False, default=False),
    sa.Column("sentences", sa.JSON, nullable=False),
    sa.Column("notes", sa.JSON, nullable=False),
    _added_text("author"),
    _added_text("file_name"),
    _added_text("file_hash"),
    sa.Column("accessed_at", Moment),
    sa.Index("ix_reports_link", "link"),
    sqlite_autoincrement=True,
)

places = sa.Table(
    "places",
    metadata,
    _key(),
    # A gazetteer may describe a place anew: what was read is kept as it was.
    sa.Column("content_hash", sa.Text, nullable=False, unique=True),
    sa.Column("id", sa.Text, nullable=False, index=True),
    _text("name"),
    _text("kind"),
    sa.Column("country_code", sa.Text, nullable=False, default="", index=True),
    _text("country"),
    _text("admin1"),
    _text("admin2"),
    sa.Column("lat", sa.Double, nullable=False),
    sa.Column("lon", sa.Double, nullable=False),
    sa.Column("radius_km", sa.Double, nullable=False),
    sa.Column("population", sa.BigInteger, nullable=False),
    sa.Column("names", sa.JSON, nullable=False),
    _text("source"),
)

matches = sa.Table(
    "matches",
    metadata,
    _owner("reports"),
    _number(),
    *_offsets(),
    _text("text"),
    _text("usage"),
    _place(nullable=True),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("runners_up", sa.JSON, nullable=False),
    # A correction asks for every use of a name.
    sa.Index("ix_matches_text", "text"),
    sqlite_with_rowid=False,
)

dates = sa.Table(
    "dates",
    metadata,
    _owner("reports"),
    _number(),
    *_offsets(),
    _text("text"),
    *_date_columns(),
    sa.Column("stated", sa.Boolean, nullable=False),
    sqlite_with_rowid=False,
)

events = sa.Table(
    "events",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column(
        "report_key",
        sa.Integer,
        sa.ForeignKey("reports.key", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("number", sa.Integer, nullable=False),
    _text("kind"),
    _text("modality"),
    _text("title"),
    sa.Column("passage_start", sa.Integer, nullable=False),
    sa.Column("passage_end", sa.Integer, nullable=False),
    _text("passage"),
    *_date_columns(),
    _text("speaker"),
    _text("status"),
    sa.Column("certainty", sa.Double, nullable=False),
    # How much it calls for a person: urgency is doubt times impact, and the order of review.
    *[
        sa.Column(name, sa.Double, nullable=False, default=0.0, server_default="0")
        for name in ("doubt", "impact", "urgency")
    ],
    sa.Index("ix_events_status_urgency", "status", "urgency"),
    sa.Index("ix_events_status_doubt", "status", "doubt"),
    # What happened about a day is looked for whenever a report is added.
    sa.Index("ix_events_first_day", "first_day"),
    sqlite_autoincrement=True,
)

event_places = sa.Table(
    "event_places",
    metadata,
    _owner("events"),
    _number(),
    _text("name"),
    _place(nullable=False),
    _text("role"),
    _text("precision"),
    sa.Column("lat", sa.Double, nullable=False),
    sa.Column("lon", sa.Double, nullable=False),
    sa.Column("radius_km", sa.Double, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    *_offsets(),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("runners_up", sa.JSON, nullable=False),
    sa.Column("inherited", sa.Boolean, nullable=False),
    _text("reading"),
    # Whether a country has any pin yet.
    sa.Index("ix_event_places_place_key", "place_key"),
    sqlite_with_rowid=False,
)

actors = sa.Table(
    "actors",
    metadata,
    _owner("events"),
    _number(),
    _text("name"),
    _text("role"),
    *_offsets(),
    _text("title"),
    sqlite_with_rowid=False,
)

counts = sa.Table(
    "counts",
    metadata,
    _owner("events"),
    _number(),
    _text("text"),
    _text("what"),
    sa.Column("low", sa.BigInteger, nullable=False),
    sa.Column("high", sa.BigInteger),
    *_offsets(),
    sqlite_with_rowid=False,
)

evidence = sa.Table(
    "evidence",
    metadata,
    _owner("events"),
    _number(),
    _text("field"),
    _text("report_id"),
    *_offsets(),
    _text("text"),
    sqlite_with_rowid=False,
)

# Events of several reports that are one; whoever stands here alone is joined with nobody.
memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column(
        "event_key",
        sa.Integer,
        sa.ForeignKey("events.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    sa.Column("group_id", sa.Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

proposals = sa.Table(
    "proposals",
    metadata,
    *[
        sa.Column(
            name,
            sa.Integer,
            sa.ForeignKey("events.key", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
            index=name == "second_key",
        )
        for name in ("first_key", "second_key")
    ],
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sqlite_with_rowid=False,
)

# Ids, not keys: a report that is removed and added again has the same events.
apart = sa.Table(
    "apart",
    metadata,
    sa.Column("first_id", sa.Text, primary_key=True),
    sa.Column("second_id", sa.Text, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("name_key", sa.Text, primary_key=True),
    _text("name"),
    _text("canonical"),
    sqlite_with_rowid=False,
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    # JSON with escapes only: what was pasted comes back even where UTF-8 cannot hold it.
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("saved_at", Moment, nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("made_at", Moment, nullable=False),
    _text("by"),
    _text("action"),
    sa.Column("subject_id", sa.Text, nullable=False, index=True),
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("after", sa.JSON, nullable=False),
    _added_text("why"),
    # What was decided in one go is undone in one go.
    _added_text("act_id", index=True),
    _added_text("undoes", index=True),
    sa.Index("ix_decisions_action", "action"),
    sqlite_autoincrement=True,
)

rules = sa.Table(
    "rules",
    metadata,
    _key(),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("name_key", sa.Text, nullable=False, index=True),
    _text("name"),
    _text("scope"),
    _text("value"),
    _place(nullable=True),
    _text("by"),
    _text("why"),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    _text("act_id"),
    sqlite_autoincrement=True,
)

# Fingerprints of the texts: nearly the same ones share a value (geodata.text_likeness).
text_bands = sa.Table(
    "text_bands",
    metadata,
    sa.Column("value", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column(
        "report_key",
        sa.Integer,
        sa.ForeignKey("reports.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)

seen_files = sa.Table(
    "seen_files",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    _text("name"),
    sa.Column("seen_at", Moment, nullable=False),
    _text("outcome"),
    sqlite_with_rowid=False,
)

# Long work that is not done; nobody's events are in it, so no revision grows with it.
work = sa.Table(
    "work",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("owner"),
    _text("what"),
    _text("kind"),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("problems", sa.JSON, nullable=False),
    sa.Column("results", sa.JSON, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("is_over", sa.Boolean, nullable=False),
    sa.Column("was_stopped", sa.Boolean, nullable=False),
    _text("holder"),
)

work_steps = sa.Table(
    "work_steps",
    metadata,
    sa.Column("work_id", sa.Text, sa.ForeignKey("work.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("name"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("was_begun", sa.Boolean, nullable=False),
)

visits = sa.Table(
    "visits",
    metadata,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("visited_at", Moment, nullable=False),
    _text("etag"),
    _text("last_modified"),
    sqlite_with_rowid=False,
)

# A removed story is hidden: what somebody wrote is not thrown away.
stories = sa.Table(
    "stories",
    metadata,
    sa.Column("slug", sa.Text, primary_key=True),
    _text("title"),
    sa.Column("steps", sa.JSON, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    _text("by"),
    sa.Column("removed_at", Moment),
    sqlite_with_rowid=False,
)

# --------------------------------------------------------------- what readers see

editions = sa.Table(
    "editions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("made_at", Moment, nullable=False),
    _text("by"),
    _text("hash"),
    sa.Column("counts", sa.JSON, nullable=False),
)

# Readers see an event that stands here as long as it is accepted.
shown_events = sa.Table(
    "shown_events",
    metadata,
    _owner("events"),
    sa.Column("edition", sa.Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# What each edition showed, as far as it differs from the one before: packed lines.
edition_copies = sa.Table(
    "edition_copies",
    metadata,
    sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

sign_offs = sa.Table(
    "sign_offs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("by"),
    _text("why"),
    sa.Column("made_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

safety_rules = sa.Table(
    "safety_rules",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _text("scope"),
    _text("value"),
    sa.Column("blur_km", sa.Double, nullable=False),
    sa.Column("hides_name", sa.Boolean, nullable=False),
    sa.Column("hides_passage", sa.Boolean, nullable=False),
    _text("by"),
    _text("why"),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sqlite_with_rowid=False,
)

# Ids, not keys: a report that is removed and added again is as graphic as before.
warnings = sa.Table(
    "warnings",
    metadata,
    sa.Column("event_id", sa.Text, primary_key=True),
    _text("by"),
    sa.Column("made_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

publishers = sa.Table(
    "publishers",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    _text("grade"),
    _text("permitted"),
    _text("note"),
    _text("by"),
    sa.Column("changed_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

link_checks = sa.Table(
    "link_checks",
    metadata,
    sa.Column("link", sa.Text, primary_key=True),
    sa.Column("checked_at", Moment, nullable=False),
    sa.Column("is_dead", sa.Boolean, nullable=False),
    _text("answer"),
    sqlite_with_rowid=False,
)

audits = sa.Table(
    "audits",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("drawn_at", Moment, nullable=False),
    _text("by"),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("of", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

audited_pins = sa.Table(
    "audited_pins",
    metadata,
    sa.Column(
        "audit_id",
        sa.Text,
        sa.ForeignKey("audits.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    _number(),
    _text("event_id"),
    sa.Column("place_number", sa.Integer, nullable=False),
    _text("place_verdict"),
    _text("date_verdict"),
    _text("by"),
    sa.Column("judged_at", Moment),
    sqlite_with_rowid=False,
)

desk_settings = sa.Table(
    "desk_settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),
    sqlite_with_rowid=False,
)

# ------------------------------------------------- what changed: see geodata.storage.changes

# What the store was before each write that readers can see.
writes = sa.Table(
    "writes",
    metadata,
    sa.Column("revision", sa.BigInteger, primary_key=True, autoincrement=False),
    _text("before"),
    sa.Column("newest_event", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Filled by triggers; no foreign key: removed events stand here too.
changed = sa.Table(
    "changed",
    metadata,
    sa.Column("event_key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)
