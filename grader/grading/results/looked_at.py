"""Of a result's recordings, those that somebody will look at: most plays of most programs show nothing that is wrong.

A submission of 22 exercises has some 2,000 recordings, 20 MB as JSON; reports, kinds of mistakes and the class page look at a handful.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from grader.grading.results.result import CheckResult, ExerciseResult, Result

LIGHT = "--light"  # the option of a grader that does it; here, since whoever asks for it need not import a grader


def only_looked_at(result: Result) -> Result:
    """Leave all other recordings out of a result."""
    wanted = {name for one in result.exercises for name in _wanted(one, result.recordings)}
    exercises = [replace(one, checks=[_without_others(check, wanted) for check in one.checks]) for one in result.exercises]
    return replace(result, exercises=exercises, recordings={name: one for name, one in result.recordings.items() if name in wanted})


def _without_others(check: CheckResult, wanted: set[str]) -> CheckResult:
    return replace(check, recordings=[name for name in check.recordings if name in wanted])


def _wanted(exercise: ExerciseResult, recordings: Mapping[str, Any]) -> Iterator[str]:
    """List the plays that failed checks speak of, the first that came to no end of its own, and each of these as it was declared."""
    failed = [check for check in exercise.checks if check.status == "failed"]
    found = [check.play for check in failed if check.play in recordings]
    for names in ([name for check in exercise.checks for name in check.recordings], *(check.recordings for check in failed)):
        found += [name for name in names if name in recordings and not recordings[name].normal][:1]
    scenes = [(recordings[name].scenario, recordings[name].params) for name in found]
    yield from found
    for name, one in recordings.items():
        if name.startswith(f"{exercise.name}/") and one.world == "declared" and not one.cancels and (one.scenario, one.params) in scenes:
            yield name
