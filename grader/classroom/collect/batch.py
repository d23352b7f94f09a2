"""The supervisor of a batch: so many submissions at a time; and once more, alone, whatever went wrong. None stops the others.

Every task here belongs to a task group, and every process to a task. A cancel at the top, Ctrl-C say, therefore ends all of it, and what
is done by then has been kept.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from grader.classroom.collect.attempts import Attempt, Grader
from grader.classroom.collect.graders import GivesJobs
from grader.classroom.collect.kept import Kept
from grader.classroom.collect.progress import Progress
from grader.classroom.collect.submissions import Submission
from grader.classroom.store.plan import Plan, Terms
from grader.classroom.store.store import DONE, ONCE_MORE, Row, key
from grader.classroom.store.telling import Tally
from grader.cli.ending import in_words
from grader.language import say
from grader.reports.text import line


class Batch:
    """Grades submissions, and keeps what comes of each. `tally`: of those that are done."""

    def __init__(self, grader: Grader, kept: Kept, progress: Progress, terms: Terms) -> None:
        self._grader, self._kept, self._progress, self._terms = grader, kept, progress, terms
        self._again: list[tuple[Submission, Attempt]] = []
        self.tally = Tally()

    def grade_with(self, graders: GivesJobs) -> None:
        """Let others grade."""
        self._grader.grade_with(graders)

    async def run(self, plan: Plan, jobs: int) -> None:
        """Grade all who are to be graded, `jobs` at a time."""
        self._again = [(submission, _first(row)) for submission, row in plan.once_more]
        todo = iter(plan.todo)
        async with asyncio.TaskGroup() as group:
            for _ in range(jobs):
                group.create_task(self._work(todo))
        for submission, first in self._again:
            await self._grader.alone()
            self._done(submission, await self._attempt(submission), first)
        await self._grader.alone()

    async def _work(self, todo: Iterator[Submission]) -> None:
        """Take what is next, until nothing is left: all workers share the iterator, so no two get the same."""
        for submission in todo:
            attempt = await self._attempt(submission)
            if attempt.reason and not attempt.hopeless:
                self._postpone(submission, attempt)
            else:
                self._done(submission, attempt)

    async def _attempt(self, submission: Submission) -> Attempt:
        began, digest = _now(), ""
        with self._progress.at(submission):
            try:
                digest = self._terms.digest(submission)
                attempt = await self._grader.attempt(submission)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is told, and must not stop the others
                reason = say("This could not be graded: {fault}.", fault=line(in_words(fault)))
                attempt = self._grader.without(submission, reason, faulty=True, output=traceback.format_exc())
        return replace(attempt, digest=digest, began=began, ended=_now())

    def _postpone(self, submission: Submission, attempt: Attempt) -> None:
        """Let it be graded once more. A run that goes on is to know that; where it can't be kept, it will try twice again."""
        self._again.append((submission, attempt))
        try:
            self._kept.store.keep(self._row(submission, attempt, ONCE_MORE, log=attempt.output))
        except (OSError, ValueError) as error:
            self._progress.told(_not_kept(error))
        self._progress.postponed(submission, attempt.reason)

    def _done(self, submission: Submission, attempt: Attempt, first: Attempt | None = None) -> None:
        """Keep what came of it."""
        self.tally.add(submission, attempt.result, attempt.reason, first.reason if first else "", faulty=attempt.faulty)
        attempts = [one for one in (first, attempt) if one and one.reason and not submission.fault]
        log = "\n".join(f"{one.reason}\n\n{one.output}" for one in attempts)
        try:
            self._keep(submission, self._row(submission, attempt, DONE, first=first, log=log), attempt.data)
        except (OSError, ValueError) as error:
            self.tally.add(submission, attempt.result, f"{_not_kept(error)} {attempt.reason}".strip(), faulty=True)
        self._progress.done(submission, attempt.result)

    def _keep(self, submission: Submission, row: Row, data: bytes) -> None:
        """Keep a result; what can't be done may be possible a moment later. OSError: it isn't."""
        try:
            self._kept.keep(submission, row, data)
        except OSError:
            self._kept.keep(submission, row, data)

    def _row(self, submission: Submission, attempt: Attempt, state: str, *, first: Attempt | None = None, log: str = "") -> Row:
        return Row(
            submission=key(submission),
            digest=attempt.digest,
            kit=self._terms.identity.digest,
            box=self._terms.box,
            attempt=2 if first else 1,
            state=state,
            reason=attempt.reason,
            first=first.reason if first else "",
            faulty=attempt.faulty,
            log=log,
            began=attempt.began,
            ended=attempt.ended,
            points=attempt.result.points,
            max_points=attempt.result.max_points,
            packed=attempt.packed,
        )


def _first(row: Row) -> Attempt:
    """Make a first attempt of what is kept of it: why there is to be a second one."""
    return Attempt(row.packed.light(), b"", row.packed, row.reason, faulty=row.faulty, output=row.log)


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"


def _not_kept(error: Exception) -> str:
    return say("Its result can't be kept: {fault}.", fault=in_words(error))
