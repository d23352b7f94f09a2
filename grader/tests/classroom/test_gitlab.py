"""The pipeline of a learner's copy, its scripts run as GitLab's runner would: each in a shell of its own, in the clone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from grader.classroom.hand_out import repository
from grader.classroom.hand_out.choice import made
from grader.classroom.hand_out.contents import learners_copy
from grader.grading.kit import ROOT
from grader.tests.classroom.runner import SHIM

SOLVED = "01_sync_vs_async/concurrent_waits.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A learner's copy of two exercises, one of which is right; and the release that it is of, beside it."""
    for folder in ("teacher", "copy"):
        repository.make(tmp_path / folder, learners_copy(made(["concurrent_waits", "limit_workers"], [], "Week 3", "en")), "Week 3")
    shutil.copy(ROOT / "solutions" / SOLVED, tmp_path / "copy" / "exercises" / SOLVED)
    return tmp_path / "copy"


def _run(copy: Path, nox: str = SHIM, **variables: str) -> tuple[int, dict[str, Any]]:
    """Run the job; returns its exit code, and the result that it leaves."""
    job = yaml.safe_load((copy / ".gitlab-ci.yml").read_text("utf-8"))["grade"]
    shims = copy.parent / "bin"
    shims.mkdir()
    (shims / "nox").write_text(nox)
    (shims / "nox").chmod(0o755)
    path = f"{shims}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CI_PROJECT_DIR": str(copy), "CI_BUILDS_DIR": str(copy.parent), "CI_JOB_ID": "7", **variables}
    codes = []
    for part in ("script", "after_script"):
        script = "set -eo pipefail\n" + "\n".join(job[part])
        codes.append(subprocess.run(["bash", "-c", script], cwd=copy, env=env, capture_output=True, check=False).returncode)  # noqa: S607 - bash
    assert codes[1] == 0
    suites = ET.parse(copy / job["artifacts"]["reports"]["junit"]).getroot()  # noqa: S314 - our own
    assert {case.get("classname") for case in suites.iter("testcase")} != set()
    result: dict[str, Any] = json.loads((copy / "report" / "result.json").read_text("utf-8"))
    return codes[0], result


def test_half_right_work_gets_its_points(copy: Path) -> None:
    """10 of 20 points, as JSON and JUnit; and the job is red."""
    code, result = _run(copy)
    assert (code, result["points"], result["max_points"], result["changed"]) == (1, 10, 20, [])
    assert "10 of 20 points" in (copy / "report" / "page.html").read_text("utf-8")


def test_the_teachers_release_grades(copy: Path) -> None:
    """With the teacher's repository, the copy's own suites are not asked, and what was changed is named."""
    [suite] = copy.glob("grader/suites/*/test_limit_workers.py")
    suite.write_text("from grader.suite import check\n\n\n@check('Easy', points=10, hint='')\ndef test_easy():\n    pass\n")
    commit = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=copy.parent / "teacher", text=True).strip()  # noqa: S607 - git
    code, result = _run(copy, AWAITLINGS_REPOSITORY=str(copy.parent / "teacher"), AWAITLINGS_COMMIT=commit)
    assert (code, result["points"], result["changed"]) == (1, 10, [f"{suite.relative_to(copy).as_posix()}: changed"])


def test_a_crash_still_leaves_a_valid_result(copy: Path) -> None:
    """Where the grading itself failed, the report says so, with no points of all there are."""
    code, result = _run(copy, nox="#!/bin/sh\nexit 1\n")
    assert (code, result["points"], result["max_points"]) == (1, 0, 20)
    assert {one["outcome"] for one in result["exercises"]} == {"not graded"}


def test_a_result_that_was_pushed_is_not_taken_for_one(copy: Path) -> None:
    """Where nothing could be graded, no file of the copy is reported in its place."""
    for name in ("result-7.json", "report.json", "report/result.json"):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text('{"points": 20}')
    _, result = _run(copy, AWAITLINGS_REPOSITORY=str(copy.parent / "nowhere"))
    assert (result["points"], result["error"] != "") == (0, True)


def test_the_teachers_release_reports(copy: Path) -> None:
    """With the teacher's repository, it is not the copy's files that write the result either."""
    (copy / "grader" / "reports" / "__main__.py").write_text("raise SystemExit(1)\n")
    _, result = _run(copy, AWAITLINGS_REPOSITORY=str(copy.parent / "teacher"))
    assert (result["points"], result["changed"]) == (10, ["grader/reports/__main__.py: changed"])


def test_a_copy_that_cannot_even_report_leaves_a_result(copy: Path) -> None:
    """Where the copy's own files are damaged, the pipeline itself says so."""
    (copy / "grader" / "reports" / "__main__.py").write_text("raise SystemExit(1)\n")
    _, result = _run(copy)
    assert (result["points"], result["max_points"]) == (0, 20)
    assert "no report could be made" in result["error"]
