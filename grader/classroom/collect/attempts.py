"""One attempt at grading one submission: its result, or why there is none."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import Any

import msgspec

from grader.classroom.collect.graders import Ended, GivesJobs
from grader.classroom.collect.kept import Kept
from grader.classroom.collect.kits import Kit
from grader.classroom.collect.submissions import Submission
from grader.classroom.store.packed import Packed, pack
from grader.grading.results.looked_at import LIGHT
from grader.grading.results.result import Result
from grader.grading.results.result_json import encode
from grader.language import say
from grader.reports.text import line


@dataclass(frozen=True)
class Attempt:
    """What came of it.

    `reason`: what went wrong, if anything did; then `hopeless`, if there is no use in trying again, and `faulty`, if the grader or its
    machine is to blame. `digest`: of what was to be graded. `began`, `ended`: when, in UTC.
    """

    result: Result
    data: bytes  # the result as JSON, its recordings included
    packed: Packed  # the same; `result` is without them
    reason: str = ""
    hopeless: bool = False
    faulty: bool = False
    output: str = ""  # what the grader said
    digest: str = ""
    began: str = ""
    ended: str = ""


class Grader:
    """Grades submissions, each by itself. `minutes`: the time limit for one, in real time. `box`: what its programs are put into."""

    def __init__(self, kit: Kit, kept: Kept, graders: GivesJobs, minutes: float, box: str = "") -> None:
        self._kit, self._kept, self._graders, self._minutes, self._box = kit, kept, graders, minutes, box

    def grade_with(self, graders: GivesJobs) -> None:
        """Let others grade."""
        self._graders = graders

    async def attempt(self, submission: Submission) -> Attempt:
        """Grade a submission. OSError: it can't be."""
        if submission.fault:
            return self.without(submission, submission.fault, hopeless=True, faulty=submission.faulty)
        part = self._kept.part(submission)
        job = {"submission": str(submission.path.absolute()), "student": submission.student, "json": str(part.absolute())}
        try:
            # One play at a time: the other graders have the other processors.
            words = ["-m", "grader.grading", "--slots=1", LIGHT, f"--box={self._box}", *self._kit.names]
            ended = await self._graders.grade(words, self._kit.root, job, self._minutes * 60)
            data = part.read_bytes() if part.exists() else b""
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return self._judge(submission, ended, data)

    async def alone(self) -> None:
        """Let the next attempt have a grader of its own, and the machine for itself."""
        await self._graders.end_idle()

    def without(self, submission: Submission, reason: str, *, hopeless: bool = False, faulty: bool = False, output: str = "") -> Attempt:
        """Say of a submission that nothing of it could be graded."""
        result = self._kit.ungraded(submission.student, reason)
        data = encode(result)
        return Attempt(result, data, pack(data), reason, hopeless, faulty, output)

    def _judge(self, submission: Submission, ended: Ended, data: bytes) -> Attempt:
        try:
            packed = pack(data)
            result = packed.light()
        except ValueError:
            reason, faulty = self._reason(ended, resultless=True), ended.code >= 0 and not ended.late
            return self.without(submission, reason, hopeless=ended.late, faulty=faulty, output=ended.output)
        if not (ended.code or ended.late or result.error):
            return Attempt(result, data, packed)
        reason = f"{self._reason(ended)} {result.error}".strip()
        data = _with_error(data, reason)
        packed = pack(data)
        return Attempt(packed.light(), data, packed, reason, ended.late, not ended.late, ended.output)

    def _reason(self, ended: Ended, *, resultless: bool = False) -> str:
        """Say how a grader ended, where that was not as it should be."""
        if ended.late:
            return say("This was not over after {minutes:g} minutes, the time limit for one submission.", minutes=self._minutes)
        if ended.code < 0:
            return say("The grader was killed by signal {signal} while this was graded; have a look by hand.", signal=-ended.code)
        if not resultless:
            return ""
        left = say("The grader left no result (exit code {code})", code=ended.code)
        return f"{left}: {line(ended.output.strip().rpartition(chr(10))[2])}" if ended.output.strip() else left


def _with_error(data: bytes, error: str) -> bytes:
    """Say more of what went wrong, in a result as JSON."""
    found: dict[str, Any] = json.loads(data)
    for exercise in found["exercises"]:
        if exercise["message"] == found["error"]:  # what was not graded says why
            exercise["message"] = error
    found["error"] = error
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"
