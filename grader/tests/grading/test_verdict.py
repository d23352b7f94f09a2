"""Verdicts: what the checks said becomes points, and what can't be said is not held against anybody."""

from __future__ import annotations

import pytest

from grader.grading.intake.take import Unplayable
from grader.grading.kit import Entry
from grader.grading.results.result import ExerciseResult
from grader.grading.results.verdict import Verdicts, shares
from grader.judge.request import Exercise
from grader.recording.events import Failure
from grader.recording.recording import Recording
from grader.suite import Check, NotJudged

ENTRY = Entry("name", "Title", "chapter")
TAKEN = Exercise("name", "exercises/chapter/name.py", "x = 1\n", ENTRY.suite)
SCORED, GUARD = (
    Check("It works", "Think.", 10, any_end=False, stage="works"),
    Check("It is nice", "Be nice.", 0, any_end=False, stage="works"),
)


def _result(
    *errors: BaseException | None, taken: Exercise | Unplayable = TAKEN, recording: Recording | None = None, made: bool = True
) -> ExerciseResult:
    verdicts = Verdicts()
    verdicts.begin(ENTRY, taken)
    for number, check in enumerate([SCORED, GUARD]):
        verdicts.expect(ENTRY, f"test_{number}", check)
    if recording:
        verdicts.recorded(ENTRY, [recording])
    for number, error in enumerate(errors):
        verdicts.heard(ENTRY, f"test_{number}", error, made=made)
    [result] = verdicts.results()
    return result


def test_checks_that_pass_earn_their_points() -> None:
    """All passed: all points, and the exercise is complete."""
    assert (_result(None, None).points, _result(None, None).outcome) == (10, "complete")


def test_a_failed_guard_costs_all_points() -> None:
    """While a guard does not hold there are no points, not even a check's that passed, and the exercise says why."""
    result = _result(None, AssertionError("not nice"))
    assert (result.points, result.message) == (0, "No points while this does not hold: It is nice.")
    assert [(check.status, check.points, check.max_points) for check in result.checks] == [("passed", 0, 10), ("failed", 0, 0)]


@pytest.mark.parametrize("whole", [10, 11, 13, 20, 99, 1000])
@pytest.mark.parametrize("points", [(10,), (2, 2, 1, 0, 1, 1, 1, 1, 1), (1,) * 10, (0, 3, 3, 4)])
def test_points_are_shared_out_in_whole_numbers(points: tuple[int, ...], whole: int) -> None:
    """What an exercise is worth in a release is its checks' together; each that earns anything earns a point at least, a guard none."""
    shared = shares(points, whole)
    assert sum(shared) == whole
    assert [one > 0 for one in shared] == [one > 0 for one in points]
    assert all(abs(one - part * whole / 10) < 1 for one, part in zip(shared, points, strict=True))


def test_a_line_is_where_the_message_points() -> None:
    """A check's line is the one that its message names, if the file has it; else where the exercise's definition begins."""
    taken = Exercise("limit_workers", "x.py", "import asyncio\n\n\nasync def run_all(jobs, limit):\n    return []\n", ENTRY.suite)
    lines = []
    for message in ("It blocked on line 5.", "Line 2 did.", "It blocked on line 70.", "No."):
        verdicts = Verdicts()
        verdicts.begin(Entry("limit_workers", "Title", "chapter"), taken)
        verdicts.expect(Entry("limit_workers", "Title", "chapter"), "test", SCORED)
        verdicts.heard(Entry("limit_workers", "Title", "chapter"), "test", AssertionError(message), made=True)
        lines.append(verdicts.results()[0].checks[0].line)
    assert lines == [5, 2, 4, 4]


def test_a_check_that_was_never_heard_earns_nothing() -> None:
    """What was not judged is not credited: no points, and never complete."""
    result = _result(None)
    assert (result.points, result.outcome, result.checks[1].status) == (0, "incomplete", "not judged")


@pytest.mark.parametrize("error", [NotJudged("too early"), KeyboardInterrupt()], ids=repr)
def test_what_is_no_failed_assertion_is_not_judged(error: BaseException) -> None:
    """A check that could not be answered is neither passed nor failed."""
    assert [check.status for check in _result(error, None).checks] == ["not judged", "passed"]


@pytest.mark.parametrize("error", [RuntimeError("oops"), OSError(28, "No space left on device"), SystemExit(0)], ids=repr)
@pytest.mark.parametrize("made", [True, False])
def test_a_fault_of_the_grader_is_nobodys_zero(error: BaseException, *, made: bool) -> None:
    """If a check breaks, or what it needs could not be played, its exercise is not graded, and says that this isn't the learner's fault."""
    result = _result(None, error, made=made)
    assert (result.outcome, result.points, result.checks) == ("not graded", 0, [])
    assert "a fault of the grader or of its machine, not of the program" in result.message


def test_a_file_that_cannot_be_read_here_is_not_graded() -> None:
    """What the machine keeps from the grader is no broken file."""
    result = _result(NotJudged(""), NotJudged(""), taken=Unplayable("not graded", "It can't be read here."))
    assert (result.outcome, result.message, result.checks) == ("not graded", "It can't be read here.", [])


def test_a_file_that_cannot_be_played_says_why_everywhere() -> None:
    """A missing file: its sentence stands at the exercise and at each check, and nothing is earned."""
    result = _result(NotJudged(""), NotJudged(""), taken=Unplayable("missing", "There is no file."))
    assert (result.outcome, result.message, {check.message for check in result.checks}) == (
        "missing",
        "There is no file.",
        {"There is no file."},
    )


def test_a_file_that_never_loads_is_broken() -> None:
    """What was passed by chance before the import failed earns nothing."""
    recording = Recording("scene", "not loaded", 0, message="Your file can't be imported.", line=3)
    result = _result(None, None, recording=recording)
    assert (result.points, result.outcome, result.message) == (0, "broken", "Your file can't be imported. Line 3.")


def test_a_file_of_another_shape_is_broken() -> None:
    """If the scenarios can't even call the exercise, that is said, with the reason."""
    recording = Recording("scene", "raised", 0, raised=Failure("TypeError", "'int' object is not callable"))
    result = _result(AssertionError("wrong"), None, recording=recording)
    assert (result.outcome, result.message) == ("broken", "Your file does not fit the exercise: TypeError: 'int' object is not callable.")


def test_a_slip_of_the_pen_is_told_with_its_line() -> None:
    """A program that raises a NameError of its own is told where, once for the whole exercise."""
    recording = Recording("scene", "raised", 0.0, raised=Failure("NameError", "name 'taks' is not defined", line=33))
    result = _result(AssertionError("No."), None, recording=recording)
    assert result.message == "Line 33 raised NameError: name 'taks' is not defined."
