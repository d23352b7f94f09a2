"""Results: the same bytes for the same submission, and a schema that fits them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.grading.kit import REFERENCE, ROOT
from grader.grading.results.result import decode
from grader.grading.results.result_json import recordings, schema

COMMAND = ["-m", "grader", "grade", "--final", "--json", "-", "--submission"]


def _grade(python: str, submission: Path) -> bytes:
    done = subprocess.run([python, *COMMAND, str(submission)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def graded() -> bytes:
    """The references' result."""
    return _grade(sys.executable, ROOT / "solutions")


def test_the_schema_is_current() -> None:
    """grader/reports/result.schema.json is what `python -m grader schema` writes."""
    assert (ROOT / "grader" / "reports" / "result.schema.json").read_bytes() == schema()


def test_the_same_submission_gives_the_same_bytes(graded: bytes) -> None:
    """Nothing of a result depends on the hour, on chance, or on how busy the machine is."""
    assert _grade(sys.executable, ROOT / "solutions") == graded


def test_nothing_real_is_in_a_result(graded: bytes) -> None:
    """No path of this machine and no address is in a result."""
    assert str(ROOT).encode() not in graded
    assert b" at 0x" not in graded
    assert b"/tmp" not in graded


def test_points_add_up(graded: bytes) -> None:
    """A result's points are its exercises', and theirs their checks'."""
    result: dict[str, Any] = json.loads(graded)
    assert result["points"] == sum(one["points"] for one in result["exercises"]) == result["max_points"]
    for exercise in result["exercises"]:
        assert exercise["points"] == sum(check["points"] for check in exercise["checks"]) == exercise["max_points"] == 10


def test_checks_name_recordings_of_the_result(graded: bytes) -> None:
    """Each recording that a check names is in the result; a world that a check doesn't ask about may be there, too."""
    result = json.loads(graded)
    named = {name for exercise in result["exercises"] for check in exercise["checks"] for name in check["recordings"]}
    assert named <= set(result["recordings"])
    assert {name.split("/")[1] for name in named} == {name.split("/")[1] for name in result["recordings"]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{", "["),
        ('"kit": ', '"kid": '),
        ('"points": ', '"points": "1", "x": '),
        ('"checks": [', '"checks": [1, '),
        ('"error": ""', '"error": 1'),
    ],
)
def test_a_damaged_result_is_refused(graded: bytes, old: str, new: str) -> None:
    """What is no result of a grading is told in one sentence, not taken for one with odd numbers."""
    assert decode(graded).points > 0
    with pytest.raises(ValueError, match=r"^This is no result of a grading \(.*\)\.$"):
        decode(graded.replace(old.encode(), new.encode(), 1))


def test_every_python_records_the_references_alike(graded: bytes) -> None:
    """What the references do is kept as data, and the same on every Python (`nox -s check -- NAME --update` writes it)."""
    assert REFERENCE.read_bytes() == recordings(graded)
