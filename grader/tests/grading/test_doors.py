"""Whoever asks, a verdict is the same: a grading, a grader that lives on, and plain pytest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader.authoring.labelled import Labelled, labelled
from grader.grading.kit import ROOT, choose
from grader.grading.results.result import ExerciseResult, decode


def _samples() -> list[Labelled]:
    """Of one exercise, its stub, its reference and its mistakes."""
    return [one for one in labelled(choose(("limit_workers",))[0]) if one.label in ("stub", "reference", "wrong")][:5]


def _run(*words: str | Path, job: str = "") -> None:
    subprocess.run([sys.executable, *words], cwd=ROOT, input=job, text=True, capture_output=True, check=False)


def _of(path: Path) -> ExerciseResult:
    [exercise] = decode(path.read_bytes()).exercises
    return exercise


def _said(path: Path) -> dict[str, str]:
    """What pytest's own report says of each check: nothing, if it passed."""
    cases = ET.parse(path).iter("testcase")  # noqa: S314 - pytest wrote it
    return {str(case.get("name")): "".join(failure.text or "" for failure in case.iter("failure")) for case in cases}


@pytest.mark.parametrize("one", _samples(), ids=lambda one: one.id)
def test_every_door_has_the_same_verdict(one: Labelled, tmp_path: Path) -> None:
    """`grade`, a grader that lives on, and `pytest grader/suites` say the same of a program, check by check, word by word."""
    file = tmp_path / "submission" / one.entry.path
    file.parent.mkdir(parents=True)
    file.write_text(one.source, "utf-8")
    submission, paths = tmp_path / "submission", [tmp_path / f"{number}.out" for number in range(3)]
    _run("-m", "grader", "grade", one.entry.name, "--submission", submission, "--json", paths[0], "--fresh")
    job = {"submission": str(submission), "student": "", "json": str(paths[1])}
    _run("-m", "grader.grading", one.entry.name, job=json.dumps(job) + "\n")
    _run("-m", "pytest", "-q", "-p", "no:cacheprovider", one.entry.suite, "--submission", submission, f"--junitxml={paths[2]}")
    graded, served, said = _of(paths[0]), _of(paths[1]), _said(paths[2])
    assert graded == served
    assert said.keys() == {check.name for check in graded.checks}
    for check in graded.checks:
        assert said[check.name].partition("\nassert ")[0] == check.message
