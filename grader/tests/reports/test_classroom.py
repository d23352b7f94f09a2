"""What GitHub Classroom's reporter is given, read as it reads it (classroom-resources/autograding-grading-reporter, tag v1)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from grader.grading.results.result import Result
from grader.reports.content import WITHHELD
from grader.reports.platforms import classroom, github
from grader.tests.reports.samples import (
    CHANGED,
    COMPLETE,
    HALF,
    HUGE,
    NASTIES,
    NOT_GRADED,
    ODD_TEXT,
    PARTLY,
    SAMPLES,
    SYNC,
    check,
    exercise,
    not_graded,
    result,
)
from grader.tests.reports.test_github import parse, read_lines

Payloads = dict[str, dict[str, Any]]


def payloads(made: Result) -> Payloads:
    """Read the outputs of a step, as main.js does."""
    pairs = (line.split("=", 1) for line in classroom.outputs(made).splitlines())
    return {name: json.loads(base64.b64decode(value)) for name, value in pairs}


def table(found: Payloads) -> list[Fraction]:
    """Reckon the table's points: aggregate-results.js counts tests, and never reads a score."""
    return [Fraction(sum(t["status"] == "pass" for t in one["tests"]) * one["max_score"], len(one["tests"])) for one in found.values()]


def notified(found: Payloads) -> tuple[int, int]:
    """Reckon what is notified: notify-classroom.js adds scores up, and never reads a status."""
    counted = [one for one in found.values() if one["max_score"]]
    return sum(test["score"] for one in counted for test in one["tests"]), sum(one["max_score"] for one in counted)


def printed(found: Payloads) -> str:
    """Print what console-results.js prints."""
    lines = []
    for runner, one in found.items():
        lines.append(f"🔄 Processing: {runner}")
        for test in one["tests"]:
            place = f" - line {test['line_no']}" if test["line_no"] else ""
            mark = "✅" if test["status"] == "pass" else "❌"
            lines.append(f"Error: {test['message']}\n" if test["status"] == "error" else f"\x1b[31m{mark} {test['name']}{place}\x1b[0m")
            if test.get("test_code"):
                lines.append(f"Test code:\n{test['test_code']}\n")
    return "\n".join(lines)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_both_sums_are_the_points(sample: Result) -> None:
    """The table and the notification tell the same, for each exercise and all in all: the points that were earned."""
    found = payloads(sample)
    assert table(found) == [one.points for one in sample.exercises]
    assert notified(found) == (sample.points, sample.max_points)


@pytest.mark.parametrize(("points", "most"), [(0, 20), (13, 20), (6, 13), (13, 13), (999, 1_000)])
def test_any_points_will_do(points: int, most: int) -> None:
    """Whatever an exercise is worth, and however that is shared out."""
    checks = [check("One", points), check("Two", most - points, "failed", "No."), check("Guard", 0)]
    made = result([exercise("a", SYNC, "incomplete", checks)])
    assert table(payloads(made)) == [points]
    assert notified(payloads(made)) == (points, most)
    assert len(payloads(made)["a"]["tests"]) == most


def test_a_check_is_a_test_for_each_point() -> None:
    """Each test is one point; the first that is not earned says on which line, and why."""
    first, second, *_, last = payloads(HALF)["limitworkers"]["tests"]
    told = "10 jobs ran at the same time; the limit is 3.\nHint: Think about this: at most `limit` jobs run at once."
    assert (first["name"], first["line_no"]) == ("At most `limit` jobs run at once (1 of 3)", 23)
    assert first["test_code"].endswith(told)
    assert second == {"name": "At most `limit` jobs run at once (2 of 3)", "status": "fail", "score": 0, "line_no": 0}
    assert last["name"] == "Cancelled, it stops everything (4 of 4)"


def test_what_a_guard_takes_is_explained() -> None:
    """Where a guard does not hold, no test passes, and the first says which guard, and what is wrong."""
    tests = payloads(HALF)["taskgroup"]["tests"]
    assert {test["status"] for test in tests} == {"fail"}
    assert "No task is left: 2 tasks were left behind.\nHint: Think about this: no task is left." in tests[0]["test_code"]
    assert tests[0]["test_code"].endswith(WITHHELD)


def test_the_status_says_how_the_reporter_ends() -> None:
    """Its job is green where all is right; else red, and says whether tests failed or something could not be graded."""
    assert {one["status"] for one in payloads(COMPLETE).values()} == {"pass"}
    assert [one["status"] for one in payloads(HALF).values()] == ["pass", "fail", "fail", "fail", "fail"]
    assert {one["status"] for one in payloads(PARTLY).values()} == {"error"}


def test_an_exercise_that_was_not_graded_keeps_its_worth() -> None:
    """Its points are out of all that it is worth, and why it was not graded is printed."""
    tests = payloads(NOT_GRADED)["limitworkers"]["tests"]
    assert len(tests) == 20
    assert {test["score"] for test in tests} == {0}
    assert (tests[0]["status"], tests[0]["message"]) == ("error", NOT_GRADED.error)


def test_an_error_is_printed() -> None:
    """What went wrong with the grading is printed, also with an exercise that was graded."""
    assert payloads(PARTLY)["concurrentwaits"]["tests"][0]["test_code"] == PARTLY.error


@pytest.mark.parametrize("nasty", [*NASTIES, HUGE])
def test_text_is_printed_without_effect(nasty: str) -> None:
    """A learner's text begins no command of a runner, and has no control characters, whichever way the reporter prints it."""
    checks = [check("In order", 5, "failed", nasty), check("On time", 4, "not judged", nasty), check("Guard", 0, "failed", nasty)]
    made = [exercise("a", SYNC, "incomplete", checks, message=nasty, title=nasty), not_graded("b", SYNC, nasty)]
    found = payloads(result(made, error=nasty))
    text = printed(found)
    assert not [line for line in read_lines(text) if parse(line)]
    assert "\x1b" not in text.replace("\x1b[31m", "").replace("\x1b[0m", "")
    assert not any(character < " " for one in found.values() for test in one["tests"] for character in test["name"])


@pytest.mark.parametrize("most", [10, 1_000])
@pytest.mark.parametrize("title", ["Title " * 200, NASTIES[-1]])
def test_a_payload_is_never_too_long(most: int, title: str) -> None:
    """A variable holds 131,072 bytes on Linux; a payload fits, however long the texts are, and however many points there are."""
    checks = [check(title, most // 10, "failed", HUGE) for _ in range(10)]
    one = exercise("a", SYNC, "incomplete", checks, message=HUGE)
    value = classroom.outputs(result([one], error=HUGE)).removeprefix("a=")
    assert len(value) < 130_000
    assert len(base64.b64decode(value)) <= classroom.LARGEST


def test_all_payloads_together_are_not_too_long() -> None:
    """A process is given 2 MB of variables at most: the more there are, the less each says."""
    checks = [check(f"Check {n}", 1, "failed", HUGE) for n in range(10)]
    made = result([exercise(f"e{n}", SYNC, "incomplete", checks, message=HUGE) for n in range(30)])
    assert len(classroom.outputs(made)) < 1_500_000


def test_an_id_is_letters_and_digits() -> None:
    """The reporter hides every mistake behind another message where an id has anything else; two exercises never share one."""
    ids = classroom.runners(["limit_workers", "limitworkers", "Limit-Workers", "2fa", "points", "_", "中"])
    assert list(ids.values()) == ["limitworkers", "limitworkersx2", "limitworkersx3", "exercise2fa", "pointsx2", "exercise", "exercisex2"]


def test_ids_are_no_other_outputs() -> None:
    """The same step has outputs of its own; an exercise called as one of them gets another id."""
    names = [line.partition("=")[0] for line in github.outputs(HALF).splitlines()]
    assert not set(classroom.runners([name.replace("_", "") for name in names] + names).values()) & set(names)


def test_a_payload_tells_nothing_of_others() -> None:
    """A payload depends on its own exercise, not on which others there are."""
    found = payloads(CHANGED)
    assert all(payloads(replace(CHANGED, exercises=[one]))[name] == found[name] for name, one in zip(found, CHANGED.exercises, strict=True))


def test_odd_text_is_read_back() -> None:
    """Every payload is JSON, whatever is in it."""
    assert len(payloads(ODD_TEXT)) == len(ODD_TEXT.exercises)
