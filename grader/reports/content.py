"""What a result has to say, whatever the format: for reports that list single checks in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.grading import kit
from grader.grading.results.result import CheckResult, ExerciseResult, Result, Status
from grader.language import marked, page, say, translated
from grader.reports.text import line, lines

PROVISIONAL = marked("These points are provisional: your teacher's own grading counts.")
CHANGED = marked("These files of the kit differ here from what was handed out. Your teacher's grading does without them:")
WITHHELD = marked("This holds, but it earns no points while a guard of the exercise does not hold.")
WORDS = {  # statuses, outcomes and stages, as a person reads them; what a machine reads has them as they are
    "passed": marked("passed"), "failed": marked("failed"), "not judged": marked("not judged"),
    "complete": marked("complete"), "incomplete": marked("incomplete"), "untouched": marked("untouched"), "missing": marked("missing"),
    "broken": marked("broken"), "not graded": marked("not graded"),
    "works": marked("works"), "overlaps": marked("overlaps"), "fails well": marked("fails well"), "stops well": marked("stops well"),
}  # fmt: skip
WORST: tuple[Status, ...] = ("failed", "not judged", "passed")
MOST = 50  # changed files that are named


def word(status: str) -> str:
    """Tell a status, an outcome or a stage, as a person reads it."""
    return translated(WORDS.get(status, status))


def with_notes(result: Result) -> Result:
    """Let each exercise's message tell its notes, too: for all formats that have no place for them."""
    told = [replace(one, message="\n".join(filter(None, [one.message, *one.notes]))) for one in result.exercises]
    return replace(result, exercises=told)


def exercises(result: Result) -> Sequence[ExerciseResult]:
    """Tell a result's exercises; there is always one: a report without any would look as if all were well."""
    why = result.error or say("No exercise was graded.")
    return result.exercises or [ExerciseResult("grading", "grading", say("Grading"), "", None, 0, result.max_points, "not graded", why, [])]


def following(results: Sequence[ExerciseResult]) -> ExerciseResult | None:
    """Choose where to go on: what is begun and not complete; else the lowest level, in the kit's order. None: all is complete."""
    open_ones = [one for one in results if one.outcome != "complete"]
    levels = {entry.name: entry.level for entry in kit.exercises()}
    return min(open_ones, key=lambda one: (one.outcome in ("untouched", "missing"), levels.get(one.name, 0)), default=None)


def not_begun(exercise: ExerciseResult) -> str:
    """Say that an exercise is untouched, and where its task stands: in its file, and in the language that is spoken."""
    where = {"file": exercise.file, "page": page_of(exercise.chapter), "heading": f"## {exercise.name}"}
    return say("Not begun. Its task is at the top of {file}, and in {page}, at {heading}.", **where)


def page_of(chapter: str) -> str:
    """Name the page of a chapter, in the language that is spoken."""
    return page(kit.ROOT / "exercises" / chapter / "README.md").relative_to(kit.ROOT).as_posix()


def checks(exercise: ExerciseResult) -> Sequence[CheckResult]:
    """Tell an exercise's checks; where it has none, one that was not judged stands for all of them, with their points."""
    most, why, line, title = exercise.max_points, exercise.message, exercise.line, say("Not graded")
    return exercise.checks or [
        CheckResult("not_graded", title, "not judged", 0, most, guard=False, message=why, hint="", line=line, recordings=[])
    ]


def nothing_graded(result: Result) -> bool:
    """Tell whether nothing at all could be graded, so that no points are no verdict."""
    return all(one.outcome == "not graded" for one in exercises(result))


def withheld(check: CheckResult) -> bool:
    """Tell whether a check holds and earns nothing, because a guard does not hold."""
    return check.status == "passed" and check.points < check.max_points


def stages(checks: Sequence[CheckResult]) -> list[tuple[str, Status]]:
    """Tell how far a program has come: of each stage that is asked for, whether it holds."""
    found = {stage: {check.status for check in checks if check.stage == stage and not check.guard} for stage in kit.STAGES}
    return [(stage, next(one for one in WORST if one in statuses)) for stage, statuses in found.items() if statuses]


def name(exercise: ExerciseResult, check: CheckResult) -> str:
    """Name a check among all of a result's, in one line."""
    return line(f"{exercise.name}: {check.title}")


def says(check: CheckResult, limit: int) -> str:
    """Tell what a check has to say, in lines; nothing, where all is well. `limit`: characters of its message."""
    if check.status == "passed":
        return translated(WITHHELD) if withheld(check) else ""
    if check.status == "not judged":
        return say("Not judged: {why}", why=lines(check.message, limit))
    return "\n".join([lines(check.message, limit), *([hint(line(check.hint))] if check.hint else [])])


def hint(text: str) -> str:
    """Tell a check's hint."""
    return say("Hint: {hint}", hint=text)


def score(one: Result | ExerciseResult) -> str:
    """Tell points, in words."""
    return say("{points} of {max_points} points", points=one.points, max_points=one.max_points)


def remarks(result: Result, limit: int) -> list[str]:
    """Tell what concerns all of a result, each in lines: what failed, who decides, which files were changed."""
    found = [lines(result.error, limit)] if result.error else []
    found += [translated(PROVISIONAL)] if result.provisional else []
    if result.changed:
        named = [f"  {line(one, 200)}" for one in result.changed[:MOST]]
        more = len(result.changed) - MOST
        found.append("\n".join([translated(CHANGED), *named, *([f"  {say('{number} more', number=more)}"] if more > 0 else [])]))
    return found


def overview(result: Result, limit: int) -> str:
    """Tell all of a result but its checks, in paragraphs."""
    head = f"{line(result.title)} ({line(result.kit)} {line(result.kit_version)}): {score(result)}."
    return "\n\n".join([head, *remarks(result, limit), *(_paragraph(one, limit) for one in exercises(result))])


def _paragraph(exercise: ExerciseResult, limit: int) -> str:
    said = f"{line(exercise.chapter)}/{line(exercise.name)}: {word(exercise.outcome)}, {score(exercise)}."
    return f"{said}\n{lines(exercise.message, limit)}" if exercise.message else said
