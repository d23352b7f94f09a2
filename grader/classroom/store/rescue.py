"""A damaged store is saved aside, and rebuilt from what is whole in it."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from grader.classroom.store import file
from grader.classroom.store.store import ROW, Row, Store, made
from grader.cli.streams import complain
from grader.language import count, say

ASIDE = "results.damaged-{number}.sqlite"
COMPANIONS = ("", "-wal", "-shm")  # what SQLite may keep beside its file


def opened(folder: Path) -> Store:
    """Open a folder's store, or make one; a damaged one is rebuilt, and that is said. OSError; Misuse, Told: it can't be."""
    path = folder / file.FILE
    try:
        return Store(file.connect(path), path)
    except file.Damaged as why:
        aside = _set_aside(path)
        store = Store(file.connect(path), path)
        whole = _take_over(aside, store)
        damaged = say("{file} is damaged ({reason}), and was saved as {aside}.", file=path, reason=why, aside=aside.name)
        taken = count("{number} result in it is whole, and was kept.", "{number} results in it are whole, and were kept.", whole)
        complain(say("{it_is_damaged} {what_is_whole} The others are graded again.", it_is_damaged=damaged, what_is_whole=taken))
        return store


def _set_aside(path: Path) -> Path:
    """Rename it. OSError: it can't be."""
    names = (path.with_name(ASIDE.format(number=number)) for number in itertools.count(1))
    aside = next(one for one in names if not one.exists())
    for companion in COMPANIONS:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + companion).replace(aside.with_name(aside.name + companion))
    return aside


def _take_over(aside: Path, store: Store) -> int:
    """Copy what is whole, all at once. Returns the number of results."""
    with contextlib.closing(sqlite3.connect(aside)) as damaged:
        about = dict[str, str]()
        with contextlib.suppress(sqlite3.Error, ValueError):
            about = {str(name): str(value) for name, value in damaged.execute("SELECT name, value FROM about")}
        rows = {row.submission: row for row in _whole(damaged)}
    store.fill(about, rows.values())
    return len(rows)


def _whole(damaged: sqlite3.Connection) -> Iterator[Row]:
    """List the rows that can be read, and whose result is what was kept."""
    for number in sorted(_numbers(damaged)):
        with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
            [found] = damaged.execute(f"SELECT {', '.join(ROW)} FROM results WHERE rowid = ?", (number,))  # noqa: S608 - our own words
            row = made(found)
            row.packed.data()
            yield row


def _numbers(damaged: sqlite3.Connection) -> set[int]:
    """List the rows from both ends: a page that can't be read is in the way of neither."""
    found = set[int]()
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error):
            for (number,) in damaged.execute(f"SELECT rowid FROM results ORDER BY rowid {order}"):  # noqa: S608 - our own words
                found.add(number)
    return found
