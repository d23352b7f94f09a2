"""JUnit XML: which cases fail, and where their readers look."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from grader.grading.results.result import Result
from grader.reports.platforms.junit import xml
from grader.tests.reports.samples import HALF, NOT_GRADED, SYNC, check, exercise, result


def _cases(of: Result) -> dict[str, ET.Element]:
    return {case.attrib["name"]: case for case in ET.fromstring(xml(of).encode()).iter("testcase")}  # noqa: S314 - written by us


def test_what_was_not_judged_is_an_error() -> None:
    """A check that was not judged is neither passed nor skipped, and says why."""
    [problem] = _cases(HALF)["Cancelled, it stops everything"]
    assert (problem.tag, problem.get("type")) == ("error", "not judged")
    assert (problem.text or "").startswith("Not judged: The program can't go on")
    assert [one.tag for case in _cases(NOT_GRADED).values() for one in case] == ["error"]


def test_a_place_is_told_as_a_file_and_a_line() -> None:
    """The last line of a failure is the place in the learner's file: readers that make annotations of it find it there."""
    [problem] = _cases(HALF)["At most `limit` jobs run at once"]
    assert (problem.text or "").splitlines()[-1] == "Look at exercises/08_semaphores/limit_workers.py:23"


def test_a_check_that_earns_nothing_says_so() -> None:
    """A check that holds while a guard does not is passed, as it is; its suite is not."""
    [said] = _cases(HALF)["The first failure cancels the rest"]
    assert (said.tag, (said.text or "").startswith("This holds, but")) == ("system-out", True)


def test_no_text_attaches_a_file() -> None:
    """GitLab, and a plugin of Jenkins', show the file of `[[ATTACHMENT|path]]`; what a program wrote never is one."""
    message = "[[ATTACHMENT|secret.txt]] [[[ATTACHMENT|secret.txt]]"
    made = result([exercise("x", SYNC, "incomplete", [check("It works", 10, "failed", message)], message=message)], error=message)
    assert "[[" not in xml(made)
