"""Grades a class at the command line with a stand-in for the graders: what a submission's file says is what it gets.

`stand_in.py WORD...` is `python -m grader.classroom WORD...` in which no program is played: many runs take the time of one. The file of
the exercise says `points 7`, `wait FILE 7`, or `trouble`; its result has recordings.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import msgspec

from grader.classroom.collect.graders import Ended, Graders
from grader.cli.start import start
from grader.grading.kit import choose
from grader.grading.results.result import ExerciseResult, total

EXERCISE = "limit_workers"
KILLED = Ended(-9, late=False, output="It said this.")


async def grade(_self: Graders, _words: Sequence[str], _cwd: Path, job: Mapping[str, str], _seconds: float) -> Ended:
    """Give a submission what its file says."""
    while _waits(job):  # noqa: ASYNC110 - for a file
        await asyncio.sleep(0.01)
    return _graded(job)


def _said(job: Mapping[str, str]) -> list[str]:
    found = [*Path(job["submission"]).glob(f"{EXERCISE}*.py")]
    return found[0].read_text("utf-8").split() if found else ["points", "0"]


def _waits(job: Mapping[str, str]) -> bool:
    said = _said(job)
    return said[0] == "wait" and not Path(said[1]).exists()


def _graded(job: Mapping[str, str]) -> Ended:
    said = _said(job)
    if said[0] == "trouble":
        return KILLED
    Path(job["json"]).write_bytes(result(job["student"], int(said[-1])))
    return Ended(0, late=False, output="")


def result(student: str, points: int) -> bytes:
    """Make a result, as a grader writes it."""
    [entry] = choose((EXERCISE,))
    one = ExerciseResult(entry.name, entry.chapter, entry.title, entry.path, None, points, entry.points, "incomplete", "“✓”\n", [])
    recordings = {f"{entry.name}/{number}": {"events": [student * number] * points} for number in range(20)}
    data = {**asdict(total([one], "1")), "submission": student, "provisional": False, "recordings": recordings}
    return msgspec.json.format(json.dumps(data).encode(), indent=2) + b"\n"


def hand_in(everybody: Path, **said: str) -> Path:
    """Let these say that."""
    for name, words in said.items():
        (everybody / name).mkdir(parents=True, exist_ok=True)
        (everybody / name / f"{EXERCISE}.py").write_text(words)
    return everybody


def start_grading(*words: object, **more: Any) -> subprocess.Popen[str]:
    """Start a grading, or a merge, at the command line."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, __file__, *map(str, words)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def graded(*words: object, **more: Any) -> tuple[int, str, str]:
    """Grade, or merge, at the command line. Returns the exit code, and what was said."""
    process = start_grading(*words, **more)
    out, err = process.communicate()
    return process.returncode, out, err


def left(out: Path) -> dict[str, bytes]:
    """What a grading leaves, but for the store itself and its lock."""
    files = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith((".results.lock", "results."))]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def install() -> None:
    """Take the graders' place."""
    Graders.grade = grade  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    install()
    start("grader.classroom", sys.argv[1:])
