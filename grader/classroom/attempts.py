"""One attempt at grading one submission, in a process of its own: its result, or why there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import msgspec

from grader.classroom.kept import Kept
from grader.classroom.kits import Kit
from grader.classroom.processes import Ended, Processes
from grader.classroom.submissions import Submission
from grader.judge.encoding import encode
from grader.judge.result import Result, decode
from grader.reports.text import line

GRADED = (0, 1)  # exit codes of a grader that has graded everything: all points, not all points


@dataclass(frozen=True)
class Attempt:
    """What came of it. `reason`: what went wrong, if anything did; then `hopeless`, if there is no use in trying again."""

    result: Result
    data: bytes  # the result as JSON, its recordings included
    reason: str = ""
    hopeless: bool = False
    output: str = ""  # what the grader said


class Grader:
    """Grades submissions, each by itself. `minutes`: the time limit for one, in real time."""

    def __init__(self, kit: Kit, kept: Kept, processes: Processes, minutes: float) -> None:
        self._kit, self._kept, self._processes, self._minutes = kit, kept, processes, minutes

    async def attempt(self, submission: Submission) -> Attempt:
        """Grade a submission. OSError: it can't be."""
        if submission.fault:
            return self.without(submission, submission.fault, hopeless=True)
        part = self._kept.part(submission)
        words = ["-m", "grader", "grade", *self._kit.names, f"--submission={submission.path.absolute()}"]
        words += [f"--student={submission.student}", "--final", f"--json={part.absolute()}"]
        try:
            ended = await self._processes.run(words, self._kit.root, self._minutes * 60)
            data = part.read_bytes() if part.exists() else b""
        finally:
            part.unlink(missing_ok=True)
        return self._judge(submission, ended, data)

    def without(self, submission: Submission, reason: str, *, hopeless: bool = False, output: str = "") -> Attempt:
        """Say of a submission that nothing of it could be graded."""
        result = self._kit.ungraded(submission.student, reason)
        return Attempt(result, encode(result), reason, hopeless, output)

    def _judge(self, submission: Submission, ended: Ended, data: bytes) -> Attempt:
        try:
            result = decode(data)
        except ValueError:
            return self.without(submission, self._reason(ended, left="no result"), hopeless=ended.late, output=ended.output)
        if ended.code in GRADED and not ended.late and not result.error:
            return Attempt(result, data)
        reason = f"{self._reason(ended)} {result.error}".strip()
        data = _with_error(data, reason)
        return Attempt(decode(data), data, reason, ended.late, ended.output)

    def _reason(self, ended: Ended, left: str = "") -> str:
        """Say how a grader ended, where that was not as it should be."""
        if ended.late:
            return f"This was not over after {self._minutes:g} minutes, the time limit for one submission."
        if ended.code < 0:
            return f"The grader was killed by signal {-ended.code} while this was graded; have a look by hand."
        said = f": {line(ended.output.strip().rpartition(chr(10))[2])}" if ended.output.strip() else ""
        return f"The grader left {left} (exit code {ended.code}){said}" if left else ""


def _with_error(data: bytes, error: str) -> bytes:
    """Say more of what went wrong, in a result as JSON."""
    found: dict[str, Any] = json.loads(data)
    for exercise in found["exercises"]:
        if exercise["message"] == found["error"]:  # what was not graded says why
            exercise["message"] = error
    found["error"] = error
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
