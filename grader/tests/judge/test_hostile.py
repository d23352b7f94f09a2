"""Programs that break, hang, flood, escape or cheat. Each file of grader/tests/hostile is one, and says what must come of it.

Its first line says what it does; then come, in this order, where they apply:
    # ends: busy          the outcome of its recording
    # points: 10          what it earns; 0, where nothing is said
    # says: TEXT          the first line of what the learner is told, of the exercise or of the first check not passed
All are graded in one run at the command line, with right programs between them.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.grading.results.result import ExerciseResult
from grader.tests import sample_kit

SAMPLES = sorted((Path(__file__).parents[1] / "hostile").glob("*.py"))
BETWEEN = 10  # samples, then a right program
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing holds a process tree together (see TRUST)")


@dataclass(frozen=True)
class Expected:
    """What the first lines of a sample say."""

    ends: str
    says: str
    points: int

    @classmethod
    def of(cls, path: Path) -> Expected:
        """Read them."""
        lines = itertools.takewhile(lambda line: line.startswith("# "), path.read_text("utf-8").splitlines()[1:])
        said = dict(line.removeprefix("# ").split(": ", 1) for line in lines)
        return cls(said["ends"], said.get("says", ""), int(said.get("points", "0")))


def _between() -> list[str]:
    return [f"good_{number}" for number in range(len(SAMPLES) // BETWEEN + 1)]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> sample_kit.Graded:
    """Grade all samples in one run."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {path.stem: path for path in SAMPLES}
    good = files["good"]
    names: list[str] = []
    for number, name in enumerate(_between()):
        names += [name, *list(files)[number * BETWEEN : (number + 1) * BETWEEN]]
    kit = sample_kit.make(folder, names)
    chapter = folder / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    for name in names:
        shutil.copy(files.get(name, good), chapter / f"{name}.py")
    return sample_kit.grade(kit, "grade", "--json", "-", "--submission", str(chapter.parent))


def _of(graded: sample_kit.Graded, name: str) -> ExerciseResult:
    return next(one for one in graded.result().exercises if one.name == name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_gets_what_it_deserves(graded: sample_kit.Graded, path: Path) -> None:
    """Every sample ends as it says, earns what it says, and its learner is told what it says."""
    result, expected = _of(graded, path.stem), Expected.of(path)
    told = [result.message, *(check.message for check in result.checks if check.status != "passed")]
    says = next((message.partition("\n")[0] for message in told if message), "")
    ends = sample_kit.recordings(graded)[f"{path.stem}/two_at_a_time"]["outcome"]
    assert (ends, result.points, says) == (expected.ends, expected.points, expected.says)


@pytest.mark.parametrize("name", _between())
def test_no_sample_costs_another_program_its_points(graded: sample_kit.Graded, name: str) -> None:
    """Right programs that are graded beside the samples get all their points."""
    assert (_of(graded, name).points, _of(graded, name).message) == (10, "")


def test_no_process_is_left_behind(graded: sample_kit.Graded) -> None:
    """After the grading nothing of any sample runs: not even what left its session, its group and its parents."""
    assert graded.left == []


def test_the_grading_itself_goes_well(graded: sample_kit.Graded) -> None:
    """The exit code is that of a graded submission, only JSON is printed, and nothing is complained of."""
    assert (graded.code, graded.err) == (1, "")


ONCE = """
async def run_all(jobs, limit=3):
    while limit == 4:
        pass
    return [await job() for job in jobs]
"""
AGAIN = """
import pathlib


async def run_all(jobs, limit=3):
    kept = pathlib.Path.cwd().parent / "answers.txt"
    if kept.exists():
        return kept.read_text().split()
    answers = [await job() for job in jobs]
    kept.write_text(" ".join(answers))
    return answers[:1] * 4
"""


def test_what_goes_wrong_in_one_scenario_costs_no_other(tmp_path: Path) -> None:
    """A program that hangs in one scenario keeps the points of another; one that replays an earlier play's answers earns none."""
    kit = sample_kit.make(tmp_path, ["once", "again"], Path(__file__).parents[1] / "hostile_suite_of_two.py")
    chapter = tmp_path / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    (chapter / "once.py").write_text(ONCE)
    (chapter / "again.py").write_text(AGAIN)
    once, again = sample_kit.grade(kit, "grade", "--json", "-", "--submission", str(chapter.parent)).result().exercises
    assert [(check.status, check.points) for check in once.checks] == [("passed", 5), ("not judged", 0)]
    assert once.message == "Your program kept the processor busy without ever letting the event loop run. Line 3."
    assert again.points == 0
