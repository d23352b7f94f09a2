"""Which recordings a class's results keep."""

from __future__ import annotations

from typing import Any

from grader.grading.results.looked_at import only_looked_at
from grader.grading.results.result import CheckResult, ExerciseResult, total
from grader.recording.events import Cancel
from grader.recording.recording import Recording

PLAYS: dict[str, Any] = {
    "one/scene": Recording("scene", "returned", 1.0),
    "one/scene/days": Recording("scene", "returned", 1.0, world="days"),
    "one/scene/cancelled": Recording("scene", "cancelled", 1.0, cancels=(Cancel(1, "waiting"),)),
    "one/other": Recording("other", "returned", 1.0),
    "one/stuck": Recording("stuck", "deadlock", 1.0),
    "two/scene": Recording("scene", "returned", 1.0),
}


def _exercise(name: str, *checks: CheckResult) -> ExerciseResult:
    return ExerciseResult(name, "chapter", name, name, None, 0, 10, "incomplete", "", list(checks))


def _check(status: Any, recordings: list[str], play: str = "") -> CheckResult:
    return CheckResult("check", "It holds", status, 0, 5, guard=False, message="", hint="", line=None, recordings=recordings, play=play)


def test_what_nobody_looks_at_is_left_out() -> None:
    """What a failed check speaks of stays, with the same play as declared, and whatever never ended; all of it in its order."""
    one = _exercise("one", _check("failed", ["one/scene/days", "one/scene/cancelled"], "one/scene/days"), _check("passed", ["one/stuck"]))
    light = only_looked_at(total([one, _exercise("two", _check("passed", ["two/scene"]))], "1", recordings=PLAYS))
    assert list(light.recordings) == ["one/scene", "one/scene/days", "one/stuck"]
    assert [check.recordings for exercise in light.exercises for check in exercise.checks] == [["one/scene/days"], ["one/stuck"], []]
