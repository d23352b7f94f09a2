"""The parts of a page: an exercise, its stages, its checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.grading.results.result import CheckResult, ExerciseResult
from grader.language import say, translated
from grader.reports.content import WITHHELD, not_begun, stages, withheld, word
from grader.reports.markup import Html, joined, tag
from grader.reports.mistakes.pages import looks_like
from grader.reports.page.places import Places
from grader.reports.page.timelines import Timelines
from grader.reports.text import line, lines

MARKS = {"passed": "✓", "failed": "✗", "not judged": "-", "complete": "✓", "incomplete": "✗", "untouched": "○", "not graded": "!"}
QUIET = ("complete", "untouched")  # outcomes of which nobody needs to see more at first


def worth(points: int, most: int) -> Html:
    """Tell points, as on a sheet; in words for who listens."""
    spoken = say("{points} of {most} points", points=points, most=most)
    return tag("span", tag("span", f"{points}/{most}", aria_hidden="true"), tag("span", spoken, class_="spoken"), class_="points")


def status(name: str) -> Html:
    """Show a status or an outcome: its mark, and its word."""
    return tag("span", tag("span", MARKS.get(name, "!"), class_="mark", aria_hidden="true"), " ", word(name), class_=f"status {kind(name)}")


def kind(name: str) -> str:
    """Tell the class of the style for a status or an outcome."""
    return {"passed": "good", "complete": "good", "not judged": "open", "untouched": "open"}.get(name, "bad")


def said(text: str, limit: int) -> Html:
    """Show text that a program had a hand in, line by line."""
    return tag("p", lines(text.strip("\n"), limit), class_="said")


class Parts:
    """Writes a result's exercises. `limit`: characters of a message; `kinds`: the kind of mistake that an exercise shows, by its name."""

    def __init__(self, timelines: Timelines, places: Places, limit: int, kinds: Mapping[str, str]) -> None:
        self._timelines, self._places, self._limit, self._kinds = timelines, places, limit, kinds

    def exercise(self, one: ExerciseResult, name: str) -> Html:
        """Write an exercise, under the name that links lead to."""
        title = tag("h3", line(one.title), " ", tag("code", line(one.name)))
        head = tag("summary", title, tag("span", status(one.outcome), worth(one.points, one.max_points), class_="score"))
        opened = None if one.outcome in QUIET and not one.notes else ""
        return tag("details", head, tag("div", *self._inside(one), class_="inside"), class_="exercise", id=name, open=opened)

    def _inside(self, one: ExerciseResult) -> Iterator[Html]:
        yield tag("p", tag("code", line(one.file)), class_="file")
        if one.checks:
            yield marks(one)
        for note in one.notes:
            yield said(note, self._limit)
        if one.message:
            yield said(one.message, self._limit)
        if one.outcome == "untouched":
            yield tag("p", line(not_begun(one)))
        first = next((check for check in one.checks if check.status == "failed"), None)
        if first is None and (mistake := self._kinds.get(one.name)):
            yield _named(mistake)
        for check in one.checks:
            yield self._check(one, check, opened=check is first and one.outcome not in QUIET)

    def _check(self, exercise: ExerciseResult, check: CheckResult, *, opened: bool) -> Html:
        value = tag("span", say("guard"), class_="points") if check.guard else worth(check.points, check.max_points)
        title = tag("h4", line(check.title))
        head = tag("summary", title, tag("span", status(check.status), value, class_="score"))
        inside = tag("div", *self._details(exercise, check, opened=opened), class_="inside")
        return tag("details", head, inside, class_=f"check {kind(check.status)}", open="" if opened else None)

    def _details(self, exercise: ExerciseResult, check: CheckResult, *, opened: bool) -> Iterator[Html]:
        if check.message and check.message != exercise.message:
            yield said(check.message, self._limit)
        if withheld(check):
            yield tag("p", translated(WITHHELD))
        if check.hint and check.status == "failed":
            yield tag("p", tag("strong", say("Hint:")), " ", line(check.hint), class_="hint")
        if check.line and check.status != "passed":
            yield tag("p", say("Where to look:"), " ", self._places.link(exercise.file, check.line), class_="file")
        if opened and (mistake := self._kinds.get(exercise.name)):
            yield _named(mistake)
        yield self._timelines.of(exercise, check)


def _named(mistake: str) -> Html:
    """Say what kind of mistake it is, and what to type."""
    what, more = looks_like(mistake)
    return tag("p", tag("strong", what), " ", more, class_="hint")


def marks(one: ExerciseResult) -> Html:
    """Show how far a program has come: a mark a stage."""
    items = [
        tag("li", tag("span", MARKS[how], class_="mark", aria_hidden="true"), f" {word(stage)}", _spoken(how), class_=kind(how))
        for stage, how in stages(one.checks)
    ]
    return tag("ul", *items, class_="stages", aria_label=say("How far the program has come"))


def _spoken(how: str) -> Html:
    return joined([" ", tag("span", f"({word(how)})", class_="spoken")])
