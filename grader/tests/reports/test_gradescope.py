"""Gradescope: what a learner sees there."""

from __future__ import annotations

import json
from typing import Any

from grader.grading.results.result import Result
from grader.reports.content import PROVISIONAL, WITHHELD
from grader.reports.platforms.gradescope import results
from grader.tests.reports.samples import CHANGED, COMPLETE, HALF, PARTLY


def _read(result: Result) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    found = json.loads(results(result))
    return found, {test["number"]: test for test in found["tests"]}


def test_a_failed_check_tells_what_happened_and_what_to_think_about() -> None:
    """A test that fails has the message and the hint; one that passes has nothing to say."""
    _, tests = _read(HALF)
    assert tests["2.1"]["name"] == "limit_workers: At most `limit` jobs run at once"
    assert tests["2.1"]["output"].splitlines()[1] == "Hint: Think about this: at most `limit` jobs run at once."
    assert tests["2.2"]["output"] == ""


def test_a_failed_guard_is_a_failed_test_without_points() -> None:
    """While a guard fails, a check that holds is shown as such, with no points and the reason."""
    _, tests = _read(HALF)
    assert [(tests[n]["status"], tests[n]["score"], tests[n]["max_score"]) for n in ("3.1", "3.3")] == [("passed", 0, 7), ("failed", 0, 0)]
    assert tests["3.1"]["output"] == WITHHELD


def test_what_was_not_judged_or_graded_has_failed() -> None:
    """Nothing that was not judged is passed; an exercise that was not graded is one failed test with all its points."""
    _, tests = _read(PARTLY)
    assert (tests["2.1"]["status"], tests["2.1"]["max_score"]) == ("failed", 10)
    assert "The grading was interrupted." in tests["2.1"]["output"]


def test_what_concerns_all_of_a_result_is_said_first() -> None:
    """Who decides in the end, which files of the kit were changed, and why something failed stands above the tests."""
    assert PROVISIONAL in _read(CHANGED)[0]["output"]
    assert "\n  pytest.py: added\n" in _read(CHANGED)[0]["output"]
    assert PARTLY.error in _read(PARTLY)[0]["output"]
    assert PROVISIONAL not in _read(COMPLETE)[0]["output"]
