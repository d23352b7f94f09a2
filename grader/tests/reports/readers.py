"""Each format read back by the rules of its consumer: that it is valid, and which points, and out of how many, the consumer finds in it."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

Found = tuple[int | None, int | None]  # points and max_points, where a format tells them
FORMULA = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
NO_ASSIGNMENT = re.compile("(Current|Final|Override) (Score|Points|Grade)|Override Status")
PROBLEM = re.compile(r"[^:]+:[1-9]\d*: error: .{1,300}")
COMMAND = re.compile(r"::(error|warning|notice)( [^:]*)?::[^\r\n]*")


def kept(text: str) -> Found:
    """JSON, as a result is kept."""
    found = json.loads(text)
    return found["points"], found["max_points"]


def summary(text: str) -> Found:
    """Markdown for GitHub: a heading, and every fence is closed. A fence ends with as many backticks as it began with, or more."""
    fence = ""
    for row in text.split("\n"):
        if fence:
            fence = "" if re.fullmatch(f"{fence}`*\\s*", row) else fence
        elif ticks := re.match("`{3,}", row):
            fence = ticks[0]
    assert not fence
    told = re.search(r": (\d+) of (\d+) points$", text.partition("\n")[0])
    assert told
    return int(told[1]), int(told[2])


def commands(text: str) -> Found:
    """Commands for GitHub's runner, one a line, and nothing else; it takes ten of a kind."""
    told = text.splitlines()
    assert all(COMMAND.fullmatch(one) and "##[" not in one for one in told)
    assert len(told) <= 10
    return None, None


def problems(text: str) -> Found:
    """An editor's list of problems: one a line, with file and line, and nothing for a runner to obey."""
    told = text.splitlines()
    assert all(PROBLEM.fullmatch(one) and "##[" not in one for one in told)
    return None, None


def variables(text: str) -> dict[str, str]:
    """What GitHub's runner makes of $GITHUB_OUTPUT: `name=value` or `name<<END`, as its FileCommandManager reads them."""
    found = {}
    rows = iter(text.removesuffix("\n").split("\n"))
    for row in rows:
        name, sign, value = row.partition("=")
        if "<<" in name or not sign:
            name, _, end = row.partition("<<")
            assert end, "neither name=value nor name<<END"
            value = "\n".join(itertools.takewhile(end.__ne__, rows))
        assert re.fullmatch(r"[a-zA-Z_][\w-]*", name)
        assert name not in found
        found[name] = value
    return found


def outputs(text: str) -> Found:
    """Outputs of a step."""
    found = variables(text)
    assert {found["provisional"], found["graded"]} <= {"true", "false"}
    return int(found["points"]), int(found["max_points"])


def classroom(text: str) -> Found:
    """What autograding-grading-reporter adds up, twice: all scores, and the share of tests that passed. They must be the same."""
    points = most = 0
    for value in variables(text).values():
        payload = json.loads(base64.b64decode(value, validate=True))
        tests = payload["tests"]
        assert tests
        assert all(type(test["score"]) is int and test["status"] in {"pass", "fail", "error"} for test in tests)
        earned, passed = sum(test["score"] for test in tests), sum(test["status"] == "pass" for test in tests)
        assert Fraction(passed * payload["max_score"], len(tests)) == earned
        points, most = points + earned, most + payload["max_score"]
    return points, most


def classroom50(text: str) -> Found:
    """Classroom 50: whole numbers, no score above its maximum."""
    found = json.loads(text)
    numbers = [(test["score"], test["max-score"]) for test in [found, *found["tests"]]]
    assert all(type(score) is type(most) is int and 0 <= score <= most for score, most in numbers)
    assert (sum(score for score, _ in numbers[1:]), sum(most for _, most in numbers[1:])) == numbers[0]
    return numbers[0]


def gradescope(text: str) -> Found:
    """Gradescope: its total is told and the same as the sum of the tests; nothing is hidden, nor read as anything but text."""
    found = json.loads(text)
    assert {found[key] for key in ("output_format", "test_output_format", "test_name_format")} == {"text"}
    tests = found["tests"]
    assert all(
        test["visibility"] == "visible" and test["status"] in {"passed", "failed"} for test in [*tests, {**found, "status": "passed"}]
    )
    assert len({test["number"] for test in tests}) == len(tests) > 0
    assert all("\r" not in test["output"] and "\n" not in test["name"] for test in tests)
    assert all(test["status"] == "passed" for test in tests if test["score"] == test["max_score"] > 0)
    assert found["score"] == sum(test["score"] for test in tests)
    return found["score"], sum(test["max_score"] for test in tests)


def prairielearn(text: str) -> Found:
    """PrairieLearn: a share from 0 to 1, points on every test, below 1 MB, no NUL (PostgreSQL), no ESC (it would become colours)."""
    found = json.loads(text)
    assert type(found["gradable"]) is bool
    assert 0 <= found["score"] <= 1
    assert not re.search(r"\\u00|\x1b", text)
    assert isinstance(found.get("format_errors", []), list)
    points, most = (sum(test[key] for test in found["tests"]) for key in ("points", "max_points"))
    assert not most or found["score"] == points / most
    return points, most


def codegrade(text: str) -> Found:
    """CodeGrade: two lines of ASCII; its weights, as products or suite by suite, make the fraction of the last line."""
    tests, last = (json.loads(line.encode("ascii")) for line in text.splitlines())
    assert (tests["tag"], last["tag"]) == ("unit-test", "points")
    share = Fraction(last["points"])
    suites = [(Fraction(suite["weight"]), list(_cases(suite))) for suite in tests["results"]]
    most = sum(weight * sum(part for part, _ in cases) for weight, cases in suites)
    points = sum(weight * sum(part for part, well in cases if well) for weight, cases in suites)
    assert points == share * most
    assert all(sum(part for part, _ in cases) == 1 for weight, cases in suites if weight)
    return int(points), int(most)


def _cases(suite: dict[str, Any]) -> Iterator[tuple[Fraction, bool]]:
    for case in suite["testCases"]:
        assert case["status"] in {"success", "failure"}
        yield Fraction(case["weight"]), case["status"] == "success"


def junit(text: str) -> Found:
    """JUnit XML as junit-10.xsd wants it; counts are right."""
    root = ET.fromstring(text.encode())  # noqa: S314 - written by us
    suites = root.findall("testsuite")
    assert suites
    for one in [root, *suites]:
        assert [one.get(key) for key in ("tests", "failures", "errors")] == [
            str(len(list(one.iter(key)))) for key in ("testcase", "failure", "error")
        ]
    assert all(set(case.attrib) == {"classname", "name", "time"} for case in root.iter("testcase"))
    assert all({child.tag for child in suite} <= {"properties", "testcase", "system-out"} for suite in suites)
    return _property(root, "points"), _property(root, "max_points")


def html(text: str) -> Found:
    """A page: well-formed, with nothing to load, one script and one style, no name twice, and no link within it that leads nowhere."""
    doctype, _, rest = text.partition("\n")
    assert doctype == "<!DOCTYPE html>"
    root = ET.fromstring(rest.encode())  # noqa: S314 - written by us
    assert not {one.tag for one in root.iter()} & {"img", "link", "iframe", "object", "embed", "audio", "video", "form", "base", "image"}
    assert [len(list(root.iter(name))) for name in ("script", "style", "h1", "main", "nav", "title")][:5] == [1] * 5
    given = [(name, value) for one in root.iter() for name, value in one.attrib.items()]
    assert not [name for name, _ in given if name.startswith("on") or name in {"src", "style", "srcdoc", "action", "formaction", "data"}]
    names = [value for name, value in given if name == "id"]
    assert len(names) == len({*names})
    links = {value for name, value in given if name == "href"}
    assert {one[1:] for one in links if one.startswith("#")} <= {*names}
    assert all(re.match("#|https?://|exercises/", one) for one in links)
    told = re.search(r": (\d+) of (\d+) points$", root.findtext("head/title") or "")
    assert told
    return int(told[1]), int(told[2])


def _property(root: ET.Element, name: str) -> int:
    return sum(int(one.attrib["value"]) for one in root.iterfind(f"testsuite/properties/property[@name='{name}']"))


def rows(text: str) -> list[list[str]]:
    """CSV: every row is as long as the first, and no cell is a formula, in whichever way it is taken apart."""
    assert "\r" not in text
    found = list(csv.reader(io.StringIO(text), strict=True))
    assert {len(row) for row in found} == {len(found[0])}
    assert not any(FORMULA.match(cell) for row in found for cell in row)
    assert ";" not in text
    assert text.count("\n") == len(found)
    return found


def plain(text: str) -> Found:
    """A table for a spreadsheet: the mark that Excel needs, columns by name; the exercises' points add up to all of them."""
    header, row = rows(text.removeprefix("\ufeff"))
    assert text.startswith("\ufeff")
    named = dict(zip(header, row, strict=True))
    assert sum(int(cell) for cell in row[3 : header.index("provisional")] if cell) == int(named["points"])
    return int(named["points"]), int(named["max_points"])


def canvas(text: str) -> Found:
    """Canvas, by its gradebook_importer.rb: whom it would grade, and how."""
    header, *others = rows(text)
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert (header[2], header[3]) == ("SIS User ID", "SIS Login ID")
    assert "Section" in header[4]  # three columns and two for these: the last before the assignments
    assert not [title for title in header[5:] if NO_ASSIGNMENT.search(title)]
    possible = [row for row in others if "Points Possible" in row[0]]
    students = [row for row in others if "Points Possible" not in row[0] and any(row)]
    assert len(possible) == 1
    return (int(students[0][5]) if students else None), int(possible[0][5])


def moodle(text: str) -> Found:
    """Moodle, by its csvlib.class.php: PHP's fgetcsv takes a backslash for an escape, of a quote above all."""
    assert not re.search(r'\\"', text)
    header, *others = rows(text)
    assert (header[0], header[-1]) == ("username", "feedback")
    if not others:
        return None, None
    points, percent = int(others[0][1]), float(others[0][2])
    assert 0 <= percent <= 100
    return points, None


READERS: dict[str, Callable[[str], Found]] = {
    "json": kept,
    "summary": summary,
    "annotations": commands,
    "problems": problems,
    "outputs": outputs,
    "classroom": classroom,
    "classroom50": classroom50,
    "gradescope": gradescope,
    "prairielearn": prairielearn,
    "codegrade": codegrade,
    "junit": junit,
    "html": html,
    "csv": plain,
    "canvas": canvas,
    "moodle": moodle,
}
