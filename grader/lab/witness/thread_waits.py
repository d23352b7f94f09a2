"""What a thread waits for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from grader.lab.threads.scheduler import all_schedulers
from grader.lab.witness import lines as learner
from grader.lab.witness.waiting import Waiting, clean, entry_of
from grader.recording import testimony

if TYPE_CHECKING:
    from grader.lab.threads.worker import Worker

Thread = tuple[str, int | None, "Worker | None"]
"""A thread's name, its identifier, and its worker, if it has one."""


def all_but(idents: set[int | None]) -> list[Thread]:
    """List all threads, also those that threading doesn't know, but for these."""
    workers = [worker for one in list(all_schedulers) for worker in list(one.workers)]
    bare: list[Thread] = [(worker.name, worker.ident, worker) for worker in workers if worker.thread is None and worker.ident]
    known = {ident for _, ident, _ in bare} | idents
    threads = [thread for thread in threading.enumerate() if thread.ident not in known]
    return [*bare, *((thread.name, thread.ident, thread.__dict__.get("_lab_worker")) for thread in threads)]


def describe(name: str, ident: int | None, worker: Worker | None) -> Waiting | None:
    """Tell what a thread waits for; None for a pool's thread without a job, or a service of the standard library."""
    frame = learner.thread_frame(ident)
    mine = learner.learners_frame(frame)
    if mine is None and (worker is None or worker.scheduler is None or worker.resting):
        return None
    call = learner.called_by_learner(frame)
    until = worker.until if worker is not None and worker.parked else None
    if call == "time.sleep" and until is not None:
        what = testimony.SLEEPS.format(time=f"{until:g}")
    elif call:
        what = testimony.CALL.format(call=call) if until is None else testimony.CALL_UNTIL.format(call=call, time=f"{until:g}")
    elif worker is not None and worker.scheduler is not None and worker in worker.scheduler.beside:
        what = testimony.SYSTEM_CALL
    else:
        what = testimony.WORKS
    return entry_of(testimony.THREAD.format(name=clean(name)), what, [mine] if mine is not None else [])
