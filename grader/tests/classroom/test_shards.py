"""A class in shards, put together again: the same bytes as one run's."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from grader.classroom.shards.shard import Shard
from grader.tests.classroom.stand_in import EXERCISE, graded, hand_in, left

NAMES = [f"s{number}" for number in range(12)]


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class; one of it is trouble, and no two shards of three are equal."""
    said = {name: "trouble" if name == "s3" else f"points {number % 11}" for number, name in enumerate(NAMES)}
    return hand_in(tmp_path_factory.mktemp("shards") / "class", **said, Zoë="points 3", zoe="points 4")


@pytest.fixture(scope="module")
def whole(everybody: Path) -> Path:
    """What one run leaves."""
    assert graded("grade-all", everybody, EXERCISE, "--out", everybody.with_name("whole"))[0] == 1
    return everybody.with_name("whole")


@pytest.fixture(scope="module")
def parts(everybody: Path) -> list[Path]:
    """What three shards leave."""
    outs = [everybody.with_name(f"part{number}") for number in (1, 2, 3)]
    said = [graded("grade-all", everybody, EXERCISE, "--out", out, "--shard", f"{number}/3") for number, out in enumerate(outs, 1)]
    assert sorted(code for code, *_ in said) == [0, 0, 1]
    assert all(f"Shard {number}/3: " in out for number, (_, out, _) in enumerate(said, 1))
    return outs


def test_shards_make_one_class(whole: Path, parts: list[Path], tmp_path: Path) -> None:
    """Merged, in any order, and one of them twice, the shards leave what one run does; a grading goes on with it."""
    assert sum(len(list((part / "results").iterdir())) for part in parts) == len(NAMES) + 2
    code, said, err = graded("merge", parts[2], parts[0], parts[1] / "results.sqlite", parts[2], "--out", tmp_path / "out")
    assert (code, err, "graded         13 of 14\n" in said, "with trouble   s3: " in said) == (1, "", True, True)
    assert left(tmp_path / "out") == left(whole)
    code, said, _ = graded("grade-all", whole.with_name("class"), EXERCISE, "--out", tmp_path / "out")
    assert (code, "Done before: 14. New: 0." in said) == (1, True)


def test_who_handed_in_nothing_is_in_the_merged_gradebook(tmp_path: Path) -> None:
    """A roster is told to each shard; what comes of it is what one run with it makes."""
    everybody = hand_in(tmp_path / "class", a="points 1", b="points 2", c="points 3")
    roster = tmp_path / "roster.csv"
    roster.write_text("login\na\nb\nc\ngone\naway\n", "utf-8")
    words = ("grade-all", everybody, EXERCISE, "--roster", roster, "--out")
    graded(*words, tmp_path / "whole")
    for number in (1, 2):
        graded(*words, tmp_path / f"part{number}", "--shard", f"{number}/2")
    assert graded("merge", tmp_path / "part1", tmp_path / "part2", "--out", tmp_path / "merged")[0] == 0
    assert left(tmp_path / "merged") == left(tmp_path / "whole")
    assert "gone,0," in (tmp_path / "merged" / "gradebook.csv").read_text("utf-8")


def test_a_shard_that_is_missing_is_told(whole: Path, parts: list[Path], tmp_path: Path) -> None:
    """Who is in no store is named, and in no gradebook; a grading of the class goes on with just these."""
    code, said, _ = graded("merge", *parts[:2], "--out", tmp_path / "out")
    missing = [name for name in NAMES if Shard(3, 3).has(name)]
    assert code == 1
    assert "missing, while the gradebooks hold the others: " in said
    assert all(name in said for name in missing)
    assert graded("grade-all", whole.with_name("class"), EXERCISE, "--out", tmp_path / "out")[0] == 1
    assert left(tmp_path / "out") == left(whole)


def test_different_results_of_one_submission_are_refused(everybody: Path, parts: list[Path], tmp_path: Path) -> None:
    """Of two results, none is silently preferred, be it the later one; equal ones are one."""
    again = tmp_path / "again"
    assert graded("grade-all", everybody, EXERCISE, "--out", again)[0] == 1
    assert graded("merge", *parts, again, "--out", tmp_path / "out")[0] == 1
    name = next(name for name in NAMES[4:] if Shard(1, 3).has(name))
    with closing(sqlite3.connect(again / "results.sqlite")) as store, store:
        store.execute("UPDATE results SET sha = x'00' WHERE submission = ?", [name])
    code, said, err = graded("merge", *parts, again, "--out", tmp_path / "other")
    stores = f"{parts[0] / 'results.sqlite'} and {again / 'results.sqlite'}"
    assert (code, said) == (2, "")
    assert err == f"{name} has different results in {stores}. Leave one of these out, or grade it anew in one of them: --regrade.\n"
    assert not (tmp_path / "other").exists()


def test_another_kit_is_refused(everybody: Path, parts: list[Path], tmp_path: Path) -> None:
    """Shards that were graded with different kits don't go together."""
    other = tmp_path / "other"
    assert graded("grade-all", everybody, EXERCISE, "--out", other, "--shard", "3/3")[0] in (0, 1)
    with closing(sqlite3.connect(other / "results.sqlite")) as store, store:
        store.execute("UPDATE about SET value = json_set(value, '$.version', '0.0.9') WHERE name = 'identity'")
    code, _, err = graded("merge", *parts[:2], other, "--out", tmp_path / "out")
    one, two = parts[0] / "results.sqlite", other / "results.sqlite"
    differs = "From the one to the other, the kit was version 0.1.0, and is 0.0.9."
    assert (code, err) == (2, f"{one} and {two} can't go together. {differs}\n")


def test_slips_are_answered(parts: list[Path], tmp_path: Path) -> None:
    """What can't be merged, or is no shard, is told in a line or two, and nothing is written."""
    none = tmp_path / "nowhere"
    code, _, err = graded("merge", none, "--out", tmp_path / "out")
    assert (code, err) == (2, f"There is no store {none}: grade-all leaves one in its --out.\n")
    code, _, err = graded("merge", *parts, "--out", parts[0], "--again")
    assert (code, "name a new folder there" in err, (parts[0] / "results.sqlite").exists()) == (2, True, True)
    for shard in ("0/3", "4/3", "x", "1/0", "-1/3"):
        code, _, err = graded("grade-all", tmp_path, "--out", tmp_path / "out", f"--shard={shard}")
        assert (code, "is no shard: 3/20 is the third of twenty." in err) == (2, True)
    (tmp_path / "results.sqlite").write_bytes(b"garbage" * 1000)
    code, _, err = graded("merge", tmp_path, "--out", tmp_path / "out")
    assert (code, "is damaged (file is not a database). Type the grade-all that made it again" in err) == (3, True)
    assert not (tmp_path / "out").exists()


def test_a_shard_may_be_empty(tmp_path: Path) -> None:
    """A class of one has many empty shards: they end well, and merge like any other."""
    everybody = hand_in(tmp_path / "class", alice="points 7")
    outs = [tmp_path / f"part{number}" for number in (1, 2)]
    for number, out in enumerate(outs, 1):
        assert graded("grade-all", everybody, EXERCISE, "--out", out, "--shard", f"{number}/2")[0] == 0
    assert graded("merge", *outs, "--out", tmp_path / "out")[0] == 0
    assert graded("grade-all", everybody, EXERCISE, "--out", tmp_path / "whole")[0] == 0
    assert left(tmp_path / "out") == left(tmp_path / "whole")


def test_every_submission_is_in_one_shard() -> None:
    """Each name is in exactly one of the shards, whoever else is there, and they are about as large as each other."""
    shards = [Shard(number, 20) for number in range(1, 21)]
    held = Counter(shard for name in range(2000) for shard in shards if shard.has(f"learner{name}"))
    assert sum(held.values()) == 2000
    assert all(60 <= held[shard] <= 140 for shard in shards)


def test_who_is_added_meanwhile_has_a_place(tmp_path: Path) -> None:
    """Where a later shard sees more of a class than an earlier one, nobody else moves, and the order is that of one run."""
    everybody = hand_in(tmp_path / "class", **dict.fromkeys(NAMES[:4], "points 7"))
    late = next(name for name in ("aaron", "abel", "ada", "agnes", "alma") if Shard(2, 2).has(name))
    assert graded("grade-all", everybody, EXERCISE, "--out", tmp_path / "part1", "--shard=1/2")[0] == 0
    hand_in(everybody, **{late: "points 9"})
    assert graded("grade-all", everybody, EXERCISE, "--out", tmp_path / "part2", "--shard=2/2")[0] == 0
    assert graded("merge", tmp_path / "part1", tmp_path / "part2", "--out", tmp_path / "out")[0] == 0
    assert graded("grade-all", everybody, EXERCISE, "--out", tmp_path / "whole")[0] == 0
    assert left(tmp_path / "out") == left(tmp_path / "whole")
