"""How the database is opened: driver, journal, locks and the checks before the first query.

SQLite before 3.51.3 (backports 3.50.7 and 3.44.6 aside) can corrupt a WAL database when a
checkpoint races with a reset (sqlite.org/wal.html#walresetbug); there the rollback journal
is used. The wheel of pysqlite3 brings a newer SQLite than most systems have.
"""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import platformdirs
import sqlalchemy as sa

from geodata.errors import StoreDamagedError, StoreError
from geodata.storage.driver import sqlite_driver
from geodata.storage.faults import damaged

APPLICATION_ID = 0x47415A45  # "GAZE" in the file's header
FILE_NAME = "gazette.sqlite3"
BUSY_TIMEOUT_S = 10.0
SHARED_MEMORY_BYTES = 32_768  # the first part of the WAL index (sqlite.org/walformat.html)
_MAGIC = b"SQLite format 3\x00"


def default_path() -> Path:
    """The user's own collection: in the folder GAZETTE_DATA names, or the platform's."""
    folder = os.environ.get("GAZETTE_DATA") or platformdirs.user_data_dir("gazette")
    return Path(folder) / FILE_NAME


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault.

    Example:
        >>> is_wal_safe((3, 40, 1)), is_wal_safe((3, 44, 6)), is_wal_safe((3, 51, 3))
        (False, True, True)
    """
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def check_file(path: Path) -> None:
    """Refuse, before anything writes, what is no whole SQLite file; a missing one is fine.

    Raises:
        StoreDamagedError: another kind of file, or one shorter than its header says.
        StoreError: it cannot be read at all.
    """
    try:
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            return
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
        has_log = any(
            log.exists() and log.stat().st_size > 0
            for log in (path.with_name(path.name + end) for end in ("-wal", "-journal"))
        )
    except IsADirectoryError as error:
        raise StoreError(
            f"The collection {path} is a folder: name a file in it, as {path / FILE_NAME}."
        ) from error
    except OSError as error:
        raise StoreError(
            f"The collection {path} cannot be read ({error.strerror}): "
            "check its name and its permissions."
        ) from error
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise StoreDamagedError(damaged(str(path)))
    if not has_log and size < _promised_size(header):
        raise StoreDamagedError(damaged(str(path)))


def _promised_size(header: bytes) -> int:
    """Bytes the file must have; 0 when the header does not say (sqlite.org/fileformat.html)."""
    (page_size,) = struct.unpack(">H", header[16:18])
    (change_counter,) = struct.unpack(">I", header[24:28])
    (pages,) = struct.unpack(">I", header[28:32])
    (valid_for,) = struct.unpack(">I", header[92:96])
    if change_counter != valid_for:
        return 0
    return int(pages) * (65536 if page_size == 1 else int(page_size))


def refuse_file_as_folder(path: Path) -> None:
    """Raise StoreError when what should be the folder of the file is no folder."""
    if path.parent.exists() and not path.parent.is_dir():
        raise StoreError(
            f"{path.parent} is a file, so no collection can stand in it: "
            "name a folder in GAZETTE_DATA."
        )


def make_folder(path: Path) -> None:
    """Make the folder of the file; StoreError says why it cannot."""
    refuse_file_as_folder(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} cannot be made ({error.strerror}): "
            "name another one in GAZETTE_DATA."
        ) from error


def may_write(path: Path) -> bool:
    """Whether file and folder take writes; a file that does not exist asks its folder."""
    if path.exists() and not os.access(path, os.W_OK):
        return False
    return os.access(path.parent, os.W_OK)


def sqlite_engine(path: Path, *, read_only: bool) -> sa.Engine:
    """An engine on a file, or on memory for Path(':memory:')."""
    driver = sqlite_driver()
    kwargs: dict[str, Any] = {"module": driver, "connect_args": {"timeout": BUSY_TIMEOUT_S}}
    if str(path) == ":memory:":
        url = sa.URL.create("sqlite", database=":memory:")
        kwargs["poolclass"] = sa.StaticPool
        kwargs["connect_args"]["check_same_thread"] = False
    elif read_only:
        query = {"uri": "true", "mode": "ro"}
        if not _takes_shared_memory(path.parent) and not _has_write_ahead_log(path):
            query["immutable"] = "1"  # WAL would need a shared-memory file beside it
        url = sa.URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    else:
        url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, **kwargs)
    _listen(engine, driver, read_only=read_only)
    return engine


WRITER_LOCK = 0x67617A  # "gaz": of the advisory lock that writers on a server take turns with


def address_of(url: str) -> sa.URL:
    """The parts of a database's address.

    Raises:
        StoreError: it is none, or of a kind of database that is not known here.
    """
    try:
        address = sa.make_url(url)
        address.get_dialect()
    except (sa.exc.ArgumentError, ValueError) as error:
        raise StoreError(
            f"The collection cannot be opened: {url.split('@')[-1][:80]!r} is no address of a "
            "database; name a file, or an address as postgresql+psycopg://user@host/name."
        ) from error
    return address


def server_engine(url: str) -> tuple[sa.Engine, str]:
    """An engine on a database server, and its address without password.

    Raises:
        StoreError: the address cannot be used, or its driver is not installed.
    """
    address = address_of(url)
    where = address.render_as_string(hide_password=True)
    try:
        engine = sa.create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"The database {where} needs the package {error.name}, which is not installed: "
            "install it with pip."
        ) from error
    except (sa.exc.ArgumentError, ValueError, TypeError) as error:
        raise StoreError(f"The database {where} cannot be opened: {error}.") from error
    if engine.dialect.name == "postgresql":
        sa.event.listen(engine, "begin", _begin_on_server)
    return engine, where


def _begin_on_server(connection: sa.Connection) -> None:
    """One writer at a time, and readers who see one moment: as with a file."""
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({WRITER_LOCK}, hashtext(current_schema()))"
        )
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _takes_shared_memory(folder: Path) -> bool:
    """Whether a reader of a WAL database can make its file there: no on a full disk either."""
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= SHARED_MEMORY_BYTES


def _has_write_ahead_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _listen(engine: sa.Engine, driver: ModuleType, *, read_only: bool) -> None:
    journal = "WAL" if is_wal_safe(driver.sqlite_version_info) else "DELETE"

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself: they would be deferred ones.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        elif cursor.execute("PRAGMA journal_mode").fetchone()[0].upper() not in (journal, "MEMORY"):
            _set_journal(cursor, journal, driver)
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A deferred BEGIN that turns into a write later fails at once under contention.
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _set_journal(cursor: Any, journal: str, driver: ModuleType) -> None:
    try:
        cursor.execute(f"PRAGMA journal_mode = {journal}")
    except driver.OperationalError as error:
        # Another process has it open: it set the mode already, or the next opening will.
        if (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF not in (5, 6):
            raise


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """The one door for writes: a transaction that holds the write lock from its start."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def looking(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction for reading: everything read inside is of one moment."""
    with engine.connect() as connection, connection.begin():
        yield connection
