"""The box: what it holds by its own trial, on this kernel and as older ones would; and what `grade-all` does where none holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.classroom.hand_out.contents import ROOMS
from grader.grading.kit import ROOT
from grader.grading.results.result import decode
from grader.reports.platforms import gradebook
from grader.subjects.box import calls, landlock, trial
from grader.subjects.box.choice import label
from grader.tests import sample_kit
from grader.tests.classroom.classes import GOOD, grade, results

LANDLOCK = pytest.mark.skipif(not landlock.abi(), reason="this kernel has no Landlock, or it is switched off")
OFF = "from grader.subjects.box import landlock\nlandlock.abi = lambda: 0\n"
BROKEN = "from grader.subjects.box import enter, seccomp\nlandlock = enter.landlock\nlandlock.Ruleset.enter = lambda self: None\n"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit of one exercise."""
    return sample_kit.make(tmp_path_factory.mktemp("box"), ["first"], rooms=(*ROOMS, "classroom"))


def _class(folder: Path, **sources: str) -> Path:
    for name, source in sources.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "first.py").write_text(source, "utf-8")
    return folder


@LANDLOCK
def test_the_box_holds_here() -> None:
    """A process in it can do nothing of what no box may let it."""
    found = trial.attempt("landlock")
    assert isinstance(found, trial.Box), found
    assert found.label == f"landlock (ABI {landlock.abi()})"


@LANDLOCK
@pytest.mark.parametrize("level", [1, 3, 4, 6])
def test_it_holds_as_older_kernels_do_it(level: int) -> None:
    """Files, network and memory are held by every kernel with Landlock; signals since ABI 6, and where they are not, that is said."""
    if level > landlock.abi():
        pytest.skip(f"this kernel's Landlock has no ABI {level}")
    found = trial.attempt("landlock", level)
    assert isinstance(found, trial.Box), found
    assert (trial.SHOULD["signals"] in found.open) == (level < 6)


def test_a_kernel_without_it_is_told_of() -> None:
    """Where there is no Landlock, the trial says so."""
    assert trial.attempt("landlock", 0) == "this system has no Landlock, or it is switched off"


def test_there_is_no_other_box() -> None:
    """A box that nobody has written can't be tried."""
    assert trial.attempt("cardboard") == "there is no box 'cardboard'"


def test_none_is_none() -> None:
    """Without a box, results say nothing of one."""
    assert (trial.choose("none").label, label("")) == ("", "")


@pytest.mark.parametrize("machine", sorted(calls.COLUMN))
def test_every_machine_has_its_numbers(machine: str) -> None:
    """No number stands twice in a machine's list, and those that are asked about are no refused ones."""
    numbers = [
        int(both[calls.COLUMN[machine]])
        for table in (calls.TABLE, calls.ASKED)
        for words in [table.split()]
        for at in range(0, len(words), 3)
        if (both := words[at + 1 : at + 3])[calls.COLUMN[machine]] != "-"
    ]
    assert len(numbers) == len(set(numbers))


def _start_of(kit: Path, folder: Path, program: str) -> Path:
    """Copy a kit, and let each process of it that knows boxes run this first."""
    changed = folder / "kit"
    shutil.copytree(kit, changed)
    file = changed / "grader" / "subjects" / "box" / "__init__.py"
    file.write_text(f"{file.read_text('utf-8')}\n{program}", "utf-8")
    return changed


@pytest.mark.parametrize("box", ["auto", "landlock"])
def test_without_a_box_nothing_is_graded(kit: Path, tmp_path: Path, box: str) -> None:
    """Where no box holds, a sentence says what was tried and what to type, with exit code 2, and nothing is made."""
    changed = _start_of(kit, tmp_path, OFF)
    graded = grade(changed, _class(tmp_path / "submissions", alice=GOOD), "--out", tmp_path / "out", "--box", box)
    assert graded.code == 2
    assert "Tried: landlock: this system has no Landlock, or it is switched off." in graded.err
    assert "--box none" in graded.err
    assert not (tmp_path / "out").exists()


@LANDLOCK
def test_a_box_that_does_not_hold_is_found_out(kit: Path, tmp_path: Path) -> None:
    """If the box were broken, its trial would say what a program in it can do."""
    changed = _start_of(kit, tmp_path, BROKEN)
    graded = grade(changed, _class(tmp_path / "submissions", alice=GOOD), "--out", tmp_path / "out", "--box", "auto")
    assert graded.code == 2
    assert "read your files" in graded.err


def test_none_can_be_asked_for(kit: Path, tmp_path: Path) -> None:
    """With --box none everything is graded as before; results and gradebook say nothing of a box, and the command does."""
    graded = grade(kit, _class(tmp_path / "submissions", alice=GOOD), "--out", tmp_path / "out", "--box", "none")
    assert (graded.code, results(tmp_path / "out")["alice"].points) == (0, 10)
    assert b'"box"' not in (tmp_path / "out" / "results" / "alice.json").read_bytes()
    assert "There is no box" in graded.out


@LANDLOCK
def test_the_box_stands_in_what_comes_of_it(kit: Path, tmp_path: Path) -> None:
    """Each result names its box, and so do the last column of the gradebook and the summary; all else is the same without one."""
    everybody = _class(tmp_path / "submissions", alice=GOOD, bob="x = 1\n")
    boxed, bare = tmp_path / "boxed", tmp_path / "bare"
    graded = grade(kit, everybody, "--out", boxed, "--box", "auto")
    assert grade(kit, everybody, "--out", bare, "--box", "none").code == graded.code == 0
    name = f"landlock (ABI {landlock.abi()})"
    for who in ("alice", "bob"):
        one, other = (json.loads((out / "results" / f"{who}.json").read_bytes()) for out in (boxed, bare))
        assert one.pop("box") == name
        assert one == other
    rows = (boxed / "gradebook.csv").read_text("utf-8").splitlines()
    assert [row.rpartition(",")[2] for row in rows] == ["box", name, name]
    assert graded.out.count(name) == 2


def test_older_results_have_no_box(kit: Path, tmp_path: Path) -> None:
    """A result without the field is read as one without a box, and its gradebook has no such column."""
    grade(kit, _class(tmp_path / "submissions", alice=GOOD), "--out", tmp_path / "out", "--box", "none")
    result = decode((tmp_path / "out" / "results" / "alice.json").read_bytes())
    assert result.box == ""
    assert "box" not in gradebook.plain(result)


@LANDLOCK
@pytest.mark.parametrize("host", ["fork", "portable"])
def test_who_cannot_enter_is_not_graded(kit: Path, tmp_path: Path, host: str) -> None:
    """A process that can't be put into its box is a fault of the machine: no program runs, and nobody gets a 0 for it."""
    changed = _start_of(kit, tmp_path, OFF)
    _class(tmp_path / "submissions", alice=GOOD)
    job = {"submission": str(tmp_path / "submissions" / "alice"), "student": "alice", "json": str(tmp_path / "alice.json")}
    words = [sys.executable, "-m", "grader.grading", "--box", "landlock"]
    env = {**os.environ, "AWAITLINGS_HOST": host}
    subprocess.run(words, cwd=changed, env=env, input=json.dumps(job) + "\n", text=True, check=True, capture_output=True)
    result = decode((tmp_path / "alice.json").read_bytes())
    assert [one.outcome for one in result.exercises] == ["not graded"]
    assert "this system has no Landlock" in result.error


@LANDLOCK
def test_the_portable_host_has_the_box_too(kit: Path, tmp_path: Path) -> None:
    """A subject that was started, not forked, is put into the box as well, and acts there."""
    head = "async def run_all(jobs, limit=3):"
    _class(tmp_path / "class", alice=GOOD, mallory=GOOD.replace(head, f"import os\n\n\n{head}\n    os.listdir({str(ROOT)!r})"))
    parts = {who: tmp_path / f"{who}.json" for who in ("alice", "mallory")}
    jobs = [{"submission": str(tmp_path / "class" / who), "student": who, "json": str(part)} for who, part in parts.items()]
    words = [sys.executable, "-m", "grader.grading", "--box", "landlock"]
    env = {**os.environ, "AWAITLINGS_HOST": "portable"}
    lines = "".join(f"{json.dumps(job)}\n" for job in jobs)
    subprocess.run(words, cwd=kit, env=env, input=lines, text=True, check=True, capture_output=True)
    alice, mallory = (decode(part.read_bytes()) for part in parts.values())
    assert (alice.points, mallory.points) == (10, 0)
    assert "PermissionError" in mallory.exercises[0].checks[0].message + mallory.exercises[0].message
