# Right: a job object with a state for each of the two, and a supervisor, whom they wake; each cancel is passed on, the second one too.

import asyncio
import enum
from collections.abc import Callable, Coroutine
from typing import Any


class State(enum.Enum):
    RUNNING = enum.auto()
    SUCCEEDED = enum.auto()
    FAILED = enum.auto()
    CANCELLED = enum.auto()


class Job:
    def __init__(self, step, request, supervisor):
        self.state = State.RUNNING
        self.value = None
        self.error = None
        self.supervisor = supervisor
        self.task = asyncio.create_task(step(request))
        self.task.add_done_callback(self._settle)

    def _settle(self, task):
        if task.cancelled():
            self.state = State.CANCELLED
        elif (error := task.exception()) is not None:
            self.state, self.error = State.FAILED, error
        else:
            self.state, self.value = State.SUCCEEDED, task.result()
        self.supervisor.wake.set()


class Supervisor:
    def __init__(self):
        self.wake = asyncio.Event()
        self.jobs = []
        self.cancelled = False

    def start(self, step, request):
        job = Job(step, request, self)
        self.jobs.append(job)
        return job

    async def join(self):
        while any(job.state is State.RUNNING for job in self.jobs):
            self.wake.clear()
            try:
                await self.wake.wait()
            except asyncio.CancelledError:
                self.cancelled = True
                for job in self.jobs:
                    job.task.cancel()  # at each cancel again: who asks twice gets it twice
        for job in self.jobs:
            if job.state is State.FAILED:
                raise job.error
        if self.cancelled or any(job.state is State.CANCELLED for job in self.jobs):
            raise asyncio.CancelledError


Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    supervisor = Supervisor()
    supervisor.start(audit, request)
    answer = supervisor.start(respond, request)
    await supervisor.join()
    return answer.value
