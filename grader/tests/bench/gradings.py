"""What gradings cost: cold, after an edit, once more, and a class."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from grader.grading.kept_plays import folder_for
from grader.grading.kit import ROOT, exercises
from grader.tests.bench.measure import RUNS, Cost, cost, once

GRADE = ("-m", "grader", "grade", "--submission")
ONE = "limit_workers"
LARGE = """
from grader.suite import Recording, calls, check, scenario


@scenario(without={"*": "one story is enough here"}, jobs=calls("job", count={count}, seconds=1))
async def many(exercise, jobs):
    return await exercise.run_all(jobs, limit=3)


@check("At most three at once", stage="works", points=10, hint="")
def test_limit(many: Recording):
    assert many.peak("job") == 3, "not three"
"""


def table(folder: Path) -> Iterator[tuple[str, str]]:
    """Measure, a row each: what, and its cost."""
    yield "python -c pass", str(cost(["-c", "pass"]))
    yield "python -c 'import pytest'", str(cost(["-c", "import pytest"]))
    yield f"{len(exercises())} references, cold", str(cost([*GRADE, "solutions"], before=_forget))
    yield "… after one was edited", str(_edited(folder))
    yield "… once more, nothing edited", str(cost([*GRADE, "solutions"]))
    yield "… --fresh: each play a process", str(cost([*GRADE, "solutions", "--fresh"], runs=3))
    yield f"{len(exercises())} untouched stubs, cold", str(cost([*GRADE, "exercises"], before=_forget))
    yield f"one exercise ({ONE}), cold", str(cost([*GRADE, "solutions", ONE], before=_forget))
    yield "… again, in a grader that lives on", f"{_warm(folder):7.3f} s"


def growth(folder: Path) -> Iterator[tuple[str, str]]:
    """Measure how it grows: with jobs in a scenario, and with submissions."""
    for count in (10, 100, 1_000, 3_000):
        yield f"one play of {count:,} jobs", str(_large(folder, count))
    for count in (1, 10, 100):
        yield f"grade-all, one exercise, {count} submissions", _class(folder, count)


def _forget() -> None:
    shutil.rmtree(folder_for() or tempfile.mkdtemp(), ignore_errors=True)


def _edited(folder: Path) -> Cost:
    """All references, of which one differs from what was graded before."""
    work = folder / "edited"
    shutil.copytree(ROOT / "solutions", work)
    file = work / "08_semaphores" / f"{ONE}.py"
    once([sys.executable, *GRADE, work])

    def edit() -> None:
        file.write_text(f"{file.read_text('utf-8')}# {time.time_ns()}\n", "utf-8")

    return cost([*GRADE, work], before=edit)


def _warm(folder: Path) -> float:
    """Real seconds from a job to its answer, with a file that was edited each time; the median."""
    submission = folder / "warm"
    submission.mkdir()
    words = [sys.executable, "-m", "grader.grading", ONE]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    with subprocess.Popen(words, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as grader:
        assert grader.stdin
        assert grader.stdout
        for number in range(RUNS + 3):
            shutil.copy(ROOT / "solutions" / "08_semaphores" / f"{ONE}.py", submission)
            with (submission / f"{ONE}.py").open("a") as file:
                file.write(f"# {number}\n")
            begun = time.perf_counter()
            grader.stdin.write(json.dumps({"submission": str(submission), "student": "", "json": str(folder / "warm.json")}) + "\n")
            grader.stdin.flush()
            grader.stdout.readline()
            times.append(time.perf_counter() - begun)
        grader.stdin.close()
    return statistics.median(times[3:])


def _large(folder: Path, count: int) -> Cost:
    """Grade one exercise whose only scenario has so many jobs."""
    from grader.tests import sample_kit  # noqa: PLC0415 - it needs hypothesis' neighbours, and is for this alone

    suite = folder / f"suite_{count}.py"
    suite.write_text(LARGE.format(count=count))
    kit = sample_kit.make(folder / f"large_{count}", [ONE], suite)
    chapter = folder / f"large_{count}" / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "08_semaphores" / f"{ONE}.py", chapter)
    return cost(["-m", "grader", "grade", "--fresh", "--submission", chapter.parent], runs=3, cwd=kit)


def _class(folder: Path, count: int) -> str:
    """Grade a class, each file another one."""
    submissions = folder / f"class_{count}"
    for number in range(count):
        (submissions / f"s{number}").mkdir(parents=True)
        source = (ROOT / "solutions" / "08_semaphores" / f"{ONE}.py").read_text("utf-8")
        (submissions / f"s{number}" / f"{ONE}.py").write_text(f"{source}# {number}\n", "utf-8")
    out = folder / f"results_{count}"
    found = once([sys.executable, "-m", "grader.classroom", "grade-all", submissions, ONE, "--out", out])
    return f"{found}   {count / found.wall:5.1f} submissions/s"
