"""Every format, for every result: the file is valid for its consumer, tells the right points, commands nothing, and has an end."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.grading.results.result import CheckResult, ExerciseResult, Outcome, Result, Status
from grader.reports.formats import FORMATS
from grader.tests.reports import samples
from grader.tests.reports.readers import READERS, Found

LARGEST = {
    "summary": 2**20,
    "outputs": 1_000,
    "classroom": 2**21,
    "prairielearn": 10**6,
    "junit": 10**7,
    "html": 4 * 10**6,
}  # bytes; 2 MB for all others
ODD = st.sampled_from(samples.NASTIES) | st.text(st.characters(exclude_categories=()), max_size=50)
STATUSES: list[Status] = ["passed", "failed", "not judged"]
OUTCOMES: list[Outcome] = ["incomplete", "untouched", "missing", "broken", "not graded"]


@st.composite
def checks(draw: st.DrawFn, number: int) -> CheckResult:
    """Draw a check, of 0 to 9 points."""
    points, status = draw(st.integers(0, 9)), draw(st.sampled_from(STATUSES))
    earned = points if status == "passed" else 0
    line = draw(st.none() | st.integers(1, 10**6))
    return CheckResult(f"test_{number}", draw(ODD), status, earned, points, not points, draw(ODD), draw(ODD), line, [])


@st.composite
def exercises(draw: st.DrawFn, number: int) -> ExerciseResult:
    """Draw an exercise: a guard that does not hold takes all its points; one that was not graded has no checks."""
    drawn = [draw(checks(n)) for n in range(draw(st.integers(1, 4)))]
    drawn.append(replace(samples.check("The rest"), name="test_rest"))  # so that it is worth something
    if any(one.guard and one.status != "passed" for one in drawn):
        drawn = [replace(one, points=0) for one in drawn]
    outcome: Outcome = "complete" if all(one.status == "passed" for one in drawn) else draw(st.sampled_from(OUTCOMES))
    message = "" if outcome == "complete" else draw(ODD)
    made = samples.exercise(
        f"exercise_{number}", "01_chapter", outcome, drawn, title=draw(ODD), message=message, line=draw(st.none() | st.just(7))
    )
    return replace(made, points=0, checks=[]) if outcome == "not graded" else made


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Draw a result whose numbers are right and whose text is anything."""
    drawn = [draw(exercises(n)) for n in range(draw(st.integers(1, 3)))]
    error = draw(ODD.filter(bool)) if any(one.outcome == "not graded" for one in drawn) else ""
    made = samples.result(drawn, submission=draw(ODD), error=error, changed=draw(st.lists(ODD, max_size=3)))
    return replace(made, title=draw(ODD), kit_version=draw(ODD), provisional=draw(st.booleans()))


def _written(name: str, result: Result) -> bytes:
    """Make a file's bytes. Only what is kept as it is may hold what UTF-8 can't, and loses it when it is written."""
    return FORMATS[name].make(result).encode("utf-8", "replace" if name == "json" else "strict")


def _agree(found: Found, result: Result) -> bool:
    return all(told in (None, true) for told, true in zip(found, (result.points, result.max_points), strict=True))


def test_every_format_has_a_reader() -> None:
    """No format goes untested."""
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=20)
@given(result=results())
def test_any_result_is_a_valid_file(name: str, result: Result) -> None:
    """However odd its text, a consumer can read it, and finds the points that are in the result."""
    assert _agree(READERS[name](_written(name, result).decode()), result)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("sample", samples.SAMPLES)
def test_samples_are_valid_files(sample: str, name: str) -> None:
    """The same for results made by hand, such as one with all odd text at once."""
    result = samples.SAMPLES[sample]
    assert _agree(READERS[name](_written(name, result).decode()), result)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_a_file_has_an_end(name: str) -> None:
    """Text of any length, everywhere and in forty exercises, does not make a file that a consumer would refuse."""
    one = samples.HALF.exercises[2]
    huge = replace(one, message=samples.HUGE, checks=[replace(check, message=samples.HUGE) for check in one.checks])
    result = samples.result(
        [replace(huge, name=f"exercise_{n}") for n in range(40)], submission=samples.HUGE, error=samples.HUGE, changed=[samples.HUGE] * 100
    )
    data = _written(name, result)
    assert len(data) <= LARGEST.get(name, 2_000_000)
    assert _agree(READERS[name](data.decode()), result)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_result_gives_the_same_text(name: str) -> None:
    """A format is a function of the result."""
    assert FORMATS[name].make(samples.CHANGED) == FORMATS[name].make(samples.CHANGED)


@pytest.mark.parametrize("name", ["gradescope", "prairielearn", "codegrade", "junit", "html"])
def test_a_result_without_exercises_does_not_look_well(name: str) -> None:
    """Where there is nothing to list, something that is not passed is listed."""
    text = FORMATS[name].make(samples.result([], error="The grader failed."))
    READERS[name](text)
    assert "The grader failed." in text


@pytest.mark.parametrize("name", ["summary", "annotations", "classroom50", "gradescope", "prairielearn", "codegrade", "junit", "html"])
def test_what_is_left_out_is_counted_right(name: str) -> None:
    """A long message says how much of it is missing: of 100,000 characters, nearly all."""
    [first, *others] = samples.HALF.exercises
    long = replace(first, checks=[replace(one, status="failed", points=0, message="x" * 100_000) for one in first.checks])
    text = FORMATS[name].make(replace(samples.HALF, exercises=[replace(long, outcome="incomplete"), *others]))
    counted = [int(number.replace(",", "")) for number in re.findall(r"\(([\d,]+) more characters are left out\)", text)]
    assert counted
    assert min(counted) > 90_000
