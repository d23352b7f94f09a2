"""One failure, shown: what its check says, and its timeline over the reference's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grader.classroom.class_page.facts.learners import Done
from grader.classroom.class_page.sections.words import message
from grader.grading.results.result import CheckResult, total
from grader.language import say
from grader.reports.markup import Html, tag
from grader.reports.page.places import Places
from grader.reports.page.timelines import Timelines
from grader.reports.text import line


def cause(done: Done) -> Iterator[Html]:
    """Say which check failed, and what it says."""
    if done.cause:
        yield tag("p", tag("strong", line(done.cause.title)))
    if done.message:
        yield message(done.message)


def hint(check: CheckResult | None) -> Iterator[Html]:
    """Say what to think about."""
    if check and check.hint:
        yield tag("p", tag("strong", say("Hint:")), " ", line(check.hint), class_="hint")


def drawn(done: Done, name: str) -> Iterator[Html]:
    """Draw the play that a failure is about, over the reference's. `name`: what links to it begin with, once a page."""
    if done.recording is None or not (done.cause and done.cause.play):
        return
    plays = {done.cause.play: done.recording}
    exercise = replace(done.exercise, checks=[done.cause])
    result = replace(total([exercise], "", recordings=plays), submission=done.learner or "-")
    yield Timelines(result, Places(result, {}), say("The program"), name).of(exercise, done.cause)
