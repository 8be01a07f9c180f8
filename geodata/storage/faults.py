"""What the database says when it cannot, turned into sentences that say what to do."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from geodata.errors import (
    GeodataError,
    InputError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)

# https://sqlite.org/rescode.html, primary codes
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

# https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL_FULL, POSTGRESQL_READ_ONLY = {"53100"}, {"25006"}
POSTGRESQL_BUSY = {"40001", "40P01", "55P03", "57014"}


LEAST_FREE_BYTES = 262_144


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise the StoreError that fits when the database fails inside.

    Args:
        where: the file or address, as it shall stand in the message; without a password.

    Raises:
        StoreError: or one of its kinds; the database's own error is chained.
        InputError: a text that this database cannot hold.
    """
    try:
        yield
    except sa.exc.DataError as error:
        if "NUL" not in str(error.orig):
            raise _store_error(error, where) from error
        raise InputError(
            "The text contains a NUL character, which this database cannot hold: "
            "remove it, then try again."
        ) from error
    except sa.exc.DBAPIError as error:
        raise _store_error(error, where) from error
    except sa.exc.TimeoutError as error:
        raise StoreBusyError(_busy(where)) from error


@contextmanager
def values_believed(where: str) -> Iterator[None]:
    """Raise StoreDamagedError when what was read is nothing that this program writes.

    Raises:
        StoreDamagedError: with the value in its message; the cause is chained.
    """
    try:
        yield
    except GeodataError:
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise StoreDamagedError(
            f"The collection {where} holds a value that this Gazette does not write ({error}); "
            "it was left as it is. Put a copy from your backup in its place, or update Gazette."
        ) from error


def _store_error(error: sa.exc.DBAPIError, where: str) -> StoreError:
    cause = error.orig
    state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
    if state is not None:
        return _postgresql_error(str(state), where)
    code = getattr(cause, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (BUSY, LOCKED):
        return StoreBusyError(_busy(where))
    if primary == READONLY:
        return StoreReadOnlyError(read_only(where))
    if primary == FULL or (primary == IOERR and _is_full(where)):
        return StoreFullError(
            f"There is no space left for {where}: nothing was saved. "
            "Free some space on that disk, then try again."
        )
    if primary in (CORRUPT, NOTADB) or "no such table" in str(cause):
        return StoreDamagedError(damaged(where))
    if primary == CANTOPEN:
        return StoreError(
            f"The collection {where} cannot be opened: "
            "check that its folder exists and that you may read and write there."
        )
    if primary == IOERR:
        return StoreError(
            f"The disk failed while {where} was read or written ({cause}): nothing was saved. "
            "Check the disk and its free space, then try again."
        )
    return StoreError(f"The collection {where} could not do it: {cause}. Nothing was saved.")


def _is_full(where: str) -> bool:
    """Whether the disk is: SQLite calls it a failing one when shared memory does not fit."""
    with contextlib.suppress(OSError, ValueError):
        return shutil.disk_usage(Path(where).parent).free < LEAST_FREE_BYTES
    return False


def _postgresql_error(state: str, where: str) -> StoreError:
    if state in POSTGRESQL_FULL:
        return StoreFullError(f"The server of {where} has no space left: nothing was saved.")
    if state in POSTGRESQL_READ_ONLY:
        return StoreReadOnlyError(read_only(where))
    if state in POSTGRESQL_BUSY:
        return StoreBusyError(_busy(where))
    return StoreError(f"The database {where} refused (SQLSTATE {state}): nothing was saved.")


def _busy(where: str) -> str:
    return f"Somebody else is writing to {where}: nothing was saved. Try again in a moment."


def read_only(where: str) -> str:
    """The sentence for a store that refuses writes."""
    return (
        f"The collection {where} is read-only: nothing was saved. "
        "Check the permissions of the file and its folder, or name another folder in GAZETTE_DATA."
    )


def damaged(where: str) -> str:
    """The sentence for a file that is no sound database."""
    return (
        f"The file {where} is damaged or no collection of Gazette; it was left as it is. "
        "Put a copy from your backup in its place, or move it away to start a new collection."
    )
