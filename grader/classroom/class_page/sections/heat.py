"""The heat map: a row a learner, a column a check; where these are too many, an exercise; or a chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from grader.classroom.class_page.facts.learners import Class, Done, Learner
from grader.classroom.class_page.sections import words
from grader.language import say
from grader.reports.content import word
from grader.reports.markup import Html, joined, tag
from grader.reports.page.parts import MARKS
from grader.reports.text import line

MOST = 5_000  # cells: what a browser lays out at once
COLUMNS = 60


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, whole and short, and what a cell of it says: its text and its class. `over`: what it belongs to."""

    title: str
    short: str
    cell: Callable[[Learner], tuple[str, str]]
    over: str = ""


def heat(everybody: Class) -> Html:
    """Write the section."""
    columns, folded = _chosen(everybody)
    if not columns:
        return words.section("heat", say("Who has what"), words.note(say("There is nothing to show.")))
    said = [words.note(say("A row is a learner; a name leads to what was found.")), *([words.note(folded)] if folded else [])]
    return words.section("heat", say("Who has what"), *said, words.wide(_table(everybody, columns), say("A table of learners")))


def _chosen(everybody: Class) -> tuple[Sequence[Column], str]:
    """Choose as many columns as there is room for. Returns what is to be said of it, too."""
    room = min(COLUMNS, max(1, MOST // max(1, len(everybody.learners))))
    exercises = everybody.exercises()
    if len(checks := list(_checks(exercises))) <= room:
        return checks, say("A column is a check: ✓ passed, ✗ failed, - not judged.")
    if len(exercises) <= room:
        return [_exercise(path, each[0]) for path, each in exercises.items()], say(
            "A column is an exercise, as there are too many checks: points, in percent; ○ not begun, - not graded."
        )
    chapters = dict.fromkeys(each[0].exercise.chapter for each in exercises.values())
    return [_chapter(one) for one in chapters], say(
        "A column is a chapter, as there are too many exercises: points, in percent; ○ not begun, - not graded."
    )


def _checks(exercises: dict[str, list[Done]]) -> Iterator[Column]:
    for path, each in exercises.items():
        most = max((done.exercise for done in each), key=lambda one: len(one.checks))
        for check in most.checks:
            yield Column(f"{line(most.name)}: {line(check.title)}", line(check.title, 40), _of_check(path, check.name), line(most.name))


def _of_check(path: str, name: str) -> Callable[[Learner], tuple[str, str]]:
    def cell(learner: Learner) -> tuple[str, str]:
        found = (check.status for done in learner.done if done.path == path for check in done.exercise.checks if check.name == name)
        status = next(found, "")
        return MARKS.get(status, ""), {"passed": "h4", "failed": "h0"}.get(status, "h")

    return cell


def _exercise(path: str, one: Done) -> Column:
    return Column(line(one.exercise.title), line(one.exercise.name), _of_exercises(lambda done: done.path == path))


def _chapter(name: str) -> Column:
    return Column(line(name), line(name), _of_exercises(lambda done: done.exercise.chapter == name))


def _of_exercises(belongs: Callable[[Done], bool]) -> Callable[[Learner], tuple[str, str]]:
    def cell(learner: Learner) -> tuple[str, str]:
        mine = [done.exercise for done in learner.done if belongs(done)]
        graded = [one for one in mine if one.outcome != "not graded"]
        if not graded or not (most := sum(one.max_points for one in graded)):
            return "-", "h"
        if all(one.outcome in ("untouched", "missing") for one in graded):
            return "○", "h"
        share = sum(one.points for one in graded) / most
        return f"{100 * share:.0f}", f"h{0 if share == 0 else 4 if share == 1 else 1 + int(2.999 * share)}"

    return cell


def _table(everybody: Class, columns: Sequence[Column]) -> Html:
    head = [tag("th", tag("span", one.short, title=one.title), scope="col") for one in columns]
    top = tag("thead", *_over(columns), tag("tr", tag("th", say("learner"), scope="col"), *head, tag("th", say("points"), scope="col")))
    rows = [_row(number, learner, columns) for number, learner in enumerate(everybody.learners)]
    return tag("table", top, "\n", tag("tbody", joined(rows, "\n")), class_="heat")


def _over(columns: Sequence[Column]) -> Iterator[Html]:
    """Write what columns belong to above them, where that is something else."""
    if any(one.over for one in columns):
        groups = Counter(one.over for one in columns)  # in the order of the columns
        heads = [tag("th", tag("code", name), scope="colgroup", colspan=number) for name, number in groups.items()]
        yield tag("tr", tag("td"), *heads, tag("td"))


def _row(number: int, one: Learner, columns: Sequence[Column]) -> Html:
    cells = [tag("td", text, class_=kind) for text, kind in (column.cell(one) for column in columns)]
    points = word("not graded") if one.ungraded else f"{one.result.points}/{one.result.max_points}"
    return tag("tr", tag("th", words.learner(one.name, number), scope="row"), *cells, tag("td", points))
