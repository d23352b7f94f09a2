"""Who waits where: every task and thread, what it waits for, and on which line. The same text on every Python.

A suspended coroutine says what it awaits; following that leads from a task's own coroutine down to the future it waits for. (Python 3.14's
`asyncio.capture_call_graph` does the same, but stops at async generators, and names no queue or lock.)
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import threading
import types
from typing import TYPE_CHECKING, Any, cast

from grader.lab.threads.scheduler import all_schedulers
from grader.lab.witness import lines as learner
from grader.lab.witness import thread_waits
from grader.lab.witness.waiting import Waiting, clean, entry_of, natural
from grader.recording import testimony

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from grader.lab.threads.protocols import LoopProtocol

MOST = 10
"""Entries that are told."""

source_of = learner.source


def report() -> str:
    """Say it in one text, a line each, indented."""
    return "\n".join(f"  {line}" for line in lines())


def lines() -> list[str]:
    """Say it, a line each; the last tells how many more there are."""
    seen = [*_touches(), *map(str, entries())]
    return seen if len(seen) <= MOST else [*seen[:MOST], testimony.AND_MORE.format(number=len(seen) - MOST)]


def _touches() -> list[str]:
    """Say which threads have touched a loop that didn't wake for it."""
    return [testimony.TOUCHED.format(task=who) for loop in _loops() for who in loop.touched]


def _loops() -> list[LoopProtocol]:
    return sorted((loop for one in list(all_schedulers) for loop in list(one.loops)), key=lambda loop: loop.number)


def entries() -> list[Waiting]:
    """Look at all tasks of all lab loops, and at the threads that run the learner's code."""
    loops = _loops()
    tasks = [(task, loop) for loop in loops if not loop.is_closed() for task in asyncio.all_tasks(_as_asyncios(loop)) if not task.done()]
    found = [_survive(_task, task, loop) for task, loop in tasks]
    found += [_survive(thread_waits.describe, *thread) for thread in thread_waits.all_but(_loop_threads(loops))]
    return sorted((entry for entry in found if entry is not None), key=lambda entry: natural(entry.who))


def _as_asyncios(loop: LoopProtocol) -> asyncio.AbstractEventLoop:
    """Be the same loop, as asyncio's functions want it."""
    return cast("asyncio.AbstractEventLoop", loop)


def _loop_threads(loops: list[LoopProtocol]) -> set[int | None]:
    return {loop._thread_id for loop in loops if loop.is_running()} | {threading.main_thread().ident, threading.get_ident()}


def _survive(describe: Any, *args: Any) -> Waiting | None:
    """Describe something of the learner's, whatever it may do to whoever looks at it."""
    try:
        entry: Waiting | None = describe(*args)
    except Exception:  # noqa: BLE001 - a report that fails would hide what it is about
        return Waiting(testimony.SOMETHING, testimony.UNKNOWN)
    return entry


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


def _task(task: asyncio.Task[Any], loop: LoopProtocol) -> Waiting:
    if task is asyncio.current_task(_as_asyncios(loop)):
        return _running(task, loop)
    frames = chain(task.get_coro())
    mine = [frame for frame in frames if not learner.is_ours(frame.f_code.co_filename)]
    inner = frames[frames.index(mine[-1]) + 1 :] if mine else frames
    return entry_of(clean(task.get_name()), _what(task, loop, mine, inner), mine)


def _running(task: asyncio.Task[Any], loop: LoopProtocol) -> Waiting:
    """Describe the task that holds the loop's thread: it waits in a blocking call, or it computes."""
    mine = learner.learners_frame(learner.thread_frame(loop._thread_id))
    what = testimony.BLOCKS.format(call=loop.standing) if loop.standing else testimony.RUNS
    return entry_of(clean(task.get_name()), what, [mine] if mine is not None else [])


def _what(task: asyncio.Task[Any], loop: LoopProtocol, mine: list[FrameType], inner: list[FrameType]) -> str:
    future = getattr(task, "_fut_waiter", None)
    if future is None:
        return testimony.READY
    if isinstance(future, asyncio.Task):
        return testimony.TASK.format(name=clean(future.get_name()))
    if (when := _due(loop, future)) is not None:
        return testimony.SLEEPS.format(time=f"{when:g}")
    children = getattr(future, "_children", None)
    if children is not None:
        return testimony.GATHER.format(names=_names(children) or testimony.UNHEARD)
    if not inner:
        return testimony.FUTURE
    if learner.is_lab(inner[0].f_code.co_filename):
        return testimony.ANSWER
    return _in_call(mine, inner)


def _in_call(mine: list[FrameType], inner: list[FrameType]) -> str:
    """Name the call into the standard library that waits, and the object it is made on."""
    methods = [frame for frame in inner if "self" in frame.f_code.co_varnames[:1]]
    public = [frame for frame in methods if not frame.f_code.co_name.startswith("_")]
    frame = (public or methods or inner)[0]
    owner = frame.f_locals.get("self") if frame in methods else None
    call = f"{_type_name(owner)}.{frame.f_code.co_name}" if frame in methods else frame.f_code.co_name
    name = _name_of(owner, mine)
    if isinstance(owner, asyncio.TaskGroup):
        return (testimony.CHILDREN_ON if name else testimony.CHILDREN).format(names=_names(owner._tasks), call=call, name=name)
    return (testimony.CALL_ON if name else testimony.CALL).format(call=call, name=name)


def _names(futures: Any) -> str:
    waiting = [future for future in futures if not future.done()]
    names = sorted((clean(one.get_name()) if isinstance(one, asyncio.Task) else testimony.A_FUTURE for one in waiting), key=natural)
    shown = ", ".join(names[:MOST])
    return testimony.NAMES_AND_MORE.format(names=shown, number=len(names) - MOST) if len(names) > MOST else shown


def _due(loop: LoopProtocol, future: Any) -> float | None:
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
