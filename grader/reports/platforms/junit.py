"""JUnit XML, for GitLab, Jenkins and most others: what junit-10.xsd (of Jenkins' xUnit plugin, the strictest reader) has room for.

That schema knows no `file`, `line` or `properties` of a test case, though others do: pytest left them out for it, too (its "xunit2"). So
a suite has the file and all points, and a line is told in the text, after the file and a colon, where readers look for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say
from grader.reports.content import checks, exercises, remarks, says, word
from grader.reports.text import fit, line, lines

LARGEST = 5_000_000  # bytes; GitLab takes no file of more than 10 MB
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def xml(result: Result) -> str:
    """Write a suite for each exercise, and a case for each check: one that was not judged is an error, never skipped or passed."""
    return fit(lambda limit: DECLARATION + _text(_root(result, limit)), LARGEST)


def _text(root: ET.Element) -> str:
    """Write it. No text has `[[`: `[[ATTACHMENT|path]]` would make GitLab, or Jenkins' junit-attachments, show a file."""
    ET.indent(root)
    return re.sub(r"\[(?=\[)", "[\u200b", ET.tostring(root, encoding="unicode")) + "\n"


def _root(result: Result, limit: int) -> ET.Element:
    suites = [_suite(result, exercise, limit) for exercise in exercises(result)]
    sums = {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in ("tests", "failures", "errors")}
    root = ET.Element("testsuites", {"name": line(result.title), **sums, "time": "0"})
    root.extend(suites)
    if said := remarks(result, limit):
        suites[0].append(_holding("system-out", "\n\n".join(said)))
    return root


def _suite(result: Result, exercise: ExerciseResult, limit: int) -> ET.Element:
    cases = [_case(exercise, check, limit) for check in checks(exercise)]
    counts = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
        "skipped": 0,
        "time": 0,
    }
    named = {"name": line(f"{exercise.chapter}/{exercise.name}"), "file": line(exercise.file)}
    suite = ET.Element("testsuite", named | {name: str(count) for name, count in counts.items()})
    suite.append(_properties(dict(_facts(result, exercise))))
    suite.extend(cases)
    if exercise.message:
        suite.append(_holding("system-out", lines(exercise.message, limit)))
    return suite


def _facts(result: Result, exercise: ExerciseResult) -> Iterator[tuple[str, str]]:
    yield "kit_version", line(result.kit_version)
    yield "submission", line(result.submission)
    yield "provisional", str(result.provisional).lower()
    yield "outcome", exercise.outcome
    yield "points", str(exercise.points)
    yield "max_points", str(exercise.max_points)
    for check in checks(exercise):
        yield f"{line(check.name)}.points", str(check.points)
        yield f"{line(check.name)}.max_points", str(check.max_points)


def _properties(facts: Mapping[str, str]) -> ET.Element:
    element = ET.Element("properties")
    element.extend(ET.Element("property", {"name": name, "value": value}) for name, value in facts.items())
    return element


def _case(exercise: ExerciseResult, check: CheckResult, limit: int) -> ET.Element:
    classname = line(f"{exercise.chapter}.{exercise.name}")
    case = ET.Element("testcase", {"classname": classname, "name": line(check.title), "time": "0"})
    if check.status != "passed":
        case.append(_problem(exercise, check, limit))
    elif said := says(check, limit):
        case.append(_holding("system-out", said))
    return case


def _problem(exercise: ExerciseResult, check: CheckResult, limit: int) -> ET.Element:
    at = f"{line(exercise.file)}:{check.line}"
    text = says(check, limit) + (f"\n{say('Look at {place}', place=at)}" if check.line else "")
    tag = "failure" if check.status == "failed" else "error"
    return _holding(tag, text, {"type": check.status, "message": line(check.message) or word(check.status)})


def _holding(tag: str, text: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    element = ET.Element(tag, dict(attributes or {}))
    element.text = text
    return element
