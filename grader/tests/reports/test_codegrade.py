"""CodeGrade: which cases succeed, and the share of the points."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.grading.results.result import Result
from grader.reports.platforms.codegrade import lines
from grader.tests.reports.samples import COMPLETE, HALF, NOT_GRADED, ODD_POINTS


def _suites(result: Result) -> list[dict[str, Any]]:
    suites: list[dict[str, Any]] = json.loads(lines(result).splitlines()[0])["results"]
    return suites


@pytest.mark.parametrize(("result", "share"), [(COMPLETE, "1"), (HALF, "13/50"), (ODD_POINTS, "25/33"), (NOT_GRADED, "0")])
def test_the_share_is_a_fraction(result: Result, share: str) -> None:
    """The last line has the points as a fraction of all there are."""
    assert lines(result).splitlines()[-1] == f'{{"tag":"points","points":"{share}"}}'


def test_a_check_whose_points_a_guard_takes_fails() -> None:
    """Weights alone make the points there, so a check that earns nothing can't succeed."""
    [case, *_] = _suites(HALF)[2]["testCases"]
    assert (case["name"], case["status"], case["weight"]) == ("The first failure cancels the rest", "failure", "7/10")


def test_remarks_weigh_nothing() -> None:
    """What concerns a result or an exercise is a case too, of weight 0."""
    assert [(case["name"], case["weight"]) for case in _suites(HALF)[1]["testCases"]][-1] == ("Incomplete", "0")
    assert [(case["name"], case["status"], case["weight"]) for case in _suites(NOT_GRADED)[0]["testCases"]] == [
        ("Asyncio, week 3", "failure", "0"),
        ("Not graded", "failure", "1"),
        ("Not graded", "failure", "0"),
    ]
