"""What a result has to say, whatever the format: for reports that list single checks in plain text."""

from __future__ import annotations

from collections.abc import Sequence

from grader.judge.result import CheckResult, ExerciseResult, Result
from grader.reports.text import line, lines

PROVISIONAL = "These points are provisional: your teacher's own grading counts."
CHANGED = "These files of the kit differ here from what was handed out. Your teacher's grading does without them:"
WITHHELD = "This holds, but it earns no points while a guard of the exercise does not hold."
MOST = 50  # changed files that are named


def exercises(result: Result) -> Sequence[ExerciseResult]:
    """Tell a result's exercises; there is always one: a report without any would look as if all were well."""
    why = result.error or "No exercise was graded."
    return result.exercises or [ExerciseResult("grading", "grading", "Grading", "", None, 0, result.max_points, "not graded", why, [])]


def checks(exercise: ExerciseResult) -> Sequence[CheckResult]:
    """Tell an exercise's checks; where it has none, one that was not judged stands for all of them, with their points."""
    most, why, line = exercise.max_points, exercise.message, exercise.line
    return exercise.checks or [
        CheckResult("not_graded", "Not graded", "not judged", 0, most, guard=False, message=why, hint="", line=line, recordings=[])
    ]


def nothing_graded(result: Result) -> bool:
    """Tell whether nothing at all could be graded, so that no points are no verdict."""
    return all(one.outcome == "not graded" for one in exercises(result))


def withheld(check: CheckResult) -> bool:
    """Tell whether a check holds and earns nothing, because a guard does not hold."""
    return check.status == "passed" and check.points < check.max_points


def name(exercise: ExerciseResult, check: CheckResult) -> str:
    """Name a check among all of a result's, in one line."""
    return line(f"{exercise.name}: {check.title}")


def says(check: CheckResult, limit: int) -> str:
    """Tell what a check has to say, in lines; nothing, where all is well. `limit`: characters of its message."""
    if check.status == "passed":
        return WITHHELD if withheld(check) else ""
    if check.status == "not judged":
        return f"Not judged: {lines(check.message, limit)}"
    return "\n".join([lines(check.message, limit), *([f"Hint: {line(check.hint)}"] if check.hint else [])])


def score(one: Result | ExerciseResult) -> str:
    """Tell points, in words."""
    return f"{one.points} of {one.max_points} points"


def remarks(result: Result, limit: int) -> list[str]:
    """Tell what concerns all of a result, each in lines: what failed, who decides, which files were changed."""
    found = [lines(result.error, limit)] if result.error else []
    found += [PROVISIONAL] if result.provisional else []
    if result.changed:
        named = [f"  {line(one, 200)}" for one in result.changed[:MOST]]
        more = len(result.changed) - MOST
        found.append("\n".join([CHANGED, *named, *([f"  {more} more"] if more > 0 else [])]))
    return found


def overview(result: Result, limit: int) -> str:
    """Tell all of a result but its checks, in paragraphs."""
    head = f"{line(result.title)} ({line(result.kit)} {line(result.kit_version)}): {score(result)}."
    return "\n\n".join([head, *remarks(result, limit), *(_paragraph(one, limit) for one in exercises(result))])


def _paragraph(exercise: ExerciseResult, limit: int) -> str:
    said = f"{line(exercise.chapter)}/{line(exercise.name)}: {exercise.outcome}, {score(exercise)}."
    return f"{said}\n{lines(exercise.message, limit)}" if exercise.message else said
