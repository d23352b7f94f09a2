"""Who waits where: every task and thread, what it waits for, and on which line. The same text on every Python.

A suspended coroutine says what it awaits; following that leads from a task's own coroutine down to the future it waits for. (Python 3.14's
`asyncio.capture_call_graph` does the same, but stops at async generators, and names no queue or lock.)
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import re
import threading
import types
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.lab import crew
from grader.lab import lines as learner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from grader.lab.loop import LabLoop

MOST = 50
"""Entries that are told."""
WIDTH = 200
"""Characters of one name or one piece of source."""

source_of = learner.source


@dataclass(frozen=True)
class Waiting:
    """One task or thread. `called_from` are the learner's functions around this one, inner first: 'start:10'."""

    who: str
    what: str
    file: str = ""
    line: int | None = None
    function: str = ""
    source: str = ""
    called_from: tuple[str, ...] = ()

    def __str__(self) -> str:
        at = f" at {self.file}:{self.line} in {self.function}: {self.source}" if self.line is not None else ""
        via = f"   (called from {' < '.join(self.called_from)})" if self.called_from else ""
        return f"{self.who} {self.what}{at}{via}"


def report() -> str:
    """Say it in one text, a line each, indented."""
    return "\n".join(f"  {line}" for line in lines())


def lines() -> list[str]:
    """Say it, a line each; the last tells how many more there are."""
    seen = [str(entry) for entry in entries()]
    return seen if len(seen) <= MOST else [*seen[:MOST], f"and {len(seen) - MOST} more"]


def entries() -> list[Waiting]:
    """Look at all tasks of all lab loops, and at the threads that run the learner's code."""
    loops = sorted((loop for one in list(crew.all_crews) for loop in list(one.loops)), key=lambda loop: loop.number)
    tasks = [(task, loop) for loop in loops if not loop.is_closed() for task in asyncio.all_tasks(loop) if not task.done()]
    found = [_survive(_task, task, loop) for task, loop in tasks]
    found += [_survive(_thread, thread) for thread in threading.enumerate() if thread.ident not in _loop_threads(loops)]
    return sorted((entry for entry in found if entry is not None), key=lambda entry: _natural(entry.who))


def _loop_threads(loops: list[LabLoop]) -> set[int | None]:
    return {loop._thread_id for loop in loops if loop.is_running()} | {threading.main_thread().ident, threading.get_ident()}


def _survive(describe: Any, *args: Any) -> Waiting | None:
    """Describe something of the learner's, whatever it may do to whoever looks at it."""
    try:
        entry: Waiting | None = describe(*args)
    except Exception:  # noqa: BLE001 - a report that fails would hide what it is about
        return Waiting("something", "can't be looked at")
    return entry


def _natural(name: str) -> list[tuple[int, str]]:
    """Sort Task-2 before Task-12, and threads last."""
    head = (int(name.startswith("thread ")), "")
    return [head, *((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name))]


# ---- tasks ----
def chain(awaitable: Any) -> list[FrameType]:
    """Return the frames from a coroutine down to the innermost suspended one."""
    return [frame for one in path(awaitable) if (frame := _first(one, "cr_frame", "gi_frame", "ag_frame")) is not None]


def path(awaitable: Any) -> list[Any]:
    """Return a coroutine, what it awaits, what that awaits …, down to a future (or to what can't be looked into)."""
    found: dict[int, Any] = {}
    while awaitable is not None and id(awaitable) not in found:
        found[id(awaitable)] = awaitable
        if _first(awaitable, "cr_frame", "gi_frame", "ag_frame") is not None:
            awaitable = _first(awaitable, "cr_await", "gi_yieldfrom", "ag_await")
        elif isinstance(awaitable, asyncio.Future):
            break
        else:
            awaitable = _behind(awaitable)
    return list(found.values())


def _first(awaitable: Any, *names: str) -> Any:
    return next((value for name in names if (value := getattr(awaitable, name, None)) is not None), None)


def _behind(opaque: Any) -> Any:
    """See through what C code puts around coroutines (async_generator_asend, coroutine_wrapper, FutureIter): gc knows what they hold."""
    kinds = (types.AsyncGeneratorType, types.CoroutineType, types.GeneratorType, asyncio.Future)
    return next((held for held in gc.get_referents(opaque) if isinstance(held, kinds)), None)


def _task(task: asyncio.Task[Any], loop: LabLoop) -> Waiting:
    if task is asyncio.current_task(loop):
        return _running(task, loop)
    frames = chain(task.get_coro())
    mine = [frame for frame in frames if not learner.is_ours(frame.f_code.co_filename)] or frames
    inner = frames[frames.index(mine[-1]) + 1 :] if mine else []
    return _entry(_clean(task.get_name()), _what(task, loop, mine, inner), mine)


def _running(task: asyncio.Task[Any], loop: LabLoop) -> Waiting:
    """Describe the task that holds the loop's thread: it waits in a blocking call, or it computes."""
    mine = learner.learners_frame(learner.thread_frame(loop._thread_id))
    what = f"blocks the event loop in {loop.standing}()" if loop.standing else "runs"
    return _entry(_clean(task.get_name()), what, [mine] if mine is not None else [])


def _entry(who: str, what: str, mine: list[FrameType]) -> Waiting:
    if not mine:
        return Waiting(who, what)
    *outer, top = mine
    via = tuple(f"{frame.f_code.co_name}:{frame.f_lineno}" for frame in reversed(outer))
    name = Path(top.f_code.co_filename).name
    return Waiting(who, what, name, top.f_lineno, top.f_code.co_name, _clean(learner.source(top)), via)


def _what(task: asyncio.Task[Any], loop: LabLoop, mine: list[FrameType], inner: list[FrameType]) -> str:
    future = getattr(task, "_fut_waiter", None)
    if future is None:
        return "is ready to run"
    if isinstance(future, asyncio.Task):
        return f"waits for task {_clean(future.get_name())}"
    if (when := _due(loop, future)) is not None:
        return f"sleeps until t={when:g}"
    children = getattr(future, "_children", None)
    if children is not None:
        return f"waits in gather for {_names(children)}"
    if not inner:
        return "waits for a future"
    if learner.is_lab(inner[0].f_code.co_filename):
        return "waits for an answer"
    return _in_call(mine, inner)


def _in_call(mine: list[FrameType], inner: list[FrameType]) -> str:
    """Name the call into the standard library that waits, and the object it is made on."""
    methods = [frame for frame in inner if "self" in frame.f_code.co_varnames[:1]]
    public = [frame for frame in methods if not frame.f_code.co_name.startswith("_")]
    frame = (public or methods or inner)[0]
    owner = frame.f_locals.get("self") if frame in methods else None
    call = f"{_type_name(owner)}.{frame.f_code.co_name}" if frame in methods else frame.f_code.co_name
    name = _name_of(owner, mine)
    on = f" on `{name}`" if name else ""
    if isinstance(owner, asyncio.TaskGroup):
        return f"waits for its children {_names(owner._tasks)} in {call}(){on}"
    return f"waits in {call}(){on}"


def _names(futures: Any) -> str:
    waiting = [future for future in futures if not future.done()]
    names = sorted((_clean(one.get_name()) if isinstance(one, asyncio.Task) else "a future" for one in waiting), key=_natural)
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")


def _due(loop: LabLoop, future: Any) -> float | None:
    """Return when a timer of the loop will end a future."""
    return next((t._when for t in loop._scheduled if not t._cancelled and any(arg is future for arg in t._args or ())), None)


def _name_of(wanted: object, frames: list[FrameType]) -> str | None:
    """Find what the learner calls an object: a local of these frames, or an attribute of one. Looks at identities only."""
    for frame in reversed(frames if wanted is not None else []):
        for name, value in list(frame.f_locals.items()):
            if value is wanted:
                return name
        for name, value in list(frame.f_locals.items()):
            if attribute := next((key for key, held in _attributes(value) if held is wanted), None):
                return f"{name}.{attribute}"
    return None


def _attributes(value: object) -> Iterator[tuple[str, object]]:
    with contextlib.suppress(BaseException):  # a class may say anything about its __dict__
        attributes = object.__getattribute__(value, "__dict__")
        if type(attributes) is dict:
            yield from [(key, held) for key, held in list(attributes.items()) if type(key) is str]


def _type_name(value: object) -> str:
    return str(type.__dict__["__name__"].__get__(type(value)))


def _clean(text: str) -> str:
    return " ".join(text.split())[:WIDTH]


# ---- threads ----
def _thread(thread: threading.Thread) -> Waiting | None:
    frame = learner.thread_frame(thread.ident)
    mine = learner.learners_frame(frame)
    worker = thread.__dict__.get("_lab_worker")
    if mine is None and (worker is None or worker.crew is None or worker.resting):
        return None  # a pool's thread without a job, or a service of the standard library
    call = learner.called_by_learner(frame)
    until = worker.until if worker is not None and worker.parked else None
    if call == "time.sleep" and until is not None:
        what = f"sleeps until t={until:g}"
    elif call:
        what = f"waits in {call}()" + (f" until t={until:g}" if until is not None else "")
    else:
        what = "works"
    return _entry(f"thread {_clean(thread.name)}", what, [mine] if mine is not None else [])
