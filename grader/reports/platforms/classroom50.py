"""What Classroom 50 collects: `result.json`, written by an autograder beside what it graded.

The format is `classroom50/result/v1` of foundation50/classroom50 (schemas/result-v1.schema.json, and `validate_result` in
cli/gh-teacher/skeleton/dotgithub/scripts/runner.py): whole numbers only, a test may have keys of its own. Its runner then puts in who owns
the repository, what kind of assignment it is, and when it was handed in. Where `Result.error` says that something could not be graded,
the autograder must end with another exit code than 0: then this is not counted
(grader/classroom/hand_out/template/classroom50/autograder.py).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say
from grader.reports.content import word
from grader.reports.text import harmless, line, lines

LONGEST = 500  # characters of a message: a classroom's scores.json has those of every submission
SCHEMA = "classroom50/result/v1"


def result(result: Result) -> str:
    """Write a result in JSON, in ASCII. What it is a result of comes from the environment: Classroom 50's runner tells it there."""
    tests = [test for exercise in result.exercises for test in _tests(exercise)]
    if result.error:
        tests.append(_test(say("Everything could be graded"), "not judged", result.error))
    numbers = {"score": result.points, "max-score": result.max_points}
    return json.dumps({"schema": SCHEMA, **identity(os.environ), **numbers, "tests": tests}, indent=2) + "\n"


def identity(environ: Mapping[str, str]) -> dict[str, str]:
    """Tell what is graded: every field is there and none is empty, also where no runner has set it."""
    owner = environ.get("OWNER") or environ.get("USERNAME") or "unknown"
    submission = environ.get("SUBMISSION_TAG") or "submit/unknown"
    commit = environ.get("COMMIT_URL") or "unknown"
    return {
        "classroom": environ.get("CLASSROOM") or "unknown",
        "assignment": environ.get("ASSIGNMENT") or "unknown",
        "assignment_type": environ.get("ASSIGNMENT_TYPE") or "individual",
        "owner": owner,
        "submission": submission,
        "commit": commit,
        "release": environ.get("RELEASE_URL") or "unknown",
        "review": environ.get("REVIEW_URL") or commit,
        "datetime": _when(submission),
    }


def _when(submission: str) -> str:
    """Take the time from a submission's tag, `submit/2026-06-01T14-32-05Z-a1b2c3d`."""
    found = re.search(r"(\d{4}-\d\d-\d\dT)([01]\d|2[0-3])-([0-5]\d)-([0-5]\dZ)", submission)
    return f"{found[1]}{found[2]}:{found[3]}:{found[4]}" if found else "1970-01-01T00:00:00Z"


def _tests(exercise: ExerciseResult) -> Iterator[dict[str, Any]]:
    for check in exercise.checks:
        yield _of_check(exercise, check)
    if not exercise.checks:
        yield _test(f"{exercise.name}: {word(exercise.outcome)}", "not judged", exercise.message, exercise.points, exercise.max_points)


def _of_check(exercise: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    """Write a test. A check that holds without earning anything has the reason as its message."""
    message = exercise.message if check.points < check.max_points and check.status == "passed" else check.message
    hint = line(check.hint) if check.status == "failed" else ""
    return _test(f"{exercise.name}: {check.title}", check.status, message, check.points, check.max_points, hint)


def _test(name: str, status: str, message: str, score: int = 0, most: int = 0, hint: str = "") -> dict[str, Any]:
    shown = harmless(lines(message, LONGEST))
    numbers = {"score": score, "max-score": most}
    return {"test-name": harmless(line(name)), "passed": status == "passed", **numbers, "status": status, "message": shown, "hint": hint}
