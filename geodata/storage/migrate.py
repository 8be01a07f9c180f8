"""Bring a database to the newest form, in one transaction, or refuse it with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from geodata.errors import StoreDamagedError, StoreError, StoreReadOnlyError
from geodata.storage.engine import APPLICATION_ID
from geodata.storage.faults import damaged

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
)  # oldest first; a test holds this against the folder of migrations
MIGRATIONS = Path(__file__).parent / "migrations"


def current_revision(connection: sa.Connection, where: str) -> str | None:
    """The revision of the database, None when it is empty.

    Raises:
        StoreDamagedError: tables of another program.
    """
    names = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in names:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        if found is not None:
            return str(found)
        names.discard("alembic_version")
    if names and connection.dialect.name == "sqlite":
        raise StoreDamagedError(damaged(where))
    return None


def needs_migration(connection: sa.Connection, where: str) -> bool:
    """Whether it is older than this program; StoreError when it is newer."""
    revision = current_revision(connection, where)
    if revision is not None and revision not in REVISIONS:
        raise StoreError(
            f"The collection {where} was written by a newer Gazette (form {revision}, "
            f"this one knows up to {REVISIONS[-1]}): update Gazette to open it."
        )
    return revision != REVISIONS[-1]


def refuse_migration(where: str) -> StoreReadOnlyError:
    """The error for an old or empty store that may not be written."""
    return StoreReadOnlyError(
        f"The collection {where} is empty or of an older form, and it is open for reading only, "
        "so it cannot be brought up to date: allow writing to it and its folder, "
        "then open it once with 'gazette serve'."
    )


def migrate(connection: sa.Connection) -> None:
    """Apply what is missing inside the transaction of the connection."""
    # Alembic takes a third of a second to import and is needed once in a database's life.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))

    def missing(revision: Any, _context: Any) -> Any:
        return scripts._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), scripts, fn=missing) as environment:
        # SQLite's DDL is transactional; Alembic distrusts the old driver, which is tamed here.
        environment.configure(
            connection=connection, transactional_ddl=True, transaction_per_migration=False
        )
        environment.run_migrations()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
