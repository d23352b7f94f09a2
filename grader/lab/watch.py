"""The subject's loop and what it sees: the tasks a program makes, what blocks the loop, what nobody hears, what is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import multiprocessing
import sys
import threading
import warnings
import weakref
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

from grader.lab import processes, wire
from grader.lab.clock import Deadlock, Poll, Stalled
from grader.lab.frames import is_learners, learner_line
from grader.lab.link import Link
from grader.lab.loop import LabLoop

CAP = 200  # of each kind of thing that is told
Thing = dict[str, Any]


@dataclass
class Watch:
    """What was seen in one play. `stuck` ends the play, where the program can't go on."""

    link: Link
    stuck: Callable[[Deadlock | Stalled], NoReturn]
    tasks: list[Thing] = field(default_factory=list)
    blocked: list[Thing] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    pools: list[Thing] = field(default_factory=list)
    own_loop: asyncio.AbstractEventLoop | None = None  # the one that the scenario runs on; the others are the program's
    loops: list[tuple[weakref.ref[asyncio.AbstractEventLoop], int | None]] = field(default_factory=list)

    def made_task(self, task: asyncio.Task[Any], line: int | None) -> None:
        """Put down a new task, and its end when it comes."""
        task.lab_line = line  # type: ignore[attr-defined]  # for the calls in it, and for what it leaves behind
        if len(self.tasks) >= CAP:
            return
        seen: Thing = {"name": _coroutine_name(task), "line": line, "start": self.link.now, "end": None, "outcome": "running"}
        self.tasks.append(seen)

        def ended(task: asyncio.Task[Any]) -> None:
            seen["end"], seen["outcome"] = self.link.now, _outcome(task)

        task.add_done_callback(ended)

    def heard(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Put down what asyncio could only log: exceptions that nobody retrieved."""
        error = context.get("exception")
        about = f": {wire.failure(error)['type']}" if isinstance(error, BaseException) else ""
        if len(self.unheard) < CAP:
            self.unheard.append(f"{context.get('message', 'Unhandled exception')}{about}"[: wire.TEXT])

    def never_awaited(self, coroutine: Any) -> None:
        """Put down a coroutine that was made and never awaited (called by the interpreter in place of its warning)."""
        origin = coroutine.cr_origin
        line = f" (line {origin[0][1]})" if origin else ""
        if len(self.unheard) < CAP:
            self.unheard.append(f"coroutine {coroutine.__qualname__} was never awaited{line}")

    def warned(self, show: Callable[..., None], message: Warning | str, category: type[Warning], *place: Any) -> None:
        """Put down that connections or listeners were thrown away open; show other warnings, but not of other resources."""
        if category is not ResourceWarning:
            show(message, category, *place)
            return
        text = str(message)
        kind = "a connection" if "transport" in text or "raddr=" in text else "a listener" if "socket" in text else ""
        if kind and f"{kind} never closed" not in self.unheard[:CAP]:  # once: which of them come up first is the collector's chance
            self.unheard.append(f"{kind} never closed")

    def begin(self) -> None:
        """Start watching what a program can leave behind outside its loop."""
        warnings._warn_unawaited_coroutine = self.never_awaited  # type: ignore[attr-defined]
        sys.set_coroutine_origin_tracking_depth(1)
        warnings.simplefilter("always", ResourceWarning)
        warnings.showwarning = functools.partial(self.warned, warnings.showwarning)
        for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
            self._watch_pool(kind)

    def _watch_pool(self, kind: type[ThreadPoolExecutor | ProcessPoolExecutor]) -> None:
        init, shutdown, watch = kind.__init__, kind.shutdown, self

        @functools.wraps(init)
        def watched_init(pool: Any, *args: Any, **kwargs: Any) -> None:
            init(pool, *args, **kwargs)
            caller = sys._getframe(1)
            if caller.f_globals.get("__name__") not in ("asyncio.base_events", LabLoop.__module__):
                entry = {"kind": "pool", "what": kind.__name__, "line": learner_line(caller)}
                pool.lab_entry = entry
                watch.pools.append(entry)

        @functools.wraps(shutdown)
        def watched_shutdown(pool: Any, *args: Any, **kwargs: Any) -> None:
            with contextlib.suppress(AttributeError, ValueError):
                watch.pools.remove(pool.lab_entry)
            shutdown(pool, *args, **kwargs)

        kind.__init__ = watched_init  # type: ignore[method-assign, assignment]
        kind.shutdown = watched_shutdown  # type: ignore[method-assign, assignment]

    def left_behind(self, own: asyncio.Task[Any] | None, threads: list[str]) -> list[Thing]:
        """List what is still there now that the program is over; `own` is the task that asks."""
        left: list[Thing] = []
        for loop in [loop for ref, _ in self.loops if (loop := ref())]:
            left += [_left_task(task) for task in asyncio.all_tasks(loop) if task is not own]
            left += [_left_generator(gen) for gen in list(vars(loop)["_asyncgens"]) if gen.ag_frame is not None]
        left += self.pools
        left += [{"kind": "thread", "what": name, "line": None} for name in threads]
        if not any(pool["what"] == "ProcessPoolExecutor" for pool in self.pools):
            left += [{"kind": "process", "what": child.name, "line": None} for child in multiprocessing.active_children()]
        left += [{"kind": "event loop", "what": "never closed", "line": line} for ref, line in self.loops if self._is_open(ref())]
        return sorted(left, key=lambda thing: (thing["kind"], thing["line"] or 0, thing["what"]))[:CAP]

    def _is_open(self, loop: asyncio.AbstractEventLoop | None) -> bool:
        return loop is not None and loop is not self.own_loop and not loop.is_closed()

    def collect(self) -> None:
        """Let go of garbage now, so that what it has to say is heard in this play."""
        gc.collect()


def _outcome(task: asyncio.Task[Any]) -> str:
    if task.cancelled():
        return "cancelled"
    error = task._exception
    return f"raised {wire.type_name(type(error))}" if error else "returned"


def _coroutine_name(task: asyncio.Task[Any]) -> str:
    return str(getattr(task.get_coro(), "__qualname__", "coroutine"))[:100]


def _left_task(task: asyncio.Task[Any]) -> Thing:
    return {"kind": "task", "what": _coroutine_name(task), "line": getattr(task, "lab_line", None)}


def _left_generator(generator: Any) -> Thing:
    frame: FrameType = generator.ag_frame
    return {"kind": "async generator", "what": str(generator.__qualname__)[:100], "line": frame.f_lineno if is_learners(frame) else None}


class SubjectLoop(LabLoop):
    """The lab's loop, watched."""

    watch: Watch

    def __init__(self) -> None:
        super().__init__(self.watch.link)
        self.watch.loops.append((weakref.ref(self), learner_line()))
        self.set_exception_handler(self.watch.heard)

    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """Make a task, and put it down: which coroutine, made on which line."""
        task: asyncio.Task[Any] = super().create_task(coro, **options)
        if not _is_wait_fors(sys._getframe(1)):
            self.watch.made_task(task, learner_line())
        return task

    def stuck(self, error: Deadlock | Stalled) -> NoReturn:
        """End the play here: no `except` of the program is asked."""
        self.watch.stuck(error)

    def on_blocking(self, what: str, seconds: float | None, frame: FrameType | None) -> None:
        """Put down a call that holds the loop's thread."""
        if len(self.watch.blocked) < CAP:
            self.watch.blocked.append({"what": what, "line": learner_line(frame), "at": self.time(), "seconds": seconds})

    def _be_patient(self, poll: Poll) -> list[Any]:
        """Wait for threads that work; where they can only wait for another process, the judge knows when that has settled."""
        waits = self.crew.working <= self.crew._at_ease and processes.any_here()
        return self._advance(self._next_timer(), self.crew.outside(), poll) if waits else super()._be_patient(poll)

    def foreign_sockets(self) -> int:
        """Count no stranger's sockets: in a play, every peer is the judge's, and the judge looks at them before time moves."""
        return 0


def _is_wait_fors(caller: FrameType) -> bool:
    """CPython 3.11's wait_for makes a task of its own; later ones do not, and neither did the program."""
    frame: FrameType | None = caller
    for _ in range(3):
        if frame is not None and frame.f_code.co_name == "wait_for" and frame.f_globals.get("__name__") == "asyncio.tasks":
            return True
        frame = frame.f_back if frame else None
    return False


def alive_threads(before: set[threading.Thread]) -> list[str]:
    """Name the threads that the program started itself and that still run (those of pools are told as pools)."""
    return sorted(thread.name for thread in threading.enumerate() if thread not in before and not _is_librarys(thread))


def _is_librarys(thread: threading.Thread) -> bool:
    modules = (type(thread).__module__, str(getattr(getattr(thread, "_target", None), "__module__", "")))
    return any(module.startswith(("concurrent.", "multiprocessing.")) for module in modules)
