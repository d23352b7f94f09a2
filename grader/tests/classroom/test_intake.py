"""A class as platforms export it, graded at the command line: whoever handed in what, in which form, and whoever did not."""

from __future__ import annotations

import csv
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from grader.tests import sample_kit
from grader.tests.classroom.classes import GOOD, LINUX, WRONG, grade, results
from grader.tests.classroom.packing import laid, tarred, zipped, zipped_raw

pytestmark = LINUX
BIG5 = "第三週/samples/first.py".encode("cp950")
ROSTER = """\ufefflogin;name
alice;Wang, Alice
gone;Bob
王小明;
kim;Kim Lee
lee1;Lee
lee2;Lee
""" + "".join(f"{name};\n" for name in ("big5", "github", "tar", "up", "link", "locked", "cut", "bomb", "rar", "twice", "=1+1"))
LEE = "No submission, unless Lee is theirs."


def _class(folder: Path) -> Path:
    """Make a class of which everybody hands in something else."""
    laid(folder, {
        "alice/first.py": GOOD,
        "王小明.zip": zipped({"first.py": GOOD, "__MACOSX/._first.py": "\0"}),
        "big5.zip": zipped_raw(BIG5, GOOD),
        "github.zip": zipped({"week3-main/exercises/samples/first.py": GOOD, "week3-main/noxfile.py": "import os; os._exit(1)"}),
        "tar.tar.xz": tarred({"./mine/first.py": GOOD}, "xz"),
        "Kim Lee_12_assignsubmission_file_/work.zip": zipped({"first.py": WRONG}),
        "up.zip": zipped({"../alice/first.py": WRONG, "../../../../../../../../tmp/awaitlings-evil.py": "1", "C:\\first.py": GOOD}),
        "link.zip": zipped({"first.py": "../alice/first.py"}, mode=stat.S_IFLNK | 0o777),
        "locked.zip": zipped({"first.py": GOOD}, flags=1),
        "cut.tar.gz": tarred({"first.py": GOOD})[:-40],
        "bomb.zip": zipped({"first.py": "#" * 50_000_000}),
        "rar.rar": b"Rar!\x1a\x07\x01\0",
        "twice.zip": zipped([("first.py", GOOD), ("First.py", WRONG)]),
        "Lee/first.py": GOOD,
        "stranger.tgz": tarred({"first.py": GOOD}),
        "=1+1.zip": zipped({"first.py": GOOD}),
        "readme.txt": "",
    })  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the class's results are."""
    return tmp_path_factory.mktemp("intake") / "out"


@pytest.fixture(scope="module")
def graded(kit: Path, out: Path) -> sample_kit.Graded:
    """Grade the class."""
    roster = out.with_name("class.csv")
    roster.write_text(ROSTER, "utf-8")
    return grade(kit, _class(out.with_name("class")), "first", "--out", out, "--roster", roster, "--jobs", 1)


@pytest.fixture(scope="module")
def book(graded: sample_kit.Graded, out: Path) -> dict[str, dict[str, str]]:
    """Read the gradebook, by learner."""
    assert graded.code == 1, graded.err
    rows = csv.DictReader(io.StringIO((out / "gradebook.csv").read_text("utf-8-sig")))
    return {row["submission"]: row for row in rows}


POINTS = {
    "alice": "10", "王小明": "10", "big5": "10", "github": "10", "tar": "10", "kim": "0", "up": "10", "link": "0", "bomb": "0",
    "twice": "0", "Lee": "10", "stranger": "10", "'=1+1": "10",
    "locked": "", "cut": "", "rar": "", "gone": "", "lee1": "", "lee2": "",
}  # fmt: skip
NOTES = {
    "up": "Left out of up.zip: ../alice/first.py (it leads outside), ../../../../../../../../tmp/awaitlings-evil.py (it leads outside).",
    "link": "No exercise was found. Missing: first. Left out of link.zip: first.py (a link).",
    "locked": "locked.zip is locked with a password: have it handed in without one. Not graded: first.",
    "cut": "cut.tar.gz is damaged, or no archive at all: have it handed in again. Not graded: first.",
    "twice": "No exercise was found. Missing: first. first.py was handed in more than once, not the same each time.",
    "Lee": "More than one line of the roster could be meant: lee1 and lee2.",
    "stranger": "Not in the roster.",
    "gone": "No submission. Not graded: first.",
    "lee1": f"{LEE} Not graded: first.",
    "lee2": f"{LEE} Not graded: first.",
    "alice": "",
}


def test_everybody_is_in_the_gradebook(book: dict[str, dict[str, str]]) -> None:
    """Each learner of the roster, and whoever else handed in, has a row; an exercise that was not graded has no points."""
    assert {name: row["samples/first"] for name, row in book.items()} == POINTS


def test_the_notes_say_what_was_made_of_it(book: dict[str, dict[str, str]]) -> None:
    """What was odd about a submission stands in the notes, and nothing about what was not."""
    assert {name: book[name]["notes"] for name in NOTES} == NOTES


def test_a_program_that_is_too_big_says_so(graded: sample_kit.Graded, out: Path) -> None:
    """A small archive that becomes a large program is told as the large program that it is."""
    assert graded.code == 1
    assert results(out)["bomb"].exercises[0].message.startswith("exercises/samples/first.py is too big:")


def test_nobody_loses_a_grade_for_handing_in_nothing(graded: sample_kit.Graded, out: Path) -> None:
    """Whoever is absent, or could not be graded, has no row where a platform would overwrite a grade."""
    assert graded.code == 1
    graded_ones = {"alice", "王小明", "big5", "github", "tar", "kim", "up", "bomb", "Lee", "stranger", "'=1+1"}
    for name, column in (("canvas.csv", "SIS Login ID"), ("moodle.csv", "username")):
        rows = list(csv.DictReader(io.StringIO((out / name).read_text("utf-8"))))
        assert {row[column] for row in rows} - {""} == graded_ones


def test_it_is_told_who_is_absent_and_who_is_unknown(graded: sample_kit.Graded) -> None:
    """Before the grading stands what the roster and the folder don't agree in."""
    assert graded.out.splitlines()[:4] == [
        "Submissions: 16. Exercises: 1, of this kit.",
        "Left out, as they are no submissions: readme.txt",
        "No submission: gone, lee1, lee2",
        "2 submissions match no line of the roster, or more than one, and are graded under their own names: Lee, stranger.",
    ]
    assert graded.err == ""


def test_nothing_was_written_where_it_does_not_belong(graded: sample_kit.Graded, out: Path) -> None:
    """What a member wanted to overwrite is as it was, and no file is where one wanted to be."""
    assert graded.code == 1
    assert (out.with_name("class") / "alice" / "first.py").read_text("utf-8") == GOOD
    assert not Path("/tmp/awaitlings-evil.py").exists()  # noqa: S108 - where the member leads
    assert {path.name for path in out.parent.iterdir()} == {"class", "class.csv", "out"}


def test_a_whole_class_in_one_archive(kit: Path, tmp_path: Path) -> None:
    """Canvas' download is graded as it is; one that is damaged harms nobody else."""
    inside: dict[str, str | bytes] = {
        "doejane_12_34_first.py": GOOD,
        "wang_13_35_work-1.zip": zipped({"first.py": GOOD}),
        "eve_14_36_work.zip": b"PK\x03\x04",
    }
    laid(tmp_path, {"submissions.zip": zipped(inside), "class.csv": 'Student,ID,SIS Login ID\n"Doe, Jane",12,jdoe\nWang,13,wang\n'})
    graded = grade(kit, tmp_path / "submissions.zip", "first", "--out", tmp_path / "out", "--roster", tmp_path / "class.csv")
    assert graded.code == 1, graded.err
    found = results(tmp_path / "out")
    assert {name: result.points for name, result in found.items()} == {"jdoe": 10, "wang": 10, "eve_14": 0}
    assert found["eve_14"].error == "eve_14_36_work.zip is damaged, or no archive at all: have it handed in again."


@pytest.mark.parametrize("slip", ["roster", "out"])
def test_nothing_is_left_where_the_command_ends_early(tmp_path: Path, slip: str) -> None:
    """A slip is told in a line, and whatever had been unpacked by then is gone."""
    folder = laid(tmp_path, {"class/alice.zip": zipped({"first.py": GOOD}), "a file": "", "tmp/.keep": ""})
    words = {"roster": ["--out", str(folder / "out"), "--roster", str(folder / "nowhere")], "out": ["--out", str(folder / "a file")]}[slip]
    command = [sys.executable, "-m", "grader.classroom", "grade-all", str(folder / "class"), *words]
    done = subprocess.run(command, env={**os.environ, "TMPDIR": str(folder / "tmp")}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert [path.name for path in (folder / "tmp").iterdir()] == [".keep"]
