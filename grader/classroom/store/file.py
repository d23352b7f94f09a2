"""The SQLite file of a store: how it is opened, what is in it, and what is said where SQLite fails.

submissions   the whole class, in its order, whoever of it is graded here
results       a row for each submission that was graded, or is to be graded once more
about         what all of them have in common, and what the last run was about
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from grader.cli.ending import Told, told
from grader.cli.ending import reason as words
from grader.grading.kit import Misuse
from grader.language import say

FILE = "results.sqlite"
VERSION = 1  # of the tables
PATIENCE = 2.0  # real seconds for another process to let go of the file
TABLES = {
    "about": ("name TEXT PRIMARY KEY", "value TEXT NOT NULL"),
    "submissions": (
        "submission TEXT PRIMARY KEY", "place INTEGER NOT NULL", "student TEXT NOT NULL", "name BLOB NOT NULL", "notes TEXT NOT NULL",
    ),
    "results": (
        "submission TEXT PRIMARY KEY", "digest TEXT NOT NULL", "kit TEXT NOT NULL", "box TEXT NOT NULL", "attempt INTEGER NOT NULL",
        "state TEXT NOT NULL", "reason TEXT NOT NULL", "first TEXT NOT NULL", "faulty INTEGER NOT NULL", "log TEXT NOT NULL",
        "began TEXT NOT NULL", "ended TEXT NOT NULL", "points INTEGER NOT NULL", "max_points INTEGER NOT NULL", "size INTEGER NOT NULL",
        "sha BLOB NOT NULL", "plain INTEGER NOT NULL", "result BLOB NOT NULL", "recordings BLOB NOT NULL",
    ),
}  # fmt: skip
OTHERS = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
PLACE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS)


class Damaged(Exception):  # noqa: N818 - the file can be rebuilt
    """The file is no store any more; the message says why, in SQLite's words."""


def columns(table: str) -> list[str]:
    """Name the columns of a table."""
    return [column.partition(" ")[0] for column in TABLES[table]]


def connect(path: Path) -> sqlite3.Connection:
    """Open a store, or make one; nobody else can until it is closed. Damaged; Misuse, Told: SQLite can't use it, or somebody else does."""
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, cached_statements=16)
    except OSError as error:
        raise told(_unusable(path, words(error)), error) from None
    except sqlite3.Error as error:
        raise failed(path, error) from None
    try:
        _see_what_it_is(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise failed(path, error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _see_what_it_is(connection: sqlite3.Connection, path: Path) -> None:
    # Exclusive: no memory is shared with other processes, which network drives don't do; and a second run can't get in.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")  # a power cut may take the last results along, and never the file
    [version] = connection.execute("PRAGMA user_version").fetchone()
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not (version or there):
        _make(connection)
        return
    if version > VERSION:
        raise Misuse(say("{file} was made by a newer version of this kit: take that, or name another folder.", file=path))
    [state] = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise Damaged(" ".join(str(state).split()))
    for table in TABLES:
        if {*columns(table)} - {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}:
            raise Damaged(f"table {table}")


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables, all at once."""
    with transaction(connection):
        for table, parts in TABLES.items():
            connection.execute(f"CREATE TABLE {table} ({', '.join(parts)})")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def failed(path: Path, error: sqlite3.Error) -> Exception:
    """Say what SQLite's failure means: Damaged, Misuse, or Told."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of it tells more of the same
    if code in BROKEN:
        return Damaged(str(error))
    if code in OTHERS:
        busy = say("{file} is in use.", file=path)
        return Misuse(say("{it_is_busy} Wait for the run that writes to it, or end it.", it_is_busy=busy))
    return Misuse(_unusable(path, error)) if code in PLACE else Told(_unusable(path, error))


def _unusable(path: Path, reason: object) -> str:
    cannot = say("The results can't be kept in {file} ({reason}).", file=path, reason=reason)
    return say("{they_cannot} Name a folder on a disk of this machine, with space left: --out DIR.", they_cannot=cannot)
