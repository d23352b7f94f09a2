"""The command line when something is asked that can't be done, and when it is interrupted."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from grader.subjects import tree
from grader.tests import sample_kit

HOSTILE = Path(__file__).parent / "hostile"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit of two exercises."""
    return sample_kit.make(tmp_path_factory.mktemp("command_line"), ["good", "stops_itself"])


def _submission(folder: Path, **sources: str) -> Path:
    chapter = folder / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    for name, sample in sources.items():
        shutil.copy(HOSTILE / f"{sample}.py", chapter / f"{name}.py")
    return folder


def test_an_unknown_exercise_is_a_mistake(kit: Path) -> None:
    """A name that is no exercise's is answered in one line, with the one that is nearest, and exit code 2."""
    graded = sample_kit.grade(kit, "grade", "godo")
    said = "grade: There is no exercise or chapter 'godo'. Did you mean good?\n"
    assert (graded.code, graded.out, graded.err) == (2, "", said)


@pytest.mark.parametrize("name", ["exercises/SAMPLES/good.py", "SAMPLES/good", "./exercises/SAMPLES/"])
def test_a_path_names_an_exercise_too(kit: Path, name: str) -> None:
    """What the report calls an exercise, and what a shell completes, can be typed as well."""
    graded = sample_kit.grade(kit, "grade", name.replace("SAMPLES", sample_kit.CHAPTER))
    assert (graded.code, graded.err) == (1, "")


def test_a_missing_folder_is_a_mistake(kit: Path, tmp_path: Path) -> None:
    """A folder that is not there is answered in one line, and exit code 2."""
    graded = sample_kit.grade(kit, "grade", "--submission", str(tmp_path / "nowhere"))
    assert (graded.code, graded.out, graded.err) == (2, "", f"grade: There is no folder {tmp_path / 'nowhere'}.\n")


def test_a_file_is_no_folder(kit: Path) -> None:
    """A file given as the folder is answered in one line, and exit code 2."""
    graded = sample_kit.grade(kit, "grade", "--submission", __file__)
    assert (graded.code, graded.out, graded.err) == (2, "", f"grade: There is no folder {__file__}.\n")


def test_json_that_cannot_be_written_is_a_mistake(kit: Path, tmp_path: Path) -> None:
    """A path where no file can be written is told in one line, and exit code 2, before anything is graded."""
    path = tmp_path / "no" / "result.json"
    graded = sample_kit.grade(kit, "grade", "good", "--json", str(path))
    assert (graded.code, graded.out) == (2, "")
    assert graded.err.strip() == f"grade: The result can't be written to {path}: No such file or directory."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_loses_no_result(kit: Path) -> None:
    """A file that can't be written after all is told in one line, after the result; that is the machine's fault."""
    graded = sample_kit.grade(kit, "grade", "good", "--json", "/dev/full")
    assert (graded.code, graded.err) == (3, "grade: The result can't be written to /dev/full: No space left on device.\n")
    assert "0/10" in graded.out


def test_json_is_all_that_is_printed(kit: Path, tmp_path: Path) -> None:
    """`--json -` prints JSON and nothing else; all points are exit code 0."""
    submission = _submission(tmp_path / "submission", good="prints_much")
    graded = sample_kit.grade(kit, "grade", "good", "--json", "-", "--submission", str(submission))
    assert (graded.code, graded.err, json.loads(graded.out)["points"]) == (0, "", 10)


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing holds a process tree together (see TRUST)")


def _busy(folder: Path) -> tuple[Path, Path]:
    """Make a submission whose second program starts a process that never ends; and a file that is there once it has."""
    started = folder / "started"
    submission = _submission(folder / "submission", good="good", stops_itself="child_is_busy")
    path = submission / sample_kit.CHAPTER / "stops_itself.py"
    path.write_text(path.read_text().replace("while True: pass", f"open({str(started)!r}, 'w')\\nwhile True: pass"))
    return submission, started


def _wait_for(path: Path, process: sample_kit.Process) -> None:
    while process.poll() is None and not path.exists():
        time.sleep(0.01)


@LINUX
def test_ctrl_c_ends_everything_and_tells_what_was_graded(kit: Path, tmp_path: Path) -> None:
    """Interrupted while a program hangs: nothing is left behind, what was graded is told, exit code 130."""
    submission, started = _busy(tmp_path)

    def interrupt(process: sample_kit.Process) -> None:
        _wait_for(started, process)
        process.send_signal(signal.SIGINT)

    graded = sample_kit.grade(kit, "grade", "--submission", str(submission), meanwhile=interrupt)
    assert (graded.code, graded.left) == (130, [])
    told = graded.err.splitlines()[-1]  # the other one may have been graded by then, or not
    assert told.startswith(("Interrupted: 0 of 2 exercises were graded", "Interrupted: 1 of 2 exercises were graded"))
    assert graded.out.count("not graded") == (1 if told.startswith("Interrupted: 1") else 2)


@LINUX
def test_a_grader_that_is_killed_leaves_nothing_behind(kit: Path, tmp_path: Path) -> None:
    """Killed while a program hangs, the grader takes every process of it along."""
    submission, started = _busy(tmp_path)

    def kill(process: sample_kit.Process) -> None:
        _wait_for(started, process)
        [grader] = tree.children(process.pid)
        os.kill(grader, signal.SIGKILL)

    graded = sample_kit.grade(kit, "grade", "--submission", str(submission), meanwhile=kill)
    assert (graded.code, graded.left) == (128 + signal.SIGKILL, [])
