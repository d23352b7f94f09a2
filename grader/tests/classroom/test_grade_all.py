"""Grading a whole class, at the command line: a class with every kind of submission, in one run; then what else a teacher can do."""

from __future__ import annotations

import asyncio
import csv
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from grader.classroom.processes import KEPT, _drain
from grader.classroom.progress import Progress
from grader.classroom.submissions import Submission
from grader.judge import tree
from grader.judge.kit import ROOT
from grader.judge.result import Result, decode, total
from grader.tests import sample_kit

HOSTILE = Path(__file__).parents[1] / "hostile"
GOOD = (HOSTILE / "good.py").read_text("utf-8")
WRONG = (HOSTILE / "guesses_answers.py").read_text("utf-8")
ODD = os.fsdecode(b"odd \xff")
FORMULA = "=cmd|' \\C'!A0\n\U0001f389"
LINK = "The submission is a link, and was not followed. Put the folder itself there."
KILLED = "The grader was killed by signal 9 while this was graded; have a look by hand."
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing holds a process tree together (see TRUST)")
pytestmark = LINUX

TO_THE_GRADER = """
import os
import subprocess


def ancestors():
    pids = [os.getppid()]
    while b"--final" not in open(f"/proc/{pids[0]}/cmdline", "rb").read().split(b"\\0"):
        pids.insert(0, int(open(f"/proc/{pids[0]}/stat").read().rpartition(")")[2].split()[1]))
    return pids


async def run_all(jobs, limit=3):
    if not os.path.exists(UNLESS):
        open(NOTE, "w").close()
        subprocess.Popen(["sleep", "1000"], start_new_session=True)
        for pid in ancestors()[:MANY]:
            os.kill(pid, SIGNAL)
    return await good(jobs, limit)
"""


def _kills(number: signal.Signals, *, note: Path, unless: str = "", many: int | None = None) -> str:
    """Write a program that sends a signal to its grader, and to whatever is between them (only to so many); what it has started stays.

    It notes that it was there; it does nothing of that, if the file `unless` is there.
    """
    return f"SIGNAL, NOTE, UNLESS, MANY = {int(number)}, {str(note)!r}, {unless!r}, {many}\n{GOOD}\n\ngood = run_all\n{TO_THE_GRADER}"


def _side_by_side(folder: Path, first: str = GOOD, second: str = GOOD) -> Path:
    folder.mkdir(parents=True)
    (folder / "first.py").write_text(first, "utf-8")
    (folder / "second.py").write_text(second, "utf-8")
    return folder


def _laid_out(folder: Path, first: str = GOOD, second: str = GOOD) -> None:
    _side_by_side(folder / sample_kit.CHAPTER, first, second)


def _clone(folder: Path) -> None:
    """Make a clone of a kit: what else is in it is not looked at."""
    _laid_out(folder / "exercises", second=WRONG)
    subprocess.run(["git", "init", "--quiet", folder], check=True)  # noqa: S607 - whichever git is here
    for name in ("noxfile.py", "conftest.py", "sitecustomize.py", "grader.py"):
        (folder / name).write_text("import os\nos._exit(1)\n")
    (folder / "exercises" / "kit.toml").write_text("damaged")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit of two exercises."""
    return sample_kit.make(tmp_path_factory.mktemp("grade_all"), ["first", "second"], rooms=(*sample_kit.ROOMS, "classroom"))


def _grade(kit: Path, *words: object, meanwhile: Callable[[sample_kit.Process], None] = lambda _: None) -> sample_kit.Graded:
    return sample_kit.grade(kit, "grade-all", *map(str, words), module="grader.classroom", meanwhile=meanwhile)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the class's results are."""
    return tmp_path_factory.mktemp("class") / "out"


@pytest.fixture(scope="module")
def graded(kit: Path, out: Path) -> sample_kit.Graded:
    """Grade the class."""
    everybody = out.with_name("submissions")
    note = out.with_name("note")
    _laid_out(everybody / "alice")
    _side_by_side(everybody / "bob", second=WRONG)
    _clone(everybody / "carol")
    _laid_out(everybody / "dora", sample_kit.STUB, sample_kit.STUB)
    _laid_out(everybody / ".hidden")
    (everybody / "empty").mkdir()
    (everybody / "link").symlink_to("alice")
    (everybody / "notes.txt").write_text("mine")
    for odd in (ODD, FORMULA, "--help"):
        _side_by_side(everybody / odd)
    _side_by_side(everybody / "killer", second=_kills(signal.SIGKILL, note=note))
    _side_by_side(everybody / "once", second=_kills(signal.SIGKILL, note=note.with_name("once"), unless=str(note.with_name("once"))))
    return _grade(kit, everybody, "--out", out, "--jobs", 2)


def _results(out: Path) -> dict[str, Result]:
    found = [decode(path.read_bytes()) for path in (out / "results").iterdir()]
    return {result.submission: result for result in found}


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
    result = _results(out)[student]
    assert (result.points, result.error, [one.outcome for one in result.exercises]) == EXPECTED[student]
    assert (result.max_points, result.provisional) == (20, False)
    assert all(one.message == result.error for one in result.exercises if one.outcome == "not graded")


def test_nobody_else_has_a_result(graded: sample_kit.Graded, out: Path) -> None:
    """Hidden folders and plain files are no submissions; files are mentioned, once; nothing half written is left."""
    assert set(_results(out)) == set(EXPECTED)
    assert all(path.suffix == ".json" for path in (out / "results").iterdir())
    said = ["Submissions: 11. Exercises: 2, of this kit.", "Left out, as they are no folders: notes.txt"]
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


def test_a_grader_that_hangs_is_ended(kit: Path, tmp_path: Path) -> None:
    """After the time limit a grader is made to tell what it has; what it hasn't graded says so, and nothing is left of it."""
    _side_by_side(tmp_path / "class" / "sleepy", second=_kills(signal.SIGSTOP, note=tmp_path / "note"))
    graded = _grade(kit, tmp_path / "class", "--out", tmp_path / "out", "--minutes", 0.08)
    assert (graded.code, graded.left) == (1, [])
    result = _results(tmp_path / "out")["sleepy"]
    assert result.error.startswith("This was not over after 0.08 minutes, the time limit for one submission. Interrupted: ")
    assert result.exercises[1].outcome == "not graded"
    assert result.points == sum(one.max_points for one in result.exercises if one.outcome == "complete")


def _after(note: Path, number: signal.Signals) -> Callable[[sample_kit.Process], None]:
    def send(process: sample_kit.Process) -> None:
        while process.poll() is None and not note.exists():
            time.sleep(0.01)
        [supervisor] = tree.children(process.pid)
        os.kill(supervisor, number)

    return send


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_grading_keeps_what_is_done(kit: Path, tmp_path: Path, number: signal.Signals) -> None:
    """Told to end while a grader hangs: everything ends, what was graded is in the gradebooks, the rest is said to be missing."""
    note = tmp_path / "note"
    _side_by_side(tmp_path / "class" / "alice")
    for name in ("eve", "zed"):
        _side_by_side(tmp_path / "class" / name, second=_kills(signal.SIGSTOP, note=note))
    graded = _grade(kit, tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1, meanwhile=_after(note, number))
    assert (graded.code, graded.left, graded.err) == (130, [], "")
    assert list(_results(tmp_path / "out")) == ["alice"]
    assert "missing, while the gradebooks hold the others: eve, zed" in graded.out
    assert [line.split(",")[:2] for line in (tmp_path / "out" / "gradebook.csv").read_text().splitlines()[1:]] == [["alice", "20"]]


def test_a_supervisor_that_is_killed_leaves_nothing_but_results(kit: Path, tmp_path: Path) -> None:
    """Killed while a grader hangs, the supervisor takes every process along; what was done is there."""
    note = tmp_path / "note"
    _side_by_side(tmp_path / "class" / "alice")
    _side_by_side(tmp_path / "class" / "eve", second=_kills(signal.SIGSTOP, note=note, many=1))
    graded = _grade(kit, tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1, meanwhile=_after(note, signal.SIGKILL))
    assert (graded.code, graded.left) == (128 + signal.SIGKILL, [])
    assert (tmp_path / "out" / "results" / "alice.json").exists()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A class of one, who handed in nothing."""
    (tmp_path / "class" / "alice").mkdir(parents=True)
    return tmp_path / "class"


def test_earlier_results_are_not_overwritten_unasked(kit: Path, small: Path) -> None:
    """A folder with earlier results is refused; with --again they are removed, and nothing else."""
    out = small.with_name("out")
    (out / "results").mkdir(parents=True)
    (out / "results" / "bob.json").write_text("{}")
    (out / "mine.txt").write_text("mine")
    refused = _grade(kit, small, "--out", out)
    said = f"{out} holds the results of an earlier grading. Name another folder; --again removes them first.\n"
    assert (refused.code, refused.out, refused.err) == (2, "", said)
    assert _grade(kit, small, "second", "--out", out, "--again").code == 0
    assert [path.name for path in (out / "results").iterdir()] == ["alice.json"]
    assert [one.name for one in _results(out)["alice"].exercises] == ["second"]
    assert (out / "mine.txt").exists()


def _empty(folder: Path) -> list[object]:
    return [folder / "alice", "--out", folder.with_name("out")]


MISUSES: dict[str, tuple[Callable[[Path], list[object]], str]] = {
    "missing": (
        lambda folder: [folder / "nowhere", "--out", folder.with_name("out")],
        "The submissions can't be read: {folder}/nowhere: No such file or directory.",
    ),
    "empty": (_empty, "{folder}/alice holds no submission: a folder for each student is expected in it, named after the student."),
    "inside": (
        lambda folder: [folder, "--out", folder / "x" / "out"],
        "--out {folder}/x/out is inside {folder}: it would be taken for a submission. Name a folder elsewhere.",
    ),
    "a file": (
        lambda folder: [folder, "--out", sample_kit.KEEPER],
        "The results can't be written to " + str(sample_kit.KEEPER) + ": Not a directory.",
    ),
    "an unknown exercise": (
        lambda folder: [folder, "frist", "--out", folder.with_name("out")],
        "There is no exercise or chapter 'frist'. Did you mean first?",
    ),
    "no release": (
        lambda folder: [folder, "--release", folder, "--out", folder.with_name("out")],
        "{folder} is no learner's copy: grader/release.json can't be read (No such file or directory).",
    ),
}


@pytest.mark.parametrize("slip", MISUSES)
def test_a_slip_is_answered_in_one_line(kit: Path, small: Path, slip: str) -> None:
    """What can't be done as asked is told in one line, with exit code 2, before anything is graded or written."""
    words, said = MISUSES[slip]
    graded = _grade(kit, *words(small))
    assert (graded.code, graded.out, graded.err) == (2, "", said.format(folder=small) + "\n")
    assert not small.with_name("out").exists()


def test_a_release_chooses_exercises_and_points(tmp_path: Path) -> None:
    """Graded with a release, a class gets its exercises and its points; a release that was changed is refused."""
    release, path = tmp_path / "release", "08_semaphores/limit_workers.py"
    words = ["--out", release, "--exercises", "limit_workers", "--points", "limit_workers=20"]
    made = sample_kit.grade(ROOT, "release", *map(str, words), module="grader.classroom")
    assert made.code == 0, made.err
    (tmp_path / "class" / "alice").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / path, tmp_path / "class" / "alice")
    asked = [tmp_path / "class", "--release", release, "--out", tmp_path / "out"]
    graded = _grade(ROOT, *asked)
    assert graded.code == 0, graded.err
    result = _results(tmp_path / "out")["alice"]
    assert [(one.name, one.points, one.max_points) for one in result.exercises] == [("limit_workers", 20, 20)]
    (release / "grader" / "commands.py").write_text("print('mine')")
    refused = _grade(ROOT, *asked, "--again")
    assert (refused.code, "grader/commands.py: changed" in refused.err) == (2, True)
    assert "alice" in _results(tmp_path / "out")


NAMES = [
    "a",
    "A",
    "a b",
    "a/".rstrip("/") + "~",
    "ü",
    "u\u0308",
    "王小明",
    "王" * 84,
    "x" * 250,
    " a",
    "a ",
    "..a",
    "a\n",
    "a\t",
    "a:b",
    "a?b",
    ODD,
]


def test_files_can_be_named_after_anybody() -> None:
    """Each name gives a file of its own, which every file system takes; a plain name gives itself."""
    stems = [Submission(Path("class", name)).stem for name in NAMES]
    assert len(set(stems)) == len(NAMES)
    assert all(len(os.fsencode(f".{stem}.json.part")) <= 255 and stem.isprintable() and not set(stem) & set('<>:"/\\|?*') for stem in stems)
    assert [Submission(Path("class", name)).stem for name in ("alice", "王小明", "x.y@z.org")] == ["alice", "王小明", "x.y@z.org"]


def test_what_a_grader_prints_is_kept_in_part() -> None:
    """However much a grader prints: its beginning and its end are kept, and what was left out is told."""

    async def drained(data: bytes) -> str:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            for sock in (ours, theirs):
                sock.setblocking(False)
            async with asyncio.TaskGroup() as group:
                output = group.create_task(_drain(ours))
                await asyncio.get_running_loop().sock_sendall(theirs, data)
                theirs.close()
        return output.result()

    much = asyncio.run(drained(b"a" * KEPT + b"b" * 5_000_000 + b"c" * KEPT))
    assert much == "a" * KEPT + "\n… (5,000,000 bytes are left out)\n" + "c" * KEPT
    assert asyncio.run(drained(b"a" * KEPT + b"b")) == "a" * KEPT + "b"
    assert asyncio.run(drained(b"\xff")) == "\\xff"


def test_on_a_terminal_there_is_one_line_and_the_troubles() -> None:
    """On a terminal a line shows how many are done and who is being graded; only trouble stays to be read."""
    file = io.StringIO()
    alice, bob = Submission(Path("[bold]alice")), Submission(Path("bob"))
    with Progress(Console(file=file, force_terminal=True, width=120, color_system=None), 2) as progress:
        with progress.at(alice):
            progress._bar.refresh() if progress._bar else None
        progress.done(alice, total([], "1"))
        progress.done(bob, total([], "1", error="It is a link."))
    shown = file.getvalue()
    assert "0 of 2" in shown
    assert "[bold]alice" in shown
    assert "2 of 2  bob  It is a link.\n" in shown
    assert "0/0" not in shown
