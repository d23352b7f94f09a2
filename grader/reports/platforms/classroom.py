"""What GitHub Classroom's own reporter reads: for each exercise an output, JSON in base64.

The format is that of classroom-resources/autograding-grading-reporter, tag v1: `src/main.js`, `src/console-results.js`,
`src/notify-classroom.js`. It adds the points up twice: its table has `tests passed / tests * max_score`, its notification the sum of the
tests' scores. Both are right where each test is one point, so a check worth 3 points is three tests here. (The table divides first:
for 15 of 22 points it shows 15.000000000000002. What it notifies is exact.)
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from grader.grading.results.result import CheckResult, ExerciseResult, Result
from grader.language import say, translated
from grader.reports.content import WITHHELD, hint, word
from grader.reports.platforms.github import repeats
from grader.reports.text import harmless, line, lines

# Bytes of JSON. A runner hands each on as a variable, which Linux keeps to 131,072 bytes (in base64), and all of them to some 2 MB.
LARGEST, LARGEST_OF_ALL = 96_000, 1_000_000
SHORTER = ((200, 2_000), (60, 300), (4, 50))  # characters of a title and of a message: the first that fit
TAKEN = {"points", "provisional", "graded"}  # other outputs of the same step: grader/reports/platforms/github.py


def runners(names: Sequence[str]) -> dict[str, str]:
    """Give each exercise an id, of letters and digits as the reporter wants them. Its variable is the id in capitals and `_RESULTS`."""
    ids: dict[str, str] = {}
    for name in names:
        bare = re.sub(r"[^a-z0-9]", "", name.lower())
        bare = bare if bare[:1].isalpha() else f"exercise{bare}"
        taken = TAKEN | set(ids.values())
        ids[name] = next(one for one in chain([bare], (f"{bare}x{n}" for n in range(2, len(taken) + 3))) if one not in taken)
    return ids


def outputs(result: Result) -> str:
    """Write a step's outputs, for $GITHUB_OUTPUT: `ID=PAYLOAD` for each exercise, all of whose points are below 1,000."""
    ids = runners([exercise.name for exercise in result.exercises])
    room = min(LARGEST, LARGEST_OF_ALL // max(1, len(ids)))
    payloads = {ids[one.name]: _encoded(one, result.error, room) for one in result.exercises}
    return "".join(f"{name}={base64.b64encode(data).decode()}\n" for name, data in payloads.items())


def _encoded(exercise: ExerciseResult, error: str, room: int) -> bytes:
    """Write a payload, its texts so short that it fits."""
    data = b""
    for title, message in SHORTER:
        payload = _payload(exercise, error, title, message)
        data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        if len(data) <= room:
            break
    return data


def _payload(exercise: ExerciseResult, error: str, title: int, longest: int) -> dict[str, Any]:
    """Write a payload. Its status says how the reporter is to exit. It prints the message of a test in error, and every test's code."""
    status = "error" if error or exercise.outcome == "not graded" else "pass" if exercise.outcome == "complete" else "fail"
    tests = [test for part in _parts(exercise, longest) for test in _tests(part, title)]
    told = "\n".join(_about(exercise, error, longest))
    first = next((test for test in tests if test["status"] != "pass"), tests[0])
    if exercise.outcome == "not graded":
        first |= {"status": "error", "message": told}
    elif told:
        first["test_code"] = "\n".join(filter(None, [told, first.get("test_code")]))
    return {"version": 1, "status": status, "max_score": exercise.max_points, "tests": tests}


def _about(exercise: ExerciseResult, error: str, longest: int) -> Iterator[str]:
    """What concerns the whole exercise."""
    if error and error != exercise.message:
        yield _shown(error, longest)
    if exercise.message:
        yield _shown(exercise.message, longest)
    guards = (check for check in exercise.checks if check.guard and check.status != "passed")
    yield from (f"{harmless(line(check.title))}: {_told(check, longest)}" for check in guards)


@dataclass(frozen=True)
class Part:
    """What some points are for: as many tests as there are points."""

    title: str
    points: int
    max_points: int
    told: str = ""
    line: int | None = None


def _parts(exercise: ExerciseResult, longest: int) -> list[Part]:
    checks = [(c, "" if repeats(exercise, c) else _told(c, longest)) for c in exercise.checks if c.max_points]
    parts = [Part(check.title, check.points, check.max_points, told, check.line) for check, told in checks]
    if not parts or sum(part.max_points for part in parts) != exercise.max_points:
        return [Part(f"{exercise.title}: {word(exercise.outcome)}", exercise.points, exercise.max_points)]
    return parts


def _told(check: CheckResult, longest: int) -> str:
    if check.status == "passed":
        return "" if check.points == check.max_points else translated(WITHHELD)
    more = f"\n{hint(harmless(line(check.hint)))}" if check.hint and check.status == "failed" else ""
    return _shown(check.message, longest) + more


def _tests(part: Part, title: int) -> Iterator[dict[str, Any]]:
    """Write a test for each point; the first that is not earned says why. Of code that is empty, nothing is printed."""
    count, name = max(1, part.max_points), harmless(line(part.title, title))
    for n in range(count):
        earned = n < part.points
        of_many = say("{name} ({number} of {count})", name=name, number=n + 1, count=count) if count > 1 else name
        test = {"name": of_many, "status": "pass" if earned else "fail", "score": int(earned), "line_no": 0}
        yield test | ({"line_no": part.line or 0, "test_code": part.told} if n == part.points else {})


def _shown(text: str, longest: int) -> str:
    return harmless(lines(text, longest))
