"""Answers of online services, kept on disk so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import time as seconds_since_1970
from typing import Any

from geodata.errors import LookupUnavailableError

_KEPT_S = 30 * 24 * 3600.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS answers "
    "(key TEXT PRIMARY KEY, fetched_at REAL NOT NULL, answer TEXT NOT NULL)"
)


class AnswerCache:
    """Answers by service and question, for 30 days; "nothing found" is an answer too.

    Args:
        path: an SQLite file; made when it is not there. A damaged one is replaced: it only
            holds what can be asked again.
        now: seconds since 1970.
    """

    def __init__(self, path: Path, now: Callable[[], float] = seconds_since_1970) -> None:
        self._path = path
        self._now = now

    def get(self, question: dict[str, Any]) -> list[dict[str, Any]] | None:
        """The kept answer, [] when nothing was found then, None when it must be asked."""
        oldest = self._now() - _KEPT_S
        select = "SELECT answer FROM answers WHERE key = ? AND fetched_at > ?"
        rows = self._run(select, (_key(question), oldest))
        if not rows:
            return None
        answer: list[dict[str, Any]] = json.loads(rows[0][0])
        return answer

    def put(self, question: dict[str, Any], answer: list[dict[str, Any]]) -> None:
        """Keep an answer; older answers that nobody may use any more are removed."""
        self._run("DELETE FROM answers WHERE fetched_at <= ?", (self._now() - _KEPT_S,))
        text = json.dumps(answer, ensure_ascii=False)
        replace = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)"
        self._run(replace, (_key(question), self._now(), text))

    def _run(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        try:
            return self._run_once(statement, values)
        except sqlite3.OperationalError as problem:
            raise LookupUnavailableError(
                f"Online look-up needs a folder for its answers, and {self._path.parent} cannot "
                f"be used ({problem}): allow writing there or name another in GAZETTE_CACHE."
            ) from problem
        except sqlite3.DatabaseError:  # damaged: what it held can be asked again
            self._path.unlink(missing_ok=True)
            return self._run_once(statement, values)

    def _run_once(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        with closing(self._connected()) as connection, connection:
            connection.execute(_TABLE)
            return connection.execute(statement, values).fetchall()

    def _connected(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise sqlite3.OperationalError(str(problem)) from problem
        return sqlite3.connect(self._path, timeout=5.0)


def _key(question: dict[str, Any]) -> str:
    text = json.dumps(question, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
