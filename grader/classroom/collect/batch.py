"""The supervisor of a batch: so many submissions at a time; and once more, alone, whatever went wrong. None stops the others.

Every task here belongs to a task group, and every process to a task. A cancel at the top, Ctrl-C say, therefore ends all of it, and what
is done by then has been kept.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterator, Sequence

from grader.classroom.collect.attempts import Attempt, Grader
from grader.classroom.collect.kept import Kept
from grader.classroom.collect.progress import Progress
from grader.classroom.collect.submissions import Submission
from grader.cli.ending import in_words
from grader.grading.results.result import Result
from grader.language import say
from grader.reports.text import line


class Batch:
    """Grades submissions.

    `results`: of those that are done; `troubles`: why some could not be graded; `second`: why some could be only when tried again.
    `faulty`: whether the grader or its machine is to blame for any trouble.
    """

    def __init__(self, grader: Grader, kept: Kept, progress: Progress) -> None:
        self._grader, self._kept, self._progress = grader, kept, progress
        self._again: list[tuple[Submission, Attempt]] = []
        self.results: dict[Submission, Result] = {}
        self.troubles: dict[Submission, str] = {}
        self.second: dict[Submission, str] = {}
        self.faulty = False

    async def run(self, submissions: Sequence[Submission], jobs: int) -> None:
        """Grade them all, `jobs` at a time."""
        todo = iter(submissions)
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
                self._again.append((submission, attempt))
                self._progress.postponed(submission, attempt.reason)
            else:
                self._done(submission, attempt)

    async def _attempt(self, submission: Submission) -> Attempt:
        with self._progress.at(submission):
            try:
                return await self._grader.attempt(submission)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is told, and must not stop the others
                reason = say("This could not be graded: {fault}.", fault=line(in_words(fault)))
                return self._grader.without(submission, reason, faulty=True, output=traceback.format_exc())

    def _done(self, submission: Submission, attempt: Attempt, first: Attempt | None = None) -> None:
        """Keep what came of it."""
        self.results[submission] = attempt.result
        self.faulty |= attempt.faulty
        if attempt.reason:
            self.troubles[submission] = attempt.reason
        elif first:
            self.second[submission] = first.reason
        try:
            self._keep(submission, attempt.data)
            if attempts := [one for one in (first, attempt) if one and one.reason and not submission.fault]:
                self._kept.log(submission, "\n".join(f"{one.reason}\n\n{one.output}" for one in attempts))
        except (OSError, ValueError) as error:
            self.faulty = True
            self.troubles[submission] = f"{_not_kept(error)} {attempt.reason}".strip()
        self._progress.done(submission, attempt.result)

    def _keep(self, submission: Submission, data: bytes) -> None:
        """Keep a result; what can't be done may be possible a moment later. OSError: it isn't."""
        try:
            self._kept.keep(submission, data)
        except OSError:
            self._kept.keep(submission, data)


def _not_kept(error: Exception) -> str:
    return say("Its result can't be kept: {fault}.", fault=in_words(error))
