"""Gradebooks: many results in a table, and no grade that nobody gave."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from grader.grading.results.result import Result
from grader.reports.platforms.gradebook import BOM, Form, canvas, moodle, plain, table
from grader.tests.reports.readers import rows
from grader.tests.reports.samples import CHANGED, COMPLETE, HALF, NOT_GRADED, ODD_POINTS, PARTLY, UNTOUCHED

FORMS: list[Form] = ["plain", "canvas", "moodle"]
CLASS = [replace(COMPLETE, submission="ada"), replace(HALF, submission="grace"), replace(PARTLY, submission="linus")]


def _cells(text: str, column: str) -> list[str]:
    return [row[column] for row in csv.DictReader(io.StringIO(text.removeprefix(BOM)))]


def _named(submission: str) -> Result:
    return replace(COMPLETE, submission=submission)


def test_a_table_has_a_line_for_each_result() -> None:
    """A class is a table: a line each, with all exercises as columns, whoever handed in which."""
    text = table(CLASS, "plain")
    assert _cells(text, "submission") == ["ada", "grace", "linus"]
    assert _cells(text, "points") == ["20", "13", "10"]
    assert _cells(text, "08_semaphores/limit_workers") == ["10", "3", ""]
    assert _cells(text, "04_tasks/task_group") == ["", "0", ""]


def test_columns_come_in_the_order_of_the_largest_result() -> None:
    """Exercises stand in the kit's order, also where the first result has only some of them."""
    few = replace(COMPLETE, exercises=[HALF.exercises[0], HALF.exercises[4]])
    header = rows(table([few, HALF], "plain").removeprefix(BOM))[0]
    assert header[3:8] == [f"{one.chapter}/{one.name}" for one in HALF.exercises]


@pytest.mark.parametrize("form", ["canvas", "moodle"])
def test_what_could_not_be_graded_is_no_grade(form: Form) -> None:
    """An importer hears nothing of a result that is not whole, and so changes nothing; a spreadsheet does, with the reason."""
    assert "linus" not in table(CLASS, form)
    assert "grace" in table(CLASS, form)
    assert [note for note in _cells(table(CLASS, "plain"), "notes") if "Not graded: limit_workers." in note]


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_class_is_a_table_too(form: Form) -> None:
    """Without any result there is still a header."""
    assert len(rows(table([], form).removeprefix(BOM))) == (2 if form == "canvas" else 1)


def test_one_result_is_a_table_of_one() -> None:
    """A format of one result is the table of it."""
    assert (plain(HALF), canvas(HALF), moodle(HALF)) == (table([HALF], "plain"), table([HALF], "canvas"), table([HALF], "moodle"))


def test_only_a_spreadsheet_gets_a_mark() -> None:
    """Excel needs a byte order mark to see UTF-8; importers don't."""
    assert [table(CLASS, form).startswith(BOM) for form in FORMS] == [True, False, False]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "a;=1+1", 'a";"=1'], ids=ascii)
def test_no_name_is_a_formula(name: str, form: Form) -> None:
    """Whoever picks a name that is a formula gets it told as text, whether cells are parted by commas or by semicolons."""
    rows(table([_named(name)], form).removeprefix(BOM))


def test_a_backslash_does_not_swallow_a_cell() -> None:
    """PHP, and so Moodle, takes a backslash before a quote for an escape: there is none."""
    assert rows(moodle(_named("a,b\\")))[1][:2] == ["a,b\\ ", "20"]
    assert rows(moodle(_named('a\\"b')))[1][:2] == ['a\\ "b', "20"]


def test_nobody_can_be_the_row_of_possible_points() -> None:
    """A submission whose name is that of Canvas' second row does not change what an assignment is worth."""
    assert [row[0] for row in rows(canvas(_named("Points Possible")))] == ["Student", "Points Possible", "Points\u00a0Possible"]


def test_a_title_that_canvas_would_skip_is_not_skipped() -> None:
    """Canvas reads no column whose title has words such as "Final Score" in it, so they are parted in another way."""
    assert rows(canvas(replace(HALF, title="The Final Score of week 3")))[0][5] == "The Final\u00a0Score of week 3"


@pytest.mark.parametrize(("result", "percent"), [(HALF, "26.00"), (ODD_POINTS, "75.76"), (COMPLETE, "100.00"), (UNTOUCHED, "0.00")])
def test_moodle_gets_points_and_percent(result: Result, percent: str) -> None:
    """Moodle takes no grade above 100, so there is one out of 100, too."""
    assert rows(moodle(result))[1][1:3] == [str(result.points), percent]


def test_feedback_has_nothing_of_a_learner() -> None:
    """Moodle may show feedback as HTML: it has outcomes and points, and no file's name."""
    [_, row] = rows(moodle(CHANGED))
    assert "limit_workers 3/10 (incomplete)" in row[3]
    assert not set(row[3]) & set("<>&")


def test_notes_tell_what_a_teacher_should_know() -> None:
    """What is missing, broken, changed, or could not be graded at all stands in a line."""
    [note] = _cells(plain(CHANGED), "notes")
    assert note.startswith(
        "Broken: start_now. Missing: as_completed. Files of the kit that differ: grader/grading/results/verdict.py: changed, "
    )
    [note] = _cells(plain(NOT_GRADED), "notes")
    assert note.startswith("The grading ended before there was a result")


def test_who_handed_in_nothing_is_no_row_of_an_import() -> None:
    """Where no exercise was found, that is a teacher's to judge: a note says so, and no 0 takes the place of a grade."""
    missing = [replace(one, outcome="missing", points=0) for one in COMPLETE.exercises]
    empty = replace(COMPLETE, points=0, exercises=missing)
    assert "No exercise was found." in table([empty], "plain")
    assert [len(table([empty], form).splitlines()) for form in FORMS[1:]] == [2, 1]
