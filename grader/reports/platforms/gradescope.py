"""Gradescope: `/autograder/results/results.json`, as docs/specs.md of gradescope/autograder_samples describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.reports.content import checks, exercises, name, overview, says
from grader.reports.text import fit, line

LARGEST = 1_000_000  # bytes; nobody tells a limit, and nobody would read more


def results(result: Result) -> str:
    """Write results.json: points in all and for each check, and what each has to say, as text that is never read as HTML or Markdown.

    Every test is visible: where one is hidden, learners don't see their total. A guard is a test without points.
    """
    return fit(lambda limit: _file(result, limit), LARGEST)


def _file(result: Result, limit: int) -> str:
    told = {
        "score": result.points,
        "visibility": "visible",
        "output": overview(result, limit),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "tests": list(_tests(result, limit)),
        "extra_data": _about(result),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _tests(result: Result, limit: int) -> Iterator[dict[str, Any]]:
    for place, exercise in enumerate(exercises(result), 1):
        for number, check in enumerate(checks(exercise), 1):
            yield _test(exercise, check, f"{place}.{number}", limit)


def _test(exercise: ExerciseResult, check: CheckResult, number: str, limit: int) -> dict[str, Any]:
    return {
        "number": number,
        "name": name(exercise, check),
        "status": "passed" if check.status == "passed" else "failed",
        "score": check.points,
        "max_score": check.max_points,
        "output": says(check, limit),
        "visibility": "visible",
        "extra_data": {"exercise": line(exercise.name), "check": line(check.name), "status": check.status, "guard": check.guard},
    }


def _about(result: Result) -> dict[str, Any]:
    return {
        "kit": line(result.kit),
        "kit_version": line(result.kit_version),
        "title": line(result.title),
        "points": result.points,
        "max_points": result.max_points,
        "provisional": result.provisional,
        "error": line(result.error),
    }
