"""Mistakes: the checks that fail most, and groups of the same mistake, each with one example."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.class_page.facts import groups
from grader.classroom.class_page.facts.groups import Group, Trouble
from grader.classroom.class_page.facts.learners import Class
from grader.classroom.class_page.sections import words
from grader.classroom.class_page.sections.example import cause, drawn
from grader.language import count, say
from grader.reports.content import word
from grader.reports.markup import Html, joined, tag
from grader.reports.mistakes import pages
from grader.reports.text import line, lines

CHECKS, GROUPS = 20, 25  # that are shown


def checks(everybody: Class) -> Html:
    """Write the section on the checks that fail most."""
    found = groups.checks(everybody)
    if not found:
        return words.section("checks", say("What fails most"), words.note(say("No check failed.")))
    head = [say("check"), say("stage"), say("failed"), say("what it says most often")]
    inside = [words.table(head, map(_check, found[:CHECKS]), say("A table of checks"))]
    if (more := len(found) - CHECKS) > 0:
        inside.append(words.note(count("{number} more check failed.", "{number} more checks failed.", number=more)))
    return words.section("checks", say("What fails most"), *inside)


def _check(one: Trouble) -> list[str]:
    often = tag("p", say("{same} of {number} say:", same=one.same, number=one.number), class_="note")
    said = tag("p", lines(one.message.strip("\n"), words.MESSAGE), class_="said")
    name = joined([tag("code", line(one.exercise)), " ", line(one.check.title)])
    return [name, word(one.check.stage), f"{one.number}/{one.among}", joined([often, said])]


def kinds(everybody: Class, numbers: dict[str, int]) -> Html:
    """Write the section on kinds of mistakes. `numbers`: where each learner's section is."""
    found = groups.kinds(everybody)
    told = say("What a recording shows, not what a message says. Where no kind is sure, none is told: such programs are in no group here.")
    none = say("There are none: no mistake has a sure kind, or the results hold no recordings.")
    boxes = [_kind(number, group, numbers) for number, group in enumerate(found)]
    return words.section("kinds", say("The same kind of mistake"), words.note(told if found else none), *boxes)


def _kind(number: int, group: Group, numbers: dict[str, int]) -> Html:
    title = joined([pages.title(group.kind), " ", tag("code", group.kind)])
    inside = [_where(group), words.learners(group.learners, numbers), *_example(group, f"kinds-{number}", numbers)]
    share = say("{number} of {among} learners", number=len(group.learners), among=group.among)
    return words.box(title, share, inside, name=f"kind-{group.kind}")


def _where(group: Group) -> Html:
    told = [joined([tag("code", line(name)), f" {number}"]) for name, number in group.exercises]
    return tag("p", say("Exercises:"), " ", joined(told, ", "))


def programs(everybody: Class, numbers: dict[str, int]) -> Html:
    """Write the section on programs of the same shape that have a mistake."""
    title = say("The same program with a mistake")
    if not everybody.sources:
        return words.section("programs", title, words.note(say("The programs were not given: --submissions DIR names their folder.")))
    found = groups.programs(everybody)
    told = say("Programs that are the same when names, texts, formatting and the stub's own lines are gone.")
    boxes = [_program(number, group, numbers) for number, group in enumerate(found[:GROUPS])]
    more = len(found) - GROUPS
    rest = [words.note(say("and {number} more", number=more))] if more > 0 else []
    none = say("No two programs with a mistake are the same.")
    return words.section("programs", title, words.note(told if found else none), *boxes, *rest)


def _program(number: int, group: Group, numbers: dict[str, int]) -> Html:
    exercise = group.example.exercise
    title = joined([tag("code", line(exercise.name)), f" {pages.title(group.kind)}" if group.kind else ""])
    inside = [words.learners(group.learners, numbers), *_example(group, f"programs-{number}", numbers)]
    return words.box(title, say("{number} of {among} with a mistake", number=len(group.learners), among=group.among), inside)


def _example(group: Group, name: str, numbers: dict[str, int]) -> Iterator[Html]:
    """Show one of a group: its check, its timeline, its program."""
    one = group.example
    yield tag(
        "h4", say("One of them:"), " ", words.learner(one.learner, numbers.get(one.learner)), " · ", tag("code", line(one.exercise.name))
    )
    yield from cause(one)
    yield from drawn(one, name)
    if one.source:
        yield tag("details", tag("summary", say("Its program")), words.program(one), class_="source")
