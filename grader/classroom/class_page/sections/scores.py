"""Scores: how points are distributed, and how far the class has come in each exercise."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator

from grader.classroom.class_page.facts.learners import Class, Done, Learner
from grader.classroom.class_page.sections import words
from grader.grading.kit import STAGES
from grader.grading.results.result import Outcome
from grader.language import say
from grader.reports.content import stages, word
from grader.reports.markup import Html, joined, tag
from grader.reports.text import line

OUTCOMES: tuple[Outcome, ...] = ("complete", "incomplete", "untouched", "missing", "broken", "not graded")
STEPS = 10  # of the distribution


def scores(everybody: Class) -> Html:
    """Write the section."""
    graded = [one for one in everybody.learners if not one.ungraded]
    inside = [_summary(graded), _distribution(graded)] if graded else [words.note(say("Nobody's submission could be graded."))]
    return words.section("scores", say("Scores"), *inside, *_ungraded(everybody), _by_exercise(everybody), _by_stage(everybody))


def _summary(graded: list[Learner]) -> Html:
    points = [one.result.points for one in graded]
    values = {"median": statistics.median(points), "mean": statistics.fmean(points), "lowest": min(points), "highest": max(points)}
    text = say("Points: half of the learners have {median:g} or more. Mean {mean:.1f}, lowest {lowest}, highest {highest}.", **values)
    return tag("p", text)


def _distribution(graded: list[Learner]) -> Html:
    found = Counter(_step(one) for one in graded)
    rows = []
    for step in reversed(range(STEPS + 1)):
        label = "100 %" if step == STEPS else f"{100 * step // STEPS}-{100 * (step + 1) // STEPS - 1} %"
        rows.append([label, joined([words.of_learners(found[step]), words.bar(found[step] / len(graded))])])
    return words.table([say("share of the points"), say("learners")], rows, say("How the points are distributed"))


def _step(one: Learner) -> int:
    return int(STEPS * one.result.points / one.result.max_points) if one.result.max_points else 0


def _ungraded(everybody: Class) -> Iterator[Html]:
    """Name those of whom no points are known: they are in no figure."""
    found = [one for one in everybody.learners if one.result.error]
    if found or everybody.unread:
        items = [tag("li", words.learner(one.name), ": ", line(one.result.error)) for one in found[: words.NAMED]]
        more = len(found) - len(items)
        items += [tag("li", say("and {number} more", number=more))] if more > 0 else []
        items += [tag("li", line(one)) for one in everybody.unread[: words.NAMED]]
        yield tag("div", tag("h3", say("Not everything could be graded")), tag("ul", *items), class_="remark")


def _by_exercise(everybody: Class) -> Html:
    head = [say("exercise"), *map(word, OUTCOMES), say("points, mean")]
    return words.table(head, (_exercise(each) for each in everybody.exercises().values()), say("Scores by exercise"))


def _exercise(each: list[Done]) -> list[str]:
    outcomes = Counter(done.exercise.outcome for done in each)
    points = [done.exercise.points for done in each if done.exercise.outcome != "not graded"]
    mean = f"{statistics.fmean(points):.1f}/{each[0].exercise.max_points}" if points else "-"
    return [_name(each), *(str(outcomes[one] or "") for one in OUTCOMES), mean]


def _by_stage(everybody: Class) -> Html:
    """Tell of each exercise how many programs hold each stage, of those that were begun."""
    rows = ([_name(each), *_stages(each)] for each in everybody.exercises().values())
    return words.table([say("exercise"), *map(word, STAGES)], rows, say("Scores by stage, of the programs that were begun"))


def _stages(each: list[Done]) -> Iterator[str]:
    told = [dict(stages(done.exercise.checks)) for done in each if done.exercise.outcome in ("complete", "incomplete", "broken")]
    for stage in STAGES:
        asked = [one[stage] for one in told if stage in one]
        holds = asked.count("passed")
        yield joined([f"{holds}/{len(asked)}", words.bar(holds / len(asked))]) if asked else "-"


def _name(each: list[Done]) -> Html:
    return tag("code", line(each[0].exercise.name))
