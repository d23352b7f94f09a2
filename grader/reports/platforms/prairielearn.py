"""PrairieLearn: `/grade/results/results.json`, as its docs/externalGrading.md describes it and pl-external-grader-results shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from grader.grading.results.result import Result
from grader.language import say
from grader.reports.content import checks, exercises, name, nothing_graded, overview, says, score, word
from grader.reports.text import fit, line

LARGEST = 900_000  # bytes, of the 1 MB that PrairieLearn takes


def results(result: Result) -> str:
    """Write results.json. `score` is a share, from 0 to 1; where nothing could be graded, it is no attempt and costs nothing."""
    return fit(lambda limit: json.dumps(_file(result, limit), ensure_ascii=False, indent=2) + "\n", LARGEST)


def _file(result: Result, limit: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "gradable": not nothing_graded(result),
        "score": result.points / result.max_points if result.max_points else 0,
        "message": f"{line(result.title)}: {score(result)}.",
        "output": overview(result, limit),
        "tests": list(_tests(result, limit)),
    }
    if nothing_graded(result):
        told["format_errors"] = [line(result.error) or say("Nothing could be graded.")]
    return told


def _tests(result: Result, limit: int) -> Iterator[dict[str, Any]]:
    """Tell every check, a guard too: one of no points is shown without a verdict, so that its message begins with one."""
    for exercise in exercises(result):
        for check in checks(exercise):
            yield {
                "name": name(exercise, check),
                "description": line(exercise.title),
                "points": check.points,
                "max_points": check.max_points,
                "message": f"{word(check.status).capitalize()}.\n{says(check, limit)}" if check.guard else says(check, limit),
            }
