"""The subject's loop and what it sees: the tasks a program makes, what blocks the loop, what nobody hears, what is left behind."""

from __future__ import annotations

import asyncio
import functools
import gc
import multiprocessing
import sys
import threading
import warnings
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

from grader.lab import ordered
from grader.lab.clock.clock import Deadlock, Poll, Stalled
from grader.lab.loops.loop import LabLoop
from grader.lab.probes import process_probe
from grader.lab.threads import kernel
from grader.lab.wire import values as wire
from grader.lab.wire.link import Link
from grader.lab.witness import children
from grader.lab.witness.frames import is_learners, learner_line
from grader.recording import testimony

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
    pools: list[Thing] = field(default_factory=list)  # that were made and not shut down: see grader.lab.witness.pools
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
            self.unheard.append(f"{_what_happened(context)}{about}"[: wire.TEXT])

    def never_awaited(self, coroutine: Any) -> None:
        """Put down a coroutine that was made and never awaited (called by the interpreter in place of its warning)."""
        origin = coroutine.cr_origin
        sentence = testimony.NEVER_AWAITED_AT if origin else testimony.NEVER_AWAITED
        if len(self.unheard) < CAP:
            self.unheard.append(sentence.format(name=coroutine.__qualname__, line=origin[0][1] if origin else None))

    def warned(self, show: Callable[..., None], message: Warning | str, category: type[Warning], *place: Any) -> None:
        """Put down that connections or listeners were thrown away open; show other warnings, but not of other resources."""
        if category is not ResourceWarning:
            show(message, category, *place)
            return
        text = str(message)
        connection = "transport" in text or "raddr=" in text
        told = testimony.OPEN_CONNECTION if connection else testimony.OPEN_LISTENER if "socket" in text else ""
        if told and told not in self.unheard[:CAP]:  # once: which of them come up first is the collector's chance
            self.unheard.append(told)

    def imported(self) -> Thing:
        """Tell how long the import took (virtual seconds), and on which line it first ran a loop; forget what else was seen then."""
        line = next((line for _, line in self.loops), None) or next((one["line"] for one in self.blocked), None)
        self.tasks, self.blocked, self.unheard = [], [], []
        self.loops = [(ref, line) for ref, line in self.loops if (loop := ref()) and not loop.is_closed()]
        return {"seconds": self.link.now, "line": line}

    def left_behind(self, own: asyncio.Task[Any] | None, threads: list[str]) -> list[Thing]:
        """List what is still there now that the program is over; `own` is the task that asks."""
        left: list[Thing] = []
        for loop in [loop for ref, _ in self.loops if (loop := ref())]:
            left += [_left_task(task) for task in asyncio.all_tasks(loop) if task is not own]
            left += [_left_generator(gen) for gen in list(vars(loop)["_asyncgens"]) if gen.ag_frame is not None]
            left += [{"kind": "process", "what": "started with asyncio", "line": None}] * children.left(loop)
        left += self.pools
        left += [{"kind": "thread", "what": name, "line": None} for name in threads]
        if not any(pool["what"] == "ProcessPoolExecutor" for pool in self.pools):
            left += [{"kind": "process", "what": child.name, "line": None} for child in multiprocessing.active_children()]
        left += [{"kind": "event loop", "what": "never closed", "line": line} for ref, line in self.loops if self._is_open(ref())]
        return sorted(left, key=lambda thing: (thing["kind"], thing["line"] or 0, thing["what"]))[:CAP]

    def _is_open(self, loop: asyncio.AbstractEventLoop | None) -> bool:
        return loop is not None and loop is not self.own_loop and not loop.is_closed()

    def collect(self) -> None:
        """Let go of garbage now, so that what it has to say is heard in this play. In which order it comes up is the collector's chance."""
        before = len(self.unheard)
        gc.collect()
        self.unheard[before:] = sorted(self.unheard[before:])


def _what_happened(context: dict[str, Any]) -> str:
    """Say what asyncio says; but of a callback only its name: its arguments may hold an answer, which differs from play to play."""
    if handle := context.get("handle"):
        callback = getattr(handle, "_callback", None)
        return testimony.IN_CALLBACK.format(function=getattr(callback, "__qualname__", "function"))
    return str(context.get("message", testimony.UNHANDLED))


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


def _never_awaited(coroutine: Any) -> None:
    """Tell the watch of the play that goes on now."""
    SubjectLoop.watch.never_awaited(coroutine)


def install() -> None:
    """Watch what a program leaves behind outside its loop, in all plays of this process."""
    show = warnings.showwarning
    warnings._warn_unawaited_coroutine = _never_awaited  # type: ignore[attr-defined]
    sys.set_coroutine_origin_tracking_depth(1)
    warnings.simplefilter("always", ResourceWarning)
    warnings.showwarning = lambda *warning, **options: SubjectLoop.watch.warned(functools.partial(show, **options), *warning)


class SubjectLoop(LabLoop):
    """The lab's loop, watched."""

    watch: Watch
    _task_factory: Any  # what the stock loop keeps and typeshed doesn't tell

    def __init__(self) -> None:
        super().__init__(self.watch.link)
        self.watch.loops.append((weakref.ref(self), learner_line()))
        self.set_exception_handler(self.watch.heard)

    def create_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """Make a task, and put it down: which coroutine, made on which line."""
        make = self._ordered_task if self._task_factory is None else super().create_task
        task: asyncio.Task[Any] = make(coro, **options)
        if not _is_wait_fors(sys._getframe(1)):
            self.watch.made_task(task, learner_line())
        return task

    def _ordered_task(self, coro: Any, **options: Any) -> asyncio.Task[Any]:
        """Make a task as the stock loop does, but a numbered one."""
        self._check_closed()
        task = ordered.Task(coro, loop=self, **options)
        if task._source_traceback:
            del task._source_traceback[-2:]  # what debug mode shows ends with the caller's line
        return task

    def create_future(self) -> asyncio.Future[Any]:
        """Make a numbered future."""
        return ordered.Future(loop=self)

    def stuck(self, error: Deadlock | Stalled) -> NoReturn:
        """End the play here: no `except` of the program is asked."""
        self.watch.stuck(error)

    def on_blocking(self, what: str, seconds: float | None, frame: FrameType | None) -> None:
        """Put down a call that holds the loop's thread."""
        if len(self.watch.blocked) < CAP:
            self.watch.blocked.append({"what": what, "line": learner_line(frame), "at": self.time(), "seconds": seconds})

    def _be_patient(self, poll: Poll, outside: int) -> list[Any]:
        """Wait for threads that work; where they can only wait for another process, the judge knows when that has settled."""
        waits = not kernel.AVAILABLE and self.scheduler.working <= self.scheduler.beside and process_probe.any_here()
        return self._advance(self._next_timer(), outside, poll) if waits else super()._be_patient(poll, outside)

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
    children.wait_for_the_dying()
    return sorted(thread.name for thread in threading.enumerate() if thread not in before and not _is_librarys(thread))


def _is_librarys(thread: threading.Thread) -> bool:
    modules = (type(thread).__module__, str(getattr(getattr(thread, "_target", None), "__module__", "")))
    return any(module.startswith(("concurrent.", "multiprocessing.")) for module in modules) or thread in children.watchers()
