"""What can be asked of a store, what it refuses, and what becomes of a damaged one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from grader.tests.classroom.stand_in import EXERCISE, graded, hand_in, left

DONE = "Done before: {}. New: {}. Changed: {}. To be graded again: {}.\n"
CANNOT = "The results can't be kept in {file} (unable to open database file). "
TAKEN = "Name another folder; --again removes them first.\n"


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class, and its results beside it."""
    folder = tmp_path_factory.mktemp("store")
    everybody = hand_in(folder / "class", alice="points 1", bob="points 2", carol="trouble", dora="points 4", eve="points 5")
    assert graded("grade-all", everybody, EXERCISE, "--out", folder / "out")[0] == 1
    return everybody


@pytest.fixture
def out(everybody: Path, tmp_path: Path) -> Path:
    """Its results, to be changed."""
    return Path(shutil.copytree(everybody.with_name("out"), tmp_path / "out"))


REGRADED = {
    "changed": 0,
    "troubled": 1,
    "all": 5,
    "bob": 1,
    "bob dora troubled": 3,
}


@pytest.mark.parametrize("words", REGRADED)
def test_who_is_named_is_graded_anew(everybody: Path, out: Path, words: str) -> None:
    """--regrade takes names and the three words; everybody else's result stays, and the end is the same."""
    before = left(out)
    code, said, _ = graded("grade-all", everybody, EXERCISE, "--out", out, *(f"--regrade={word}" for word in words.split()))
    assert (code, DONE.format(5 - REGRADED[words], 0, 0, REGRADED[words]) in said) == (1, True)
    assert left(out) == before
    assert DONE.format(5, 0, 0, 0) in graded("grade-all", everybody, EXERCISE, "--out", out)[1]


def test_a_regrading_that_was_broken_off_goes_on(everybody: Path, out: Path) -> None:
    """Typed again, the same words don't grade again what they have graded until then."""
    with closing(sqlite3.connect(out / "results.sqlite")) as store, store:
        store.execute("UPDATE about SET value = 'all' WHERE name = 'regrade'")  # as a run leaves it that was killed
        store.execute("UPDATE results SET state = 'stale' WHERE submission IN ('alice', 'bob')")
    assert DONE.format(3, 0, 0, 2) in graded("grade-all", everybody, EXERCISE, "--out", out, "--regrade", "all")[1]
    assert DONE.format(0, 0, 0, 5) in graded("grade-all", everybody, EXERCISE, "--out", out, "--regrade", "all")[1]


def test_a_name_that_is_not_there_is_answered(everybody: Path, out: Path) -> None:
    """A slip in a name is told, with the one that may be meant, and nothing is graded."""
    code, said, err = graded("grade-all", everybody, EXERCISE, "--out", out, "--regrade", "alcie")
    assert (code, said, err) == (2, "", "--regrade alcie: there is no such submission. Did you mean alice?\n")


def test_other_exercises_are_refused(everybody: Path, out: Path) -> None:
    """A store holds results of the same exercises only: what differs is said, and what to type."""
    before = left(out)
    code, said, err = graded("grade-all", everybody, "--out", out)
    assert (code, said) == (2, "")
    assert err == f"{out} holds the results of another grading: the exercises or their points are others. {TAKEN}"
    assert left(out) == before
    code, _, err = graded("grade-all", everybody, EXERCISE, "--out", out, "--shard", "1/2")
    assert (code, err) == (2, f"{out} holds the results of another grading: it was the whole class, and is 1/2. {TAKEN}")


@pytest.mark.parametrize(
    ("field", "before", "said"),
    [
        ("version", "0.0.9", "the kit was version 0.0.9, and is 0.1.0"),
        ("title", "Week 3", "the title was “Week 3”, and is “awaitlings”"),
        ("files", "0", "files of the kit have changed"),
        ("language", "zh-TW", "the language was zh-TW, and is en"),
    ],
)
def test_another_kit_is_refused(everybody: Path, out: Path, field: str, before: str, said: str) -> None:
    """Results of another kit, release or language are refused; --again begins anew."""
    with closing(sqlite3.connect(out / "results.sqlite")) as store, store:
        store.execute("UPDATE about SET value = json_set(value, ?, ?) WHERE name = 'identity'", [f"$.{field}", before])
    code, _, err = graded("grade-all", everybody, EXERCISE, "--out", out)
    assert (code, err) == (2, f"{out} holds the results of another grading: {said}. {TAKEN}")
    code, told, _ = graded("grade-all", everybody, EXERCISE, "--out", out, "--again")
    assert (code, "Done before" in told) == (1, False)


def test_other_submissions_are_refused(everybody: Path, out: Path, tmp_path: Path) -> None:
    """Next week's folder doesn't take the place of this week's by a slip; a folder that was moved can be gone on with."""
    moved = Path(shutil.copytree(everybody, tmp_path / "moved"))
    code, _, err = graded("grade-all", moved, EXERCISE, "--out", out)
    held = f"{out} holds the results of other submissions, those in {everybody}."
    assert (code, err) == (2, f"{held} Name another folder; or --regrade changed, if these are the same, moved.\n")
    assert DONE.format(5, 0, 0, 0) in graded("grade-all", moved, EXERCISE, "--out", out, "--regrade", "changed")[1]
    assert DONE.format(5, 0, 0, 0) in graded("grade-all", moved, EXERCISE, "--out", out)[1]


def _garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _scratched(path: Path) -> None:
    """Overwrite the pages from the fifth on; the tables' first ones are before."""
    data = bytearray(path.read_bytes())
    data[-12_000:-8_000] = b"x" * 4_000
    path.write_bytes(data)


def _without(table: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as store, store:
            store.execute(f"DROP TABLE {table}")

    return damage


DAMAGES: dict[str, Callable[[Path], None]] = {
    "garbage": _garbage,
    "truncated": _truncated,
    "scratched": _scratched,
    "no results": _without("results"),
    "no about": _without("about"),
    "no submissions": _without("submissions"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_rebuilt(everybody: Path, out: Path, damage: str) -> None:
    """It is said, saved aside as it was, and what is whole in it is not graded again; the end is the same."""
    before = left(out)
    DAMAGES[damage](out / "results.sqlite")
    damaged = (out / "results.sqlite").read_bytes()
    code, said, err = graded("grade-all", everybody, EXERCISE, "--out", out)
    assert (code, f"{out / 'results.sqlite'} is damaged (" in err, "results.damaged-1.sqlite" in err) == (1, True, True)
    assert "The others are graded again." in err
    assert (out / "results.damaged-1.sqlite").read_bytes() == damaged
    assert left(out) == before
    if damage in ("no about", "no submissions"):
        assert "5 results in it are whole" in err
        assert DONE.format(5, 0, 0, 0) in said
    assert DONE.format(5, 0, 0, 0) in graded("grade-all", everybody, EXERCISE, "--out", out)[1]


@pytest.mark.parametrize("column", ["result", "recordings"])
def test_a_damaged_row_is_graded_again(everybody: Path, out: Path, column: str) -> None:
    """A result whose bytes have changed in the store is never taken for one."""
    before = left(out)
    with closing(sqlite3.connect(out / "results.sqlite")) as store, store:
        store.execute(f"UPDATE results SET {column} = x'00112233' WHERE submission = 'dora'")  # noqa: S608 - our own words
    (out / "results" / "dora.json").unlink()
    code, said, _ = graded("grade-all", everybody, EXERCISE, "--out", out)
    assert (code, DONE.format(4, 0, 0, 1) in said, "Damaged in the store, so graded again: 1.\n" in said) == (1, True, True)
    assert left(out) == before


def _in_the_way(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA user_version = 99")


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "no place": (
        _in_the_way,
        CANNOT + "Name a folder on a disk of this machine, with space left: --out DIR.\n",
    ),
    "a newer kit's": (_newer, "{file} was made by a newer version of this kit: take that, or name another folder.\n"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_sqlite_can_not_use_is_told(everybody: Path, out: Path, why: str) -> None:
    """Where SQLite can't keep a store, one line says so, and what to type."""
    change, said = REFUSED[why]
    change(out / "results.sqlite")
    code, told, err = graded("grade-all", everybody, EXERCISE, "--out", out)
    assert (code, told, err) == (2, "", said.format(file=out / "results.sqlite"))


def test_what_the_store_refuses_costs_nobody_a_point(everybody: Path, out: Path) -> None:
    """A result that can't be kept in the store is told as the machine's fault, and is in the gradebook; the next run grades it again."""
    before = left(out)
    with closing(sqlite3.connect(out / "results.sqlite")) as store, store:
        store.execute("CREATE TRIGGER full BEFORE INSERT ON results BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
    code, said, _ = graded("grade-all", everybody, EXERCISE, "--out", out, "--regrade=bob", "--regrade=dora")
    assert (code, said.count("Its result can't be kept: results.sqlite: database or disk is full.")) == (3, 2)
    assert left(out) == before
    with closing(sqlite3.connect(out / "results.sqlite")) as store, store:
        store.execute("DROP TRIGGER full")
    assert DONE.format(3, 0, 0, 2) in graded("grade-all", everybody, EXERCISE, "--out", out)[1]


def test_a_store_in_use_is_told(everybody: Path, out: Path) -> None:
    """Where no lock of a file's is to be had, SQLite's own keeps the second run out."""
    with closing(sqlite3.connect(out / "results.sqlite")) as store:
        store.execute("BEGIN EXCLUSIVE")
        code, told, err = graded("grade-all", everybody, EXERCISE, "--out", out)
    in_use = f"{out / 'results.sqlite'} is in use. Wait for the run that writes to it, or end it.\n"
    assert (code, told, err) == (2, "", in_use)
