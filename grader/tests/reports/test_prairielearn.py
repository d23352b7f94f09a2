"""PrairieLearn: what counts there as an attempt."""

from __future__ import annotations

import json

from grader.reports.platforms.prairielearn import results
from grader.tests.reports.samples import HALF, NOT_GRADED, PARTLY, UNTOUCHED


def test_a_fault_of_the_grader_is_no_attempt() -> None:
    """Where nothing could be graded the submission is not gradable, which costs nothing, and the reason is told."""
    found = json.loads(results(NOT_GRADED))
    assert (found["gradable"], found["score"]) == (False, 0)
    assert found["format_errors"][0].startswith("The grading ended before there was a result")


def test_what_was_graded_counts() -> None:
    """An untouched file is an attempt, and so is a result of which a part is missing."""
    assert [json.loads(results(one))["gradable"] for one in (UNTOUCHED, PARTLY)] == [True, True]
    assert "format_errors" not in json.loads(results(PARTLY))


def test_a_guard_says_whether_it_holds() -> None:
    """A test out of 0 points is shown without a verdict, so that its message has one."""
    messages = {test["name"]: test["message"] for test in json.loads(results(HALF))["tests"]}
    assert messages["task_group: No task is left"].startswith("Failed.\n2 tasks were left behind.")
    assert messages["concurrent_waits: In order"] == ""
