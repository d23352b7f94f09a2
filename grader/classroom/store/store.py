"""A store: what was graded, kept as it comes, so that a run that was killed goes on where it was. `opened` opens one."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from grader.classroom.collect.submissions import Submission
from grader.classroom.store import file
from grader.classroom.store.packed import Packed

DONE, ONCE_MORE, STALE = "done", "once more", "stale"  # states: STALE is to be graded anew, ONCE_MORE alone, for the second time
ABSENT = "absent"  # what a store calls those of a roster who handed in nothing
ROW = tuple(file.columns("results"))
KEEP = f"INSERT OR REPLACE INTO results VALUES ({', '.join('?' * len(ROW))})"  # noqa: S608 - our own words


@dataclass(frozen=True)
class Row:
    """What a store knows of a submission: what was graded, with what, in which box; how it went; when (UTC).

    reason: why it could not be graded, or not all of it. first: the same of the first attempt, where a second one went well.
    """

    submission: str
    digest: str
    kit: str
    box: str
    attempt: int
    state: str
    reason: str
    first: str
    faulty: bool
    log: str
    began: str
    ended: str
    points: int
    max_points: int
    packed: Packed


def key(submission: Submission) -> str:
    """Tell what a submission is called in a store: as its files are, which is text on every system."""
    return os.fsencode(submission.stem).decode("utf-8", "backslashreplace")


class Store:
    """An open store. OSError comes of any method that can't write; Told where it can't be read."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self.path = connection, path

    def close(self) -> None:
        """Close it."""
        self._connection.close()

    def about(self, name: str) -> str:
        """Tell what it says about all of it; empty, where it says nothing."""
        found = self._read("SELECT value FROM about WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def begin(self, about: Mapping[str, str], submissions: Sequence[Submission], stale: Sequence[str] = ()) -> None:
        """Note what a run is about, who is in the class, and whose results are to be made anew: all of it, or nothing."""
        whole = [(key(one), place, _text(one.student), one.named, json.dumps(one.notes)) for place, one in enumerate(submissions)]
        with _writing(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
            self._connection.execute("DELETE FROM submissions")
            self._connection.executemany("INSERT INTO submissions VALUES (?, ?, ?, ?, ?)", whole)
            self._connection.executemany(f"UPDATE results SET state = '{STALE}' WHERE submission = ?", [(one,) for one in stale])  # noqa: S608

    def note(self, name: str, value: str) -> None:
        """Note one thing about all of it."""
        with _writing(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def keep(self, row: Row) -> None:
        """Keep a result, in place of an earlier one."""
        with _writing(self._connection):
            self._connection.execute(KEEP, _values(row))

    def fill(self, about: Mapping[str, str], rows: Iterable[Row]) -> None:
        """Fill it with what is known elsewhere: all of it, or nothing."""
        with _writing(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
            self._connection.executemany(KEEP, map(_values, rows))

    def rows(self, *, whole: bool = False) -> Iterator[Row]:
        """List what is there; recordings are left out, unless `whole`."""
        for name in self.names():
            if row := self.row(name, whole=whole):
                yield row

    def names(self) -> list[str]:
        """List whose rows there are."""
        return [str(found[0]) for found in self._read("SELECT submission FROM results ORDER BY submission")]

    def row(self, name: str, *, whole: bool = True) -> Row | None:
        """Find what is known of a submission."""
        wanted = ", ".join(one if whole or one != "recordings" else "x''" for one in ROW)
        found = self._read(f"SELECT {wanted} FROM results WHERE submission = ?", name)  # noqa: S608
        return made(found[0]) if found else None

    def submissions(self) -> list[Submission]:
        """List the whole class, in its order."""
        found = self._read("SELECT name, notes FROM submissions ORDER BY place")
        return [Submission.called(bytes(name), json.loads(notes)) for name, notes in found]

    def _read(self, words: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(words, values).fetchall()
        except sqlite3.Error as error:
            raise file.failed(self.path, error) from None


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is written within, or nothing. OSError: it can't be."""
    try:
        with file.transaction(connection):
            yield
    except sqlite3.Error as error:
        raise OSError(f"{file.FILE}: {error}") from None


def _values(row: Row) -> tuple[object, ...]:
    own = [getattr(row, one.name) for one in fields(row) if one.name != "packed"]
    packed = [getattr(row.packed, one.name) for one in fields(Packed)]
    return tuple(_text(one) if isinstance(one, str) else one for one in [*own, *packed])


def made(found: Sequence[Any]) -> Row:
    """Make a row of what SQLite has of it."""
    many = len(fields(Row)) - 1
    size, sha, plain, result, recordings = found[many:]
    values: list[Any] = [*found[:many], Packed(size, sha, bool(plain), result, recordings)]
    return Row(*values)


def _text(text: str) -> str:
    """Text that SQLite takes: halves of pairs become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()
