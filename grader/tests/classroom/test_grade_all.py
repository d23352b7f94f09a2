"""Grading a class with every kind of submission, in one run."""

from __future__ import annotations

import csv
import io
import signal
from pathlib import Path

import pytest

from grader.tests import sample_kit
from grader.tests.classroom.classes import LINUX, ODD, WRONG, clone, grade, kills, laid_out, results, side_by_side

FORMULA = "=cmd|' \\C'!A0\n\U0001f389"
LINK = "The submission is a link, and was not followed. Put the folder itself there."
KILLED = "The grader was killed by signal 9 while this was graded; have a look by hand."
pytestmark = LINUX


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the class's results are."""
    return tmp_path_factory.mktemp("class") / "out"


@pytest.fixture(scope="module")
def graded(kit: Path, out: Path) -> sample_kit.Graded:
    """Grade the class."""
    everybody = out.with_name("submissions")
    note = out.with_name("note")
    laid_out(everybody / "alice")
    side_by_side(everybody / "bob", second=WRONG)
    clone(everybody / "carol")
    laid_out(everybody / "dora", sample_kit.STUB, sample_kit.STUB)
    laid_out(everybody / ".hidden")
    (everybody / "empty").mkdir()
    (everybody / "link").symlink_to("alice")
    (everybody / "notes.txt").write_text("mine")
    for odd in (ODD, FORMULA, "--help"):
        side_by_side(everybody / odd)
    side_by_side(everybody / "killer", second=kills(signal.SIGKILL, note=note))
    side_by_side(everybody / "once", second=kills(signal.SIGKILL, note=note.with_name("once"), unless=str(note.with_name("once"))))
    return grade(kit, everybody, "--out", out, "--jobs", 2)


EXPECTED = {
    "alice": (20, "", ["complete", "complete"]),
    "bob": (10, "", ["complete", "incomplete"]),
    "carol": (10, "", ["complete", "incomplete"]),
    "dora": (0, "", ["untouched", "untouched"]),
    "empty": (0, "", ["missing", "missing"]),
    "link": (0, LINK, ["not graded", "not graded"]),
    "odd \\xff": (20, "", ["complete", "complete"]),
    FORMULA: (20, "", ["complete", "complete"]),
    "--help": (20, "", ["complete", "complete"]),
    "killer": (0, KILLED, ["not graded", "not graded"]),
    "once": (20, "", ["complete", "complete"]),
}


@pytest.mark.parametrize("student", EXPECTED, ids=lambda name: name.split()[0])
def test_everybody_gets_what_they_deserve(graded: sample_kit.Graded, out: Path, student: str) -> None:
    """Whatever a submission is, and whatever its neighbours do: it has a result, in the teacher's words where it could not be graded."""
    assert graded.code == 1, graded.err
    result = results(out)[student]
    assert (result.points, result.error, [one.outcome for one in result.exercises]) == EXPECTED[student]
    assert (result.max_points, result.provisional) == (20, False)
    assert all(one.message == result.error for one in result.exercises if one.outcome == "not graded")


def test_nobody_else_has_a_result(graded: sample_kit.Graded, out: Path) -> None:
    """Hidden folders and plain files are no submissions; files are mentioned, once; nothing half written is left."""
    assert set(results(out)) == set(EXPECTED)
    assert all(path.suffix == ".json" for path in (out / "results").iterdir())
    said = ["Submissions: 11. Exercises: 2, of this kit.", "Left out, as they are no submissions: notes.txt"]
    assert graded.out.splitlines()[:2] == said


def test_nothing_is_left_behind(graded: sample_kit.Graded) -> None:
    """When the class is graded, nothing of it runs any more, and nothing was complained of."""
    assert (graded.left, graded.err) == ([], "")


def test_a_line_is_told_for_each(graded: sample_kit.Graded) -> None:
    """Where no terminal is, there is a line for each submission, with its points; each name is made fit to be shown."""
    told = [line for line in graded.out.splitlines() if line.partition(" ")[2].startswith("of 11  ")]
    assert [line.partition(" ")[0] for line in told] == [str(number) for number in range(1, 12)]
    assert any("  alice  20/20  " in line for line in told)
    assert "=cmd|' \\C'!A0 \U0001f389  20/20" in graded.out


def test_the_end_tells_who_needs_a_look(graded: sample_kit.Graded, out: Path) -> None:
    """At the end stand how many were graded, who was not and why, whose folder held nothing, and where the files are."""
    assert graded.out.splitlines()[-6:] == [
        "graded         9 of 11",
        f"with trouble   link: {LINK}",
        f"with trouble   killer: {KILLED}",
        f"tried again    once was graded then. At first: {KILLED}",
        "nothing found  empty",
        f"files          {out}: gradebook.csv, canvas.csv, moodle.csv, results/, logs/",
    ]


def test_logs_tell_of_trouble_only(graded: sample_kit.Graded, out: Path) -> None:
    """What went wrong, the first time and the second, stands in a log of that submission; nobody else has one."""
    assert graded.code == 1
    logs = {path.name: path.read_text("utf-8") for path in (out / "logs").iterdir()}
    assert {name: text.count(KILLED) for name, text in logs.items()} == {"killer.txt": 2, "once.txt": 1}


def test_gradebooks_have_a_line_for_each(graded: sample_kit.Graded, out: Path) -> None:
    """Each of the gradebooks has everybody once, in the order of the folder, and no cell that a spreadsheet would obey."""
    assert graded.code == 1
    lines = list(csv.DictReader(io.StringIO((out / "gradebook.csv").read_text("utf-8-sig"))))
    assert [line["points"] for line in lines if line["submission"] == "alice"] == ["20"]
    assert len(lines) == len(EXPECTED)
    assert not any(str(cell).startswith(("=", "-", "+", "@")) for line in lines for cell in line.values())
    assert [line["submission"] for line in lines[2:]] == ["alice", "bob", "carol", "dora", "empty", "killer", "link", "odd \\xff", "once"]
    assert all((out / name).stat().st_size for name in ("canvas.csv", "moodle.csv"))
