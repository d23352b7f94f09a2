"""A small class made from labelled programs of one light exercise, graded once at the command line; and what may be in a result."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from grader.classroom.class_page.facts.learners import Class, Done, Learner
from grader.grading.kit import ROOT
from grader.grading.results.result import CheckResult, Result
from grader.recording.encoding import encode
from grader.recording.events import Call, Leftover, TaskSeen
from grader.tests.reports import samples
from grader.tests.reports.plays import MADE, play

CHAPTER, EXERCISE = "08_semaphores", "limit_workers"
CORPUS = ROOT / "grader" / "corpus" / CHAPTER / EXERCISE
PROGRAMS = {  # who has handed in which labelled program
    "ada": "right/gather_and_stop",
    "bob": "wrong/sequential",
    "carol": "wrong/swallows_cancel",
    "evelyn": "wrong/swallows_cancel",  # with other names, and formatted otherwise
    "<script>alert(1)": "wrong/no_limit",
    "王小明": "wrong/plain_gather",
}


def make(folder: Path) -> tuple[Path, Path]:
    """Grade the class. Returns the folder of submissions, and that of results."""
    subs, out = folder / "submissions", folder / "results"
    for name, program in PROGRAMS.items():
        _hand_in(subs / name, _program(program))
    _hand_in(subs / "evelyn", _renamed(_program(PROGRAMS["evelyn"])))
    _hand_in(subs / "stub", (ROOT / "exercises" / CHAPTER / f"{EXERCISE}.py").read_text("utf-8"))
    _hand_in(subs / "broken", "async def run_all(jobs, limit:\n")
    (subs / "empty").mkdir()
    (subs / "link").symlink_to("ada")
    done = classroom("grade-all", subs, EXERCISE, "--out", out)
    assert done.returncode == 1, done.stderr  # the link can't be graded
    return subs, out


def _hand_in(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{EXERCISE}.py").write_text(text, "utf-8")


def _program(name: str) -> str:
    return (CORPUS / f"{name}.py").read_text("utf-8")


def _renamed(source: str) -> str:
    """Write a program with other names for its variables, formatted anew, and with a comment."""
    tree = ast.parse(source)
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = f"my_{node.id}"
        if isinstance(node, ast.arg) and node.arg in own:
            node.arg = f"my_{node.arg}"
    return f"# all mine\n{ast.unparse(tree)}\n"


def classroom(*words: object) -> subprocess.CompletedProcess[str]:
    """Type a command of a teacher's."""
    command = [sys.executable, "-m", "grader.classroom", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def keep(folder: Path, *results: Result) -> Path:
    """Keep results as grade-all does. Returns the folder."""
    (folder / "results").mkdir(parents=True, exist_ok=True)
    for number, result in enumerate(results):
        data = json.dumps(result, default=lambda one: one.__dict__)
        (folder / "results" / f"{number:03}.json").write_text(data, "utf-8", "surrogatepass")
    return folder


def read(text: str) -> ET.Element:
    """Read a page strictly."""
    return ET.fromstring(text.partition("\n")[2])  # noqa: S314 - written by us


def hostile(said: str) -> Result:
    """Make a result whose every text of a learner's is this one."""
    call = Call("job", f"{said}()", None, (), 0.0, "thread", end=1.0, outcome="raised", type=said)
    recording = play(
        outcome="deadlock", message=said, called=(*MADE, call), tasks=(TaskSeen(said, 3, 0.0, None, f"raised {said}"),),
        leftovers=(Leftover("task", said, 3),),
    )  # fmt: skip
    name = f"{EXERCISE}/{said}"
    check: CheckResult = replace(samples.check("At most three", 5, "failed", said, line=3), play=name, recordings=[name])
    one = replace(samples.exercise(EXERCISE, CHAPTER, "incomplete", [check], message=said), notes=[said])
    made = replace(samples.result([one], submission=said), error=said, changed=[said], recordings={name: encode(recording)})
    return replace(made, kit_version=said)


def as_class(*results: Result, source: str = "") -> Class:
    """Make a class of results, each as it would be read; every exercise has this source."""
    learners = []
    for result in results:
        done = [_done(one, result, source) for one in result.exercises]
        learners.append(Learner(replace(result, recordings={}), done))
    return Class(learners, sources=bool(source))


def _done(one: Any, result: Result, source: str) -> Done:
    cause = next((check for check in one.checks if check.status == "failed"), None)
    recording = result.recordings.get(cause.play) if cause else None
    return Done(result.submission, one, cause, "left-behind" if recording else "", recording, source)
