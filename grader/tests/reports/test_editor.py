"""The tasks for VS Code: what they type is run here, and what they match is matched by the same rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.classroom.hand_out.choice import made
from grader.classroom.hand_out.contents import learners_copy
from grader.grading.kit import ROOT
from grader.reports.platforms.editor import problems
from grader.tests.reports.samples import PARTLY

TASKS: list[dict[str, Any]] = json.loads((ROOT / ".vscode" / "tasks.json").read_text())["tasks"]
MATCHER = TASKS[0]["problemMatcher"]
WRONG = """
async def run_all(jobs, limit=3):
    return [await job() for job in jobs]


async def run_all_of_them(jobs):
    await missing
"""


def _matched(printed: str) -> list[tuple[str, int, str]]:
    """Find problems as VS Code does: line by line."""
    pattern = MATCHER["pattern"]
    found = [match for line in printed.splitlines() if (match := re.search(pattern["regexp"], line))]
    return [(match[pattern["file"]], int(match[pattern["line"]]), match[pattern["message"]]) for match in found]


def test_a_task_finds_the_problems(tmp_path: Path) -> None:
    """What is typed for the file that is open prints a line for each place that is wrong; its file and line are there."""
    (tmp_path / "limit_workers.py").write_text(WRONG)
    session, words = TASKS[0]["args"][:3], [word.replace("${fileBasenameNoExtension}", "limit_workers") for word in TASKS[0]["args"][3:]]
    assert session == ["-s", "grade", "--"]
    words = [sys.executable, "-m", "grader", "grade", *words, "--submission", str(tmp_path)]
    printed = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False).stdout
    found = _matched(printed)
    assert len(found) == len(printed.splitlines())
    assert {file for file, _, _ in found} == {"exercises/08_semaphores/limit_workers.py"}
    assert any("slot" in message for _, _, message in found)
    assert all(1 <= line <= len(WRONG.splitlines()) for _, line, _ in found)


def test_each_problem_is_a_line_of_its_own() -> None:
    """Every exercise that is not complete has one, whatever its messages hold; a complete one has none."""
    found = _matched(problems(PARTLY))
    assert len(found) == len(problems(PARTLY).splitlines())
    expected = {one.file for one in PARTLY.exercises if one.outcome not in ("complete", "untouched")}
    assert {file for file, _, _ in found} == expected != set()


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["label"])
def test_a_task_names_a_session(task: dict[str, Any]) -> None:
    """Each task types a session of noxfile.py's learner's part."""
    learners = (ROOT / "noxfile.py").read_text("utf-8").partition("# --- A learner's copy ends here.")[0]
    name = task["args"][1]
    assert f"\ndef {name}(" in learners or f'name="{name}"' in learners


def test_a_learners_copy_brings_them() -> None:
    """The tasks and the settings, by which VS Code finds the checks, are in a release."""
    copy = learners_copy(made(["limit_workers"], [], "Week 3", "en"))
    assert json.loads(copy[".vscode/tasks.json"])["tasks"] == TASKS
    assert json.loads(copy[".vscode/settings.json"])["python.testing.pytestArgs"] == ["grader/suites"]
