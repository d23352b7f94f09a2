"""The report on a terminal: a table of the exercises, and what each failed check has to say."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.judge.result import CheckResult, ExerciseResult, Result
from grader.reports.content import CHANGED
from grader.reports.text import harmless, line, lines

LONGEST = 20_000  # characters of what a program printed: the judge keeps no more of it than some pages
MARKS = {"passed": ("✓", "green"), "failed": ("✗", "red"), "not judged": ("-", "yellow")}
COLOURS = {"complete": "green", "incomplete": "yellow", "untouched": "dim", "missing": "red", "broken": "red", "not graded": "red"}


def show(result: Result, console: Console, *, printed: Mapping[str, str] | None = None) -> None:
    """Print a result. `printed`: what each exercise's program printed, for those where it helps."""
    for exercise in result.exercises:
        if exercise.outcome != "complete":
            console.print(_details(exercise, (printed or {}).get(exercise.name, "")))
    console.print(_table(result))
    if result.changed:
        console.print(Text("\n".join([CHANGED, *(f"  {line(one)}" for one in result.changed)])))


def _table(result: Result) -> Table:
    table = Table(title=None, show_footer=True, header_style="bold")
    table.add_column("chapter", footer="")
    table.add_column("exercise", footer="")
    table.add_column("outcome", footer="")
    table.add_column("points", justify="right", footer=f"{result.points}/{result.max_points}")
    chapter = None
    for exercise in result.exercises:
        name = exercise.chapter if exercise.chapter != chapter else ""
        chapter = exercise.chapter
        outcome = Text(exercise.outcome, style=COLOURS[exercise.outcome])
        table.add_row(name, exercise.name, outcome, f"{exercise.points}/{exercise.max_points}")
    return table


def _details(exercise: ExerciseResult, printed: str) -> RenderableType:
    head = Text.assemble((f"{exercise.chapter}/{exercise.name}", "bold"), f"  {exercise.title}")
    parts: list[RenderableType] = [head]
    if exercise.message:
        parts.append(Padding(Text(_shown(exercise.message)), (0, 0, 0, 2)))
    if exercise.outcome in ("incomplete", "untouched"):
        parts += [_check(check) for check in exercise.checks]
    if printed:
        parts.append(Padding(Text(f"Your program printed:\n{_shown(printed)}", style="dim"), (0, 0, 0, 2)))
    return Group(*parts, Text())


def _check(check: CheckResult) -> RenderableType:
    mark, colour = MARKS[check.status]
    points = "guard" if check.guard else f"{check.points}/{check.max_points}"
    told = Text.assemble((f"{mark} ", colour), check.title, (f"  {points}", "dim"))
    if check.status != "passed":
        told.append(f"\n  {_shown(check.message)}")
        told.append(f"\n  Hint: {check.hint}" if check.status == "failed" else "", style="cyan")
    return Padding(told, (0, 0, 0, 2))


def _shown(told: str) -> str:
    """What a learner's program had a hand in: the terminal may be a log that a CI takes commands from."""
    return harmless(lines(told, limit=LONGEST))
