"""What Classroom 50 collects, held to its rules (foundation50/classroom50: result-v1.schema.json, and runner.py's validate_result)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from grader.grading.results.result import Result
from grader.reports.platforms import classroom50
from grader.tests.reports.samples import COMPLETE, HALF, HUGE, NASTIES, NOT_GRADED, PARTLY, SAMPLES, SYNC, check, exercise, result
from grader.tests.reports.test_github import parse, read_lines

ENVIRON = {
    "CLASSROOM": "cs-principles",
    "ASSIGNMENT": "week3",
    "ASSIGNMENT_TYPE": "group",
    "USERNAME": "ada",
    "OWNER": "grace",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://x.example/commit",
    "RELEASE_URL": "https://x.example/release",
    "REVIEW_URL": "https://x.example/review",
}
FIELDS = {"schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release", "review", "datetime"}


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test as if there were no runner."""
    for name in ENVIRON:
        monkeypatch.delenv(name, raising=False)


def read(text: str) -> dict[str, Any]:
    """Read a result, and see that it keeps the rules: else Classroom 50 records 0 of 0."""
    found: dict[str, Any] = json.loads(text.encode("ascii"))
    assert set(found) == {*FIELDS, "score", "max-score", "tests"}
    assert all(isinstance(found[name], str) and found[name] for name in FIELDS)
    assert found["schema"] == "classroom50/result/v1"
    assert found["submission"].startswith("submit/")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", found["datetime"])
    for one in [found, *found["tests"]]:
        assert type(one["score"]) is type(one["max-score"]) is int
        assert 0 <= one["score"] <= one["max-score"]
    assert all(isinstance(test["passed"], bool) and test["test-name"] for test in found["tests"])
    return found


def listed(made: Result) -> dict[str, dict[str, Any]]:
    """Tell the tests by their names."""
    return {test["test-name"]: test for test in read(classroom50.result(made))["tests"]}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_result_keeps_the_rules(sample: Result) -> None:
    """Whole numbers everywhere, the tests' points add up to all points, and no field is missing or empty."""
    found = read(classroom50.result(sample))
    assert (found["score"], found["max-score"]) == (sample.points, sample.max_points)
    assert sum(test["score"] for test in found["tests"]) == sample.points
    assert sum(test["max-score"] for test in found["tests"]) == sample.max_points


def test_a_check_is_a_test() -> None:
    """Named after its exercise and itself; with what a teacher wants to know: how it ended, why, and what the learner is told."""
    assert listed(HALF)["limit_workers: At most `limit` jobs run at once"] == {
        "test-name": "limit_workers: At most `limit` jobs run at once",
        "passed": False,
        "score": 0,
        "max-score": 3,
        "status": "failed",
        "message": "10 jobs ran at the same time; the limit is 3.",
        "hint": "Think about this: at most `limit` jobs run at once.",
    }


def test_only_what_passed_is_passed() -> None:
    """What could not be judged is no pass; what passed but earns nothing says why."""
    found = listed(HALF)
    assert not found["limit_workers: Cancelled, it stops everything"]["passed"]
    cut = found["task_group: The first failure cancels the rest"]
    assert (cut["passed"], cut["score"], cut["message"]) == (True, 0, "No points while this does not hold: No task is left.")
    assert found["task_group: No task is left"]["max-score"] == 0


def test_what_was_not_graded_keeps_its_worth() -> None:
    """An exercise without checks is one test, and an error of the grading is never a pass."""
    found = listed(NOT_GRADED)
    assert found["limit_workers: not graded"]["max-score"] == 20
    assert not any(test["passed"] for test in found.values())
    assert listed(PARTLY)["Everything could be graded"]["message"] == PARTLY.error


def test_the_environment_says_what_is_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runner's variables are taken; the time is the submission tag's, so that the same result gives the same text."""
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    found = read(classroom50.result(COMPLETE))
    assert (found["classroom"], found["assignment"], found["assignment_type"], found["owner"]) == (
        "cs-principles",
        "week3",
        "group",
        "grace",
    )
    assert (found["submission"], found["datetime"]) == (ENVIRON["SUBMISSION_TAG"], "2026-06-01T14:32:05Z")
    assert [found[name] for name in ("commit", "release", "review")] == [ENVIRON[f"{n}_URL"] for n in ("COMMIT", "RELEASE", "REVIEW")]


@pytest.mark.parametrize(
    ("environ", "name", "value"),
    [
        ({"USERNAME": "ada"}, "owner", "ada"),
        ({"COMMIT_URL": "c"}, "review", "c"),
        ({"SUBMISSION_TAG": "submit/mine"}, "datetime", "1970-01-01T00:00:00Z"),
        ({"SUBMISSION_TAG": "submit/2026-06-01T99-99-99Z"}, "datetime", "1970-01-01T00:00:00Z"),
        (dict.fromkeys(ENVIRON, ""), "owner", "unknown"),
    ],
)
def test_nothing_is_ever_empty(environ: dict[str, str], name: str, value: str) -> None:
    """An older runner leaves some variables out; a field has a value all the same."""
    found = classroom50.identity(environ)
    assert found[name] == value
    assert all(found.values())


@pytest.mark.parametrize("nasty", [*NASTIES, HUGE])
def test_text_is_only_text(nasty: str) -> None:
    """A learner's text makes no file that can't be read, or that fills a gradebook; nor commands, where somebody prints it."""
    checks = [check("In order", 5, "failed", nasty), check("On time", 5, "not judged", nasty)]
    text = classroom50.result(result([exercise("a", SYNC, "incomplete", checks, message=nasty, title=nasty)], error=nasty))
    assert len(text) < 25_000
    assert not [line for line in read_lines(text) if parse(line)]
    assert not [line for test in read(text)["tests"] for line in read_lines(test["message"]) if parse(line)]
