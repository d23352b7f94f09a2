"""Hints, a ladder of three rungs: a nudge; where to look; what to read. Never the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.grading.kit import ROOT, Entry
from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say
from grader.practice.notes import Notes
from grader.reports.content import not_begun, page_of
from grader.reports.mistakes.kinds import kind_of
from grader.reports.mistakes.pages import looks_like
from grader.reports.text import harmless, lines
from grader.reports.timeline import kept

TOP = 3
LINKS = re.compile(r"https://docs\.python\.org/[^\s)\]]+")
SHOWN = 3  # links of a page


def hint(entry: Entry, result: Result, notes: Notes, width: int) -> list[str]:
    """Tell the next hint of an exercise, in lines, and note that it was told."""
    [exercise] = result.exercises
    check = _about(exercise)
    if exercise.outcome == "complete":
        return [say("{name} has all points: there is nothing to hint at. Go on: nox -s next", name=exercise.name)]
    if check is None or exercise.outcome in ("missing", "broken", "not graded"):
        return [harmless(lines(exercise.message)), say("Put that right first; then there is something to hint at.")]
    note = notes.of(exercise.name)
    if note.about != check.name:
        note.about, note.rung = check.name, 0
    note.rung = min(note.rung + 1, TOP)
    notes.save()
    rungs = {1: _nudge(exercise, check), 2: _place(exercise, check, result, width), 3: _reading(entry, exercise, result)}
    return [_head(exercise, note.rung), "", *rungs[note.rung], *_last(exercise, note.rung)]


def _about(exercise: ExerciseResult) -> CheckResult | None:
    """Choose the check that the report shows first."""
    return kept.told(exercise) or next((check for check in exercise.checks if check.status != "passed"), None)


def _head(exercise: ExerciseResult, rung: int) -> str:
    return say("{name}, hint {rung} of {top}", name=exercise.name, rung=rung, top=TOP)


def _last(exercise: ExerciseResult, rung: int) -> list[str]:
    more = say("One more: nox -s hint -- {name}", name=exercise.name)
    return ["", more if rung < TOP else say("That was the last hint.")]


def _nudge(exercise: ExerciseResult, check: CheckResult) -> Iterator[str]:
    if exercise.outcome == "untouched":
        yield not_begun(exercise)
    yield say("What is to hold: {title}.", title=check.title)
    yield harmless(check.hint)


def _place(exercise: ExerciseResult, check: CheckResult, result: Result, width: int) -> Iterator[str]:
    if exercise.outcome == "untouched" and (drawn := kept.of_the_reference(check.play, width)):
        yield say("What runs when, in a program that does it:")
        yield ""
        yield from map(harmless, drawn)
        return
    yield harmless(lines(check.message))
    if check.line:
        yield say("Where to look: {file}, line {line}.", file=exercise.file, line=check.line)
    if check.play in result.recordings:
        drawn = kept.timeline(check.play, result.recordings, width, check.message)
        both = say("The reference:") in drawn
        yield say("What ran when, and below it what the reference does. Where do the two part?") if both else say("What ran when:")
        yield ""
        yield from map(harmless, drawn)


def _reading(entry: Entry, exercise: ExerciseResult, result: Result) -> Iterator[str]:
    page = page_of(entry.chapter)
    yield say("What to read: {page}, at {name}.", page=page, name=f"## {entry.name}")
    for link in documentation(page):
        yield f"  {link}"
    if kind := kind_of(exercise, result.recordings):
        yield from looks_like(kind)


def documentation(page: str) -> list[str]:
    """List what a chapter's page names of Python's own documentation, in the page's language: a few, each file once."""
    try:
        text = (ROOT / page).read_text("utf-8")
    except (OSError, ValueError):
        return []
    _, _, further = text.rpartition("\n## ")
    found = {link.partition("#")[0]: link for link in reversed(LINKS.findall(further))}
    return list(reversed(found.values()))[:SHOWN]
