"""CodeGrade, AutoTest v2: structured output, JSON lines as the package cg-pytest-reporter 1.1.3 writes them (its plugin.py)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.reports import text
from grader.reports.content import checks, exercises, remarks, says, word

LARGEST = 500_000  # bytes; CodeGrade's own `cg truncate` shortens what is too much for it


def lines(result: Result) -> str:
    """Write two lines: a suite for each exercise, and the share of the points, a fraction such as "3/4".

    Nothing is ever `skipped`: that would take its points out of the sum. A check that holds fails here too while a guard takes its points,
    and weights are such that any sum of them, by suites or not, makes the share in the second line.
    """
    share = Fraction(result.points, result.max_points) if result.max_points else Fraction(0)
    points = _encode({"tag": "points", "points": str(share)})
    return text.fit(lambda limit: _encode({"tag": "unit-test", "results": _suites(result, limit)}) + points, LARGEST)


def _encode(message: Mapping[str, Any]) -> str:
    return json.dumps(message, separators=(",", ":")) + "\n"


def _suites(result: Result, limit: int) -> list[dict[str, Any]]:
    suites = [_suite(exercise, limit) for exercise in exercises(result)]
    if said := remarks(result, limit):
        suites[0]["testCases"].insert(0, _weightless(result.title, "\n\n".join(said), well=not result.error))
    return suites


def _suite(exercise: ExerciseResult, limit: int) -> dict[str, Any]:
    name = text.line(f"{exercise.chapter}/{exercise.name}")
    cases = [_case(exercise, check, limit) for check in checks(exercise)]
    if exercise.message:
        said = text.lines(exercise.message, limit)
        cases.append(_weightless(word(exercise.outcome).capitalize(), said, well=exercise.outcome == "complete"))
    return {"id": name, "name": f"{name}: {text.line(exercise.title)}", "weight": str(exercise.max_points), "testCases": cases}


def _case(exercise: ExerciseResult, check: CheckResult, limit: int) -> dict[str, Any]:
    earned = check.status == "passed" and check.points == check.max_points
    weight, said = Fraction(check.max_points, exercise.max_points or 1), says(check, limit)
    case = {"name": text.line(check.title), "status": "success" if earned else "failure", "weight": str(weight)}
    return case | {"reason": said} if said else case


def _weightless(name: str, reason: str, *, well: bool) -> dict[str, Any]:
    """Make a case that counts for nothing, for what concerns more than a check."""
    return {"name": text.line(name), "status": "success" if well else "failure", "weight": "0", "reason": reason}
