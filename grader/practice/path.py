"""The path through the exercises: a list of them all, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from grader.grading.kit import Entry, exercises
from grader.grading.results.result import ExerciseResult, Result
from grader.language import count, say, translated
from grader.practice.notes import Notes
from grader.reports import terminal
from grader.reports.content import following, page_of


def after(name: str, entries: Sequence[Entry], notes: Notes) -> Entry:
    """Choose the next exercise that is not known to be complete: the lowest level first; the same one, if there is no other."""
    path = sorted(entries, key=lambda entry: entry.level)
    names = [entry.name for entry in path]
    start = names.index(name) + 1 if name in names else 0
    turned = [*path[start:], *path[:start]]
    return next((entry for entry in turned if not notes.of(entry.name).complete), turned[-1])


def show(result: Result, notes: Notes, console: Console) -> None:
    """Print the list: level, points, how far each exercise has come, and where to go on."""
    levels = {entry.name: entry.level for entry in exercises()}
    for chapter, group in groupby(result.exercises, key=lambda one: one.chapter):
        console.print(Text(chapter, style="bold"))
        for one in group:
            console.print(_row(one, levels[one.name], notes))
    console.print(Text(say("{points} of {most} points", points=result.points, most=result.max_points), style="bold"))
    done = sum(one.outcome == "complete" for one in result.exercises)
    console.print(count("{number} of {all} exercises is complete.", "{number} of {all} exercises are complete.", done, all=len(levels)))
    console.print(Text(where(result.exercises), style="cyan"), soft_wrap=True)


def _row(one: ExerciseResult, level: int, notes: Notes) -> Text:
    told = Text("  ").append_text(Text(say("level {level}", level=level), style="dim")).append("  ")
    told.append_text(terminal.row(one))
    best = notes.of(one.name).best
    if best > one.points:
        told.append("  " + say("(best: {points})", points=best), style="dim")
    return told


def where(results: Sequence[ExerciseResult]) -> str:
    """Say where to go on."""
    one = following(results)
    if one is None:
        return say("All exercises are complete.")
    return say("Go on with {file}, and then: nox -s grade -- {name}", file=one.file, name=one.name)


def introduction(entry: Entry) -> list[str]:
    """Introduce an exercise: what it is called, where it is, and what to read first."""
    return [
        say("{path}: {title} (level {level})", path=f"{entry.chapter}/{entry.name}", title=translated(entry.title), level=entry.level),
        say("The task is at the top of exercises/{path}.", path=entry.path),
        say("What to read first: {page}, at {name}.", page=page_of(entry.chapter), name=f"## {entry.name}"),
    ]
