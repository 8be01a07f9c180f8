"""The whole collection as one file, and back: a zip of the database and of what it must hold.

The database is copied by SQLite's online backup (sqlite.org/backup.html), so that writing goes
on meanwhile and the copy is of one moment. What is restored is checked before anything is moved.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa

from geodata.errors import StoreBusyError, StoreDamagedError, StoreError
from geodata.storage.driver import sqlite_driver
from geodata.storage.engine import (
    address_of,
    check_file,
    default_path,
    make_folder,
    sqlite_engine,
)
from geodata.storage.faults import translated
from geodata.storage.migrate import REVISIONS, current_revision

FORM = 1
DATABASE, MANIFEST = "gazette.sqlite3", "manifest.json"
LONGEST_MANIFEST = 1_000_000  # bytes
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        form: of the backup file.
        made_at: ISO 8601, UTC.
        schema: the form of the tables.
        bytes, sha256: of the database in it.
        counts: rows by table.
        digest: of all rows of all tables, whatever the order they lie in.
        settings: the settings of the dashboard that were set, without anything secret.
    """

    form: int
    made_at: str
    schema: str
    bytes: int
    sha256: str
    counts: Mapping[str, int]
    digest: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Restored:
    """Where a collection was restored to, and where the one before it is kept, None for none."""

    manifest: Manifest
    path: Path
    kept_aside: Path | None


def back_up(
    collection: str | Path | None,
    file: Path,
    *,
    made_at: datetime,
    settings: Mapping[str, str] | None = None,
) -> Manifest:
    """Write everything a collection holds into one file, whole or not at all.

    Args:
        collection: its file; None for the user's own.
        file: of the backup; one that is there is replaced when the new one is whole.
        made_at: now.
        settings: kept with it, for people.

    Raises:
        StoreError: there is no such collection, it is in PostgreSQL, or it is not sound.
        OSError: the file cannot be written.
    """
    source = _file_of(collection)
    if not source.exists():
        raise StoreError(f"There is no collection at {source}, so there is nothing to back up.")
    check_file(source)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as name:
        copy = Path(name) / DATABASE
        with translated(str(source)):
            _copied(source, copy)
        with _looking(copy) as connection:
            schema, counts, digest = _held(connection, str(source))
        with copy.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        manifest = Manifest(
            FORM, made_at.isoformat(), schema, copy.stat().st_size, sha256, counts, digest,
            dict(settings or {}),
        )  # fmt: skip
        packed = Path(name) / "packed.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))
            archive.write(copy, DATABASE)
        _put_in_place(packed, file)
    return manifest


def restore(
    file: Path, collection: str | Path | None, *, now: datetime, replace: bool = False
) -> Restored:
    """Bring a backup back, checked first: its hash, the database itself, its tables and rows.

    Args:
        file: that `back_up` wrote.
        collection: the file to make; None for the user's own.
        now: names the file that a collection in the way is kept in.
        replace: put aside what is there; without it nothing that is there is touched.

    Raises:
        StoreError: something is in the way, it is a newer Gazette's, or it is for PostgreSQL.
        StoreBusyError: what is in the way is in use.
        StoreDamagedError: the backup is not what was written.
    """
    path = _file_of(collection)
    if path.exists() and not replace:
        raise StoreError(
            f"There is a collection at {path} already and it was left as it is: restore with "
            "--replace to put it aside, or name another file with --store."
        )
    make_folder(path)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=path.absolute().parent) as name:
        fresh = Path(name) / DATABASE
        manifest = _unpacked(file, fresh)
        _check(file, fresh, manifest)
        aside = _put_aside(path, now) if path.exists() else None
        _put_in_place(fresh, path)
    return Restored(manifest, path, aside)


def content_digest(connection: sa.Connection) -> tuple[dict[str, int], str]:
    """How many rows each table has, and a digest of all of them."""
    counts, whole = {}, hashlib.sha256()
    for table in sorted(sa.inspect(connection).get_table_names()):
        columns = sorted(column["name"] for column in sa.inspect(connection).get_columns(table))
        shown: list[sa.ColumnElement[Any]] = [sa.column(name) for name in columns]
        query = sa.select(*shown).select_from(sa.table(table)).order_by(*shown)
        whole.update(repr((table, columns)).encode())
        counts[table] = 0
        for row in connection.execute(query):
            whole.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
            counts[table] += 1
    return counts, whole.hexdigest()


# ------------------------------------------------------------------------ parts


def _file_of(collection: str | Path | None) -> Path:
    if collection is None:
        return default_path()
    if isinstance(collection, Path) or "://" not in collection:
        return Path(collection)
    address = address_of(collection)
    if address.get_backend_name() == "sqlite":
        return Path(address.database or "")
    raise StoreError(
        "A collection in PostgreSQL is backed up with PostgreSQL's own tools: "
        "pg_dump --format=custom --file=gazette.dump, and pg_restore to bring it back "
        "(docs/hosting.md)."
    )


def _copied(source: Path, copy: Path) -> None:
    """Copy the database as it is at one moment; writers go on where the journal lets them."""
    engine = sqlite_engine(source, read_only=True)
    target = sqlite_driver().connect(str(copy))
    raw = engine.raw_connection()
    try:
        raw.driver_connection.backup(target)  # type: ignore[union-attr]
        # In one file: the log beside the original is part of the copy already.
        target.execute("PRAGMA journal_mode = DELETE")
    except sqlite_driver().Error as error:
        raise sa.exc.DBAPIError.instance("", (), error, sqlite_driver().Error) from error
    finally:
        target.close()
        raw.close()
        engine.dispose()


@contextmanager
def _looking(path: Path) -> Iterator[sa.Connection]:
    engine = sqlite_engine(path, read_only=True)
    try:
        with translated(str(path)), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _held(connection: sa.Connection, where: str) -> tuple[str, dict[str, int], str]:
    """The form of the tables, rows by table, and the digest; StoreDamagedError when unsound."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    schema = current_revision(connection, where)
    if found != ["ok"] or schema is None:
        wrong = "; ".join(map(str, found)) if found != ["ok"] else "it has no tables of Gazette"
        raise StoreDamagedError(f"The collection {where} is not sound ({wrong}).")
    counts, digest = content_digest(connection)
    return schema, counts, digest


@contextmanager
def _archive(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            if sorted(archive.namelist()) != sorted([DATABASE, MANIFEST]):
                raise StoreDamagedError(_no_backup(file, "its parts are others"))
            yield archive
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise StoreDamagedError(_no_backup(file, str(error))) from error
    except OSError as error:
        raise StoreError(
            f"The backup {file} cannot be read ({error.strerror or error})."
        ) from error


def _manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    with archive.open(MANIFEST) as opened:
        data = opened.read(LONGEST_MANIFEST + 1)
    try:
        manifest = Manifest(**json.loads(data))
        is_usable = isinstance(manifest.bytes, int) and isinstance(manifest.counts, dict)
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreDamagedError(_no_backup(file, "its manifest cannot be read")) from error
    if not is_usable:
        raise StoreDamagedError(_no_backup(file, "its manifest cannot be read"))
    if manifest.form != FORM or manifest.schema not in REVISIONS:
        raise StoreError(
            f"The backup {file} was written by another Gazette (form {manifest.form!s:.20}, "
            f"tables {manifest.schema!s:.20}; this one knows tables up to {REVISIONS[-1]}): "
            "update Gazette to restore it."
        )
    return manifest


def _unpacked(file: Path, fresh: Path) -> Manifest:
    """Write the database of a backup; never more of it than its manifest says."""
    with _archive(file) as archive:
        manifest = _manifest(file, archive)
        try:
            with archive.open(DATABASE) as packed, fresh.open("wb") as target:
                size, sha256 = _poured(packed, target, manifest.bytes)
        except zlib.error as error:
            raise StoreDamagedError(_no_backup(file, str(error))) from error
    if (size, sha256) != (manifest.bytes, manifest.sha256):
        raise StoreDamagedError(_no_backup(file, "its database is not the one that was written"))
    return manifest


def _poured(packed: Any, target: BinaryIO, most: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while part := packed.read(_PART):
        size += len(part)
        if size > most:
            break
        digest.update(part)
        target.write(part)
    target.flush()
    os.fsync(target.fileno())
    return size, digest.hexdigest()


def _check(file: Path, fresh: Path, manifest: Manifest) -> None:
    check_file(fresh)
    with _looking(fresh) as connection:
        schema, counts, digest = _held(connection, str(file))
    if (schema, counts, digest) != (manifest.schema, dict(manifest.counts), manifest.digest):
        raise StoreDamagedError(_no_backup(file, "its rows are not those that were counted"))


def _put_aside(path: Path, now: datetime) -> Path:
    """Another name for what is there; StoreBusyError when somebody has it open."""
    _fold_log(path)
    stem = f"{path.stem}.before-restore-{now:%Y%m%d-%H%M%S}"
    aside, number = path.with_name(f"{stem}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
    try:
        aside.hardlink_to(path)  # what is there stays until the new one takes its name
    except (OSError, NotImplementedError):
        path.rename(aside)
    return aside


def _fold_log(path: Path) -> None:
    """Take the log beside a file into it, which nobody else may have open then."""
    connection = sqlite_driver().connect(str(path), timeout=1.0)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite_driver().OperationalError as error:
        raise StoreBusyError(
            f"The collection {path} is open in another program: "
            "close the dashboard and whatever else uses it, then restore again."
        ) from error
    except sqlite_driver().DatabaseError:
        return  # damaged: it is kept aside as it is
    finally:
        connection.close()


def _put_in_place(fresh: Path, path: Path) -> None:
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.replace(path)
    if os.name == "posix":
        folder = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _no_backup(file: Path, why: str) -> str:
    return (
        f"The file {file} is no whole backup of Gazette ({why}); nothing was restored. "
        "Take another backup."
    )
