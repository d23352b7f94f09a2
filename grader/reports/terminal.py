"""The report on a terminal: a line for what is done or untouched, and for what a learner works on, the first cause in full."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say, translated
from grader.recording.recording import Recording
from grader.reports.content import CHANGED, following, hint, not_begun, score, stages, word
from grader.reports.mistakes.kinds import kind_of
from grader.reports.mistakes.pages import looks_like
from grader.reports.printed import MOST, shortened
from grader.reports.text import harmless, line, lines
from grader.reports.timeline import kept

LONGEST = 20_000  # characters of what a program printed: the judge keeps no more of it than some pages
MARKS = {"passed": ("✓", "green"), "failed": ("✗", "red"), "not judged": ("-", "yellow")}
COLOURS = {"complete": "green", "incomplete": "yellow", "untouched": "dim", "missing": "red", "broken": "red", "not graded": "red"}
NARROW = 100  # columns, where there is no terminal


@dataclass(frozen=True)
class Wish:
    """How much is shown. `verbose`: every check of every exercise. `printed`: what each exercise's program printed, where it helps."""

    verbose: bool = False
    printed: Mapping[str, str] | None = None


def console(*, stderr: bool = False) -> Console:
    """Make what reports are shown on: as wide as the terminal, or as a page, where there is none."""
    return Console(stderr=stderr, highlight=False, width=None if sys.stdout.isatty() else NARROW)


def show(result: Result, console: Console, wish: Wish | None = None) -> None:
    """Print a result."""
    asked = wish or Wish()
    for exercise in result.exercises:
        if asked.verbose or exercise.outcome not in ("complete", "untouched") or exercise.notes or len(result.exercises) == 1:
            console.print(_details(exercise, result, asked, console.width), soft_wrap=False)
    console.print(_overview(result))
    if result.changed:
        console.print(Text("\n".join([translated(CHANGED), *(f"  {line(one)}" for one in result.changed)])))


def row(exercise: ExerciseResult) -> Text:
    """Tell of an exercise in a line: points, and how far it has come."""
    told = _line(exercise)
    told.rstrip()
    return told[2:]


# --- all exercises
def _overview(result: Result) -> Text:
    told = Text()
    for name, group in groupby(result.exercises, key=lambda one: one.chapter):
        told.append(f"{name}\n", style="bold")
        for exercise in group:
            told.append_text(_line(exercise))
    told.append(score(result), style="bold")
    if one := following(result.exercises):
        then = say("Next: {file}, and then: nox -s grade -- {exercise}", file=one.file, exercise=one.name)
        told.append(f"\n{then}", style="cyan")
    return told


def _line(exercise: ExerciseResult) -> Text:
    told = Text(f"  {exercise.name:18} ")
    told.append(f"{f'{exercise.points}/{exercise.max_points}':>7}  ", style="dim" if exercise.outcome == "untouched" else "")
    if exercise.outcome in ("complete", "incomplete"):
        told.append_text(_stages(exercise.checks))
    else:
        told.append(word(exercise.outcome), style=COLOURS[exercise.outcome])
    return told.append("\n")


def _stages(checks: Sequence[CheckResult]) -> Text:
    """Tell how far a program has come, a mark a stage."""
    told = Text()
    for stage, status in stages(checks):
        mark, colour = MARKS[status]
        told.append(f"{mark} ", style=colour).append(f"{word(stage)}  ", style="dim")
    return told


# --- one exercise
def _details(exercise: ExerciseResult, result: Result, wish: Wish, width: int) -> RenderableType:
    head = Text.assemble((f"{exercise.chapter}/{exercise.name}", "bold"), f"  {exercise.title}")
    parts: list[RenderableType] = [head]
    parts += [_inside(Text(_shown(said))) for said in (*exercise.notes, exercise.message) if said]
    if exercise.outcome == "untouched" and not wish.verbose:
        parts.append(_inside(Text(not_begun(exercise))))
    elif exercise.checks and exercise.outcome not in ("missing", "broken", "not graded"):
        parts += _checks(exercise, result.recordings, width, verbose=wish.verbose)
    if printed := (wish.printed or {}).get(exercise.name, ""):
        said = shortened(_shown(printed), LONGEST if wish.verbose else MOST)
        parts.append(_inside(Text(f"{say('Your program printed:')}\n{said}", style="dim")))
    return Group(*parts, Text())


def _checks(exercise: ExerciseResult, recordings: Mapping[str, Recording], width: int, *, verbose: bool) -> Iterator[RenderableType]:
    """Show the first cause in full, and count the rest; or all of them."""
    told = kept.told(exercise)
    first = told or next((check for check in exercise.checks if check.status != "passed"), None)
    for check in exercise.checks if verbose else [first] if first else []:
        yield _check(check)
        if check is first and (kind := kind_of(exercise, recordings)):
            yield Padding(Text("\n".join(looks_like(kind)), style="cyan"), (0, 0, 0, 4))
        if check is told and check.play in recordings:
            drawn = kept.timeline(check.play, recordings, width - 4, check.message)
            yield Padding(Text("\n".join(map(harmless, drawn)), no_wrap=True, overflow="ellipsis"), (1, 0, 1, 2))
    if not verbose:
        yield _inside(_rest(exercise, first))


def _rest(exercise: ExerciseResult, first: CheckResult | None) -> Text:
    rest = [check for check in exercise.checks if check.status != "passed" and check is not first]
    told = _stages(exercise.checks)
    failed, waiting = (sum(check.status == status for check in rest) for status in ("failed", "not judged"))
    if failed or waiting:
        told.append(f"\n{_others(failed, waiting)} {say('All of them: nox -s grade -- {exercise} --verbose', exercise=exercise.name)}")
    return told


def _others(failed: int, waiting: int) -> str:
    if not waiting:
        return say("Of the other checks, {failed} more failed.", failed=failed)
    if not failed:
        return say("Of the other checks, {waiting} could not be judged yet.", waiting=waiting)
    return say("Of the other checks, {failed} more failed and {waiting} could not be judged yet.", failed=failed, waiting=waiting)


def _check(check: CheckResult) -> RenderableType:
    mark, colour = MARKS[check.status]
    points = say("guard") if check.guard else f"{check.points}/{check.max_points}"
    told = Text.assemble((f"{mark} ", colour), check.title, (f"  {points}", "dim"))
    if check.status != "passed":
        told.append(f"\n  {_shown(check.message)}")
        told.append(f"\n  {hint(check.hint)}" if check.status == "failed" else "", style="cyan")
    return _inside(told)


def _inside(told: Text) -> RenderableType:
    return Padding(told, (0, 0, 0, 2))


def _shown(told: str) -> str:
    """What a learner's program had a hand in: the terminal may be a log that a CI takes commands from."""
    return harmless(lines(told, limit=LONGEST))
