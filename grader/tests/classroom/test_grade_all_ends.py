"""Grading a class: what hangs, what is interrupted, what can't be done as asked; a release; and what is told meanwhile."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from grader.classroom.collect.output import KEPT, Output
from grader.classroom.collect.progress import Progress
from grader.classroom.collect.submissions import Submission
from grader.grading.kit import ROOT
from grader.grading.results.result import total
from grader.subjects import tree
from grader.tests import sample_kit
from grader.tests.classroom.classes import LINUX, ODD, grade, kills, results, side_by_side

pytestmark = LINUX


def test_a_grader_that_hangs_is_ended(kit: Path, tmp_path: Path) -> None:
    """After the time limit a grader is made to tell what it has; what it hasn't graded says so, and nothing is left of it."""
    side_by_side(tmp_path / "class" / "sleepy", second=kills(signal.SIGSTOP, note=tmp_path / "note"))
    graded = grade(kit, tmp_path / "class", "--out", tmp_path / "out", "--minutes", 0.08)
    assert (graded.code, graded.left) == (1, [])
    result = results(tmp_path / "out")["sleepy"]
    assert result.error.startswith("This was not over after 0.08 minutes, the time limit for one submission.")
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
    side_by_side(tmp_path / "class" / "alice")
    for name in ("eve", "zed"):
        side_by_side(tmp_path / "class" / name, second=kills(signal.SIGSTOP, note=note))
    graded = grade(kit, tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1, meanwhile=_after(note, number))
    assert (graded.code, graded.left, graded.err) == (130, [], "")
    assert list(results(tmp_path / "out")) == ["alice"]
    assert "missing, while the gradebooks hold the others: eve, zed" in graded.out
    assert [line.split(",")[:2] for line in (tmp_path / "out" / "gradebook.csv").read_text().splitlines()[1:]] == [["alice", "20"]]


def test_a_supervisor_that_is_killed_leaves_nothing_but_results(kit: Path, tmp_path: Path) -> None:
    """Killed while a grader hangs, the supervisor takes every process along; what was done is there."""
    note = tmp_path / "note"
    side_by_side(tmp_path / "class" / "alice")
    side_by_side(tmp_path / "class" / "eve", second=kills(signal.SIGSTOP, note=note, many=1))
    graded = grade(kit, tmp_path / "class", "--out", tmp_path / "out", "--jobs", 1, meanwhile=_after(note, signal.SIGKILL))
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
    refused = grade(kit, small, "--out", out)
    said = f"{out} holds the results of an earlier grading. Name another folder; --again removes them first.\n"
    assert (refused.code, refused.out, refused.err) == (2, "", said)
    assert grade(kit, small, "second", "--out", out, "--again").code == 0
    assert [path.name for path in (out / "results").iterdir()] == ["alice.json"]
    assert [one.name for one in results(out)["alice"].exercises] == ["second"]
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
    graded = grade(kit, *words(small))
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
    graded = grade(ROOT, *asked)
    assert graded.code == 0, graded.err
    result = results(tmp_path / "out")["alice"]
    assert [(one.name, one.points, one.max_points) for one in result.exercises] == [("limit_workers", 20, 20)]
    (release / "grader" / "commands.py").write_text("print('mine')")
    refused = grade(ROOT, *asked, "--again")
    assert (refused.code, "grader/commands.py: changed" in refused.err) == (2, True)
    assert "alice" in results(tmp_path / "out")


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

    async def kept(data: bytes) -> str:
        stream = asyncio.StreamReader(1 << 30)
        stream.feed_data(data)
        stream.feed_eof()
        output = Output(stream)
        await output.end()
        return output.text()

    much = asyncio.run(kept(b"a" * KEPT + b"b" * 5_000_000 + b"c" * KEPT))
    assert much == "a" * KEPT + "\n… (5,000,000 bytes are left out)\n" + "c" * KEPT
    assert asyncio.run(kept(b"a" * KEPT + b"b")) == "a" * KEPT + "b"
    assert asyncio.run(kept(b"\xff")) == "\\xff"


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
