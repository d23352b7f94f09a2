"""Each learner's own section, folded: what is complete in one line, and of everything else the stages and the first cause."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.class_page.facts.learners import Class, Done, Learner
from grader.classroom.class_page.sections import words
from grader.classroom.class_page.sections.example import drawn
from grader.language import say
from grader.reports.content import stages, word
from grader.reports.markup import Html, joined, tag
from grader.reports.page.parts import MARKS, kind
from grader.reports.text import line, lines

DRAWN = 40  # timelines in all of these sections: where there would be more, a kind's example must do
CAUSE = 240  # characters of a cause


def learners(everybody: Class) -> Html:
    """Write the section."""
    own = sum(done.recording is not None for done in everybody.done()) <= DRAWN
    boxes = [_learner(number, one, own=own) for number, one in enumerate(everybody.learners)]
    told = say(
        "Type a name, an exercise, a kind of mistake or a word of a message into the search field above: what does not say it is hidden. "
        "A page with all timelines for each learner: nox -s feedback -- RESULTS --out DIR --format html"
    )
    return words.section("learners", say("Learners"), words.note(told), *boxes)


def _learner(number: int, one: Learner, *, own: bool) -> Html:
    score = word("not graded") if one.ungraded else f"{one.result.points}/{one.result.max_points}"
    head = tag("summary", tag("h3", words.learner(one.name)), tag("span", score, class_="score"))
    inside = tag("div", *_inside(number, one, own=own), class_="inside")
    return joined([tag("details", head, inside, class_="exercise learner", id=f"learner-{number}"), "\n"])


def _inside(number: int, one: Learner, *, own: bool) -> Iterator[Html]:
    if one.result.error:
        yield tag("p", lines(one.result.error, CAUSE), class_="said")
    for outcome in ("complete", "untouched", "missing"):
        if names := [line(done.exercise.name) for done in one.done if done.exercise.outcome == outcome]:
            yield tag(
                "p",
                tag("span", f"{MARKS.get(outcome, '✗')} {say('{outcome}:', outcome=word(outcome))}", class_=f"status {kind(outcome)}"),
                f" {', '.join(names)}",
            )
    rest = [done for done in one.done if done.exercise.outcome in ("incomplete", "broken", "not graded")]
    if rest:
        yield tag("ul", *(_row(f"learner-{number}-{place}", done, own=own) for place, done in enumerate(rest)), class_="rows")
    if one.result.changed:
        yield tag("p", say("Files of the kit that differ: {files}.", files=", ".join(line(name, 100) for name in one.result.changed[:5])))


def _row(name: str, done: Done, *, own: bool) -> Html:
    one = done.exercise
    parts = [tag("code", line(one.name)), f" {one.points}/{one.max_points} · {_stages(done) or word(one.outcome)}"]
    if done.kind:
        parts += [" · ", tag("a", done.kind, href=f"#kind-{done.kind}")]
    if done.message and one.outcome != "not graded":
        parts.append(tag("p", lines(done.message.strip("\n"), CAUSE), class_="said"))
    return tag("li", *parts, *(drawn(done, name) if own else ()))


def _stages(done: Done) -> str:
    return ", ".join(f"{MARKS[how]} {word(stage)}" for stage, how in stages(done.exercise.checks))
