"""What to discuss on Monday: a handful of failures, each with its timeline, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.class_page.facts.learners import Class
from grader.classroom.class_page.facts.monday import Topic, chosen
from grader.classroom.class_page.sections import words
from grader.classroom.class_page.sections.example import cause, drawn, hint
from grader.language import say
from grader.reports.markup import Html, joined, tag
from grader.reports.mistakes import pages
from grader.reports.text import line


def monday(everybody: Class) -> Html:
    """Write the section."""
    topics = chosen(everybody)
    told = say(
        "Chosen because many share them, one thing is to blame, and they come from as many chapters as possible. Nobody is named here, so "
        "this section can be shown to the class. Names that a program gives its own things may still tell whose it is: look first."
    )
    none = say("There is nothing to draw: no program failed a check, or the results hold no recordings.")
    inside = [words.note(told if topics else none), *(_topic(number, one) for number, one in enumerate(topics))]
    return words.section("monday", say("What to discuss on Monday"), *inside)


def _topic(number: int, one: Topic) -> Html:
    exercise = one.done.exercise
    title = joined([f"{number + 1}. {line(exercise.title)} ", tag("code", line(exercise.name))])
    share = say("{number} of {among} learners", number=one.number, among=one.among)
    return words.box(title, share, _inside(number, one), opened=True)


def _inside(number: int, one: Topic) -> Iterator[Html]:
    if one.kind:
        yield tag("p", say("What it shows: {kind}.", kind=pages.title(one.kind)), " ", tag("code", one.kind))
    yield from cause(one.done)
    yield from drawn(one.done, f"monday-{number}")
    yield from hint(one.done.cause)
    if one.kind:
        yield words.note(say("A page to read together: nox -s explain -- {kind}", kind=one.kind))
