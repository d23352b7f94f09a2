"""One play in real life: on the stock loop, without the lab. `python -m grader.tests.reality.real` plays job after job, each in a fork.

A job is a line of JSON on standard input (see `Job`), a report one on standard output. A play that doesn't end is cut off at its limit.
"""

from __future__ import annotations

import _thread
import asyncio
import contextlib
import functools
import gc
import importlib.machinery
import inspect
import linecache
import os
import select
import signal
import sys
import tempfile
import types
import warnings
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from grader.judge.wire import messages
from grader.judge.wire.unpacking import failure, unpack
from grader.lab import cancel, ordered
from grader.lab.probes import process_probe
from grader.lab.wire import values as wire
from grader.lab.witness import frames, watch
from grader.recording.encoding import encode
from grader.recording.events import Cancel, Leftover
from grader.recording.recording import Recording
from grader.suite import WORLDS, Scenario, worlds
from grader.tests.reality import real_time
from grader.tests.reality.real_time import CLOCK
from grader.tests.reality.stage import Stage
from grader.tests.reality.ties import told_apart
from grader.tests.reality.warp import Warp

BEAT = 0.004
"""Real seconds between two looks at the limit, and at how late this process is."""
GRACE = 3.0
"""Real seconds after the limit in which a play must have reported."""
SETTLE = 0.03
"""Real seconds for what is under way to clients when the program is over."""


class Job(msgspec.Struct):
    """What is to be played.

    instants: when anything happens, as the lab says. limit: real seconds until it counts as hung. told_apart: see ties.py.
    """

    suite: str
    scenario: str
    name: str
    source: str
    params: dict[str, Any]
    world: str
    cancels: list[dict[str, Any]]
    instants: list[float]
    slow: float
    limit: float
    told_apart: bool = False


class Play:
    """A play in this process, which is its own."""

    def __init__(self, job: Job, out: int, folder: str) -> None:
        self.job, self.out, self.folder = job, out, folder
        self.plan = [cancel.Cancel(**one) for one in job.cancels]
        self.unheard: list[str] = []
        self.late = 0.0
        self.left: list[Leftover] = []
        self.told = _thread.allocate_lock()
        self.ending: tuple[str, Any] = ("deadlock", None)

    def run(self) -> NoReturn:
        """Act, report, end."""
        file = f"{self.job.name}.py"
        frames.set_exercise(file)
        _hear(self.unheard)
        scenario = load_suite(self.job.suite)[self.job.scenario]
        probes = WORLDS[self.job.world].of(scenario.probes)
        worlds.enter(WORLDS[self.job.world])
        if self.job.told_apart:
            probes = told_apart(probes)
            _keep_order()
        self.stage = Stage(probes, self.folder)
        try:
            module = _load(self.job, file)
        except BaseException as error:  # noqa: BLE001 - whatever an import does
            self.ending = ("not loaded", error)
            self.report()
        handles = {name: self.stage.handle(probe, name) for name, probe in probes.items()}
        gc.collect()
        self.unheard.clear()
        CLOCK.begin(Warp(self.job.instants, self.job.slow))
        _thread.start_new_thread(self.watch, ())
        self.act(scenario, functools.partial(scenario.body, module, **handles, **self.job.params))

    def act(self, scenario: Scenario, body: Any) -> NoReturn:
        """Act the scenario, and report how it ended."""
        if inspect.iscoroutinefunction(scenario.body):
            self.act_in_loop(body)
        try:
            self.ending = ("returned", body())
        except BaseException as error:  # noqa: BLE001
            self.ending = ("raised", error)
        self.report()

    def act_in_loop(self, body: Any) -> NoReturn:
        """Act a coroutine, in a task that may be cancelled as planned."""
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        self.steps = act = cancel.Suspensions(self.acting(body, loop), self.plan)
        act.task = asyncio.Task(act, loop=loop, name="program")
        self.ending = ("cancelled", asyncio.CancelledError())
        try:
            loop.run_until_complete(act.task)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 - SystemExit or KeyboardInterrupt of a task
            self.ending = ("raised", error)
        self.report()

    async def acting(self, body: Any, loop: asyncio.AbstractEventLoop) -> None:
        """Await the body, and look around at the very moment when it is over."""
        try:
            self.ending = ("returned", await body())
        except BaseException as error:  # noqa: BLE001 - a program may raise anything
            self.ending = ("cancelled" if isinstance(error, asyncio.CancelledError) else "raised", error)
        self.stage.end, self.steps.plan = CLOCK.now(), []
        own = asyncio.current_task()
        self.left = [Leftover("task", watch._coroutine_name(task)) for task in asyncio.all_tasks(loop) if task is not own]

    def watch(self) -> None:
        """Look at the limit, and at how late this process is."""
        begun, parent = real_time.real_now(), os.getppid()
        while True:
            if os.getppid() != parent:  # it was ended
                os._exit(1)
            before = real_time.real_now()
            real_time.real_sleep(BEAT)
            now = real_time.real_now()
            self.late = max(self.late, now - before - BEAT)
            if now - begun > self.job.limit:
                self.report(hung=True)

    def report(self, *, hung: bool = False) -> NoReturn:
        """Tell what was seen, and end this process."""
        if self.stage.end is None:
            self.stage.end = CLOCK.now()
        if not self.told.acquire(blocking=False):
            while True:
                real_time.real_sleep(1)
        if hung:
            self.ending = ("deadlock", None)
        try:
            self.late = max(self.late, _waited())
            self.write(self.recording(self.stage.end))
        finally:
            os._exit(0)

    def write(self, recording: Recording) -> None:
        """Report what was seen."""
        with os.fdopen(self.out, "wb") as out:
            out.write(msgspec.json.encode({"recording": encode(recording), "late": self.late}) + b"\n")

    def recording(self, ended: float) -> Recording:
        """Put together what was seen. What the program raised is let go of first: it holds tasks that have something to say."""
        outcome: Any
        outcome, value = self.ending
        names, network = self.stage.world.names, self.stage.network
        raised = None
        if isinstance(value, BaseException) and outcome != "returned":
            raised = failure(msgspec.convert(wire.failure(value), messages.FailureTold), names)
        returned = unpack(wire.pack(value), names) if outcome == "returned" else None
        if outcome == "raised" and isinstance(value, SystemExit):
            outcome = "exited"
        del value, self.ending
        if outcome != "deadlock":
            gc.collect()
        calls = self.stage.world.calls()
        if network.connections:
            real_time.real_sleep(SETTLE)
        self.stage.over = True
        listening = network.still_listening()
        cancels = tuple(Cancel(one.at, one.moment, time=one.time) for one in self.plan)  # type: ignore[arg-type]
        return Recording(
            self.job.scenario, outcome, ended, self.job.params, self.job.world,
            returned=returned, raised=raised, called=calls, notes=tuple(self.stage.world.notes),
            unheard=tuple(self.unheard), leftovers=tuple(self.left), replies=network.replies(), cancels=cancels, listening=listening,
        )  # fmt: skip


def _hear(unheard: list[str]) -> None:
    """Put down what asyncio could only log, and coroutines that were never awaited."""

    def heard(_loop: Any, context: dict[str, Any]) -> None:
        error = context.get("exception")
        about = f": {wire.type_name(type(error))}" if isinstance(error, BaseException) else ""
        unheard.append(f"{watch._what_happened(context)}{about}")

    def never_awaited(coroutine: Any) -> None:
        unheard.append(f"coroutine {coroutine.__qualname__} was never awaited")

    asyncio.BaseEventLoop.default_exception_handler = heard  # type: ignore[method-assign, assignment]
    warnings._warn_unawaited_coroutine = never_awaited  # type: ignore[attr-defined]


def _waited() -> float:
    """Tell for how long this process' threads had something to do, and no processor (real seconds). 0: this system doesn't tell."""
    nanoseconds = 0
    with contextlib.suppress(OSError, ValueError):
        for path in Path("/proc/self/task").iterdir():
            nanoseconds += int((path / "schedstat").read_text("ascii").split()[1])
    return nanoseconds / 1e9


def _keep_order() -> None:
    """Let sets of tasks have the order in which these were made, as in the lab: in life, their addresses decide."""
    ordered.install()
    stock = asyncio.BaseEventLoop.create_task

    def create_task(self: Any, coro: Any, **options: Any) -> asyncio.Task[Any]:
        if self._task_factory is not None:
            return stock(self, coro, **options)
        self._check_closed()
        return ordered.Task(coro, loop=self, **options)

    asyncio.BaseEventLoop.create_task = create_task  # type: ignore[method-assign]


def _load(job: Job, file: str) -> types.ModuleType:
    linecache.cache[file] = (len(job.source), None, job.source.splitlines(keepends=True), file)
    module = types.ModuleType(job.name)
    module.__file__ = os.path.join(tempfile.gettempdir(), file)  # noqa: PTH118 - a text
    sys.modules["__main__"] = types.ModuleType("__main__")
    sys.modules[job.name] = module
    exec(compile(job.source, file, "exec"), module.__dict__)  # noqa: S102 - what this process is for
    return module


def load_suite(path: str) -> dict[str, Scenario]:
    """Run a suite, and list its scenarios by name."""
    code = importlib.machinery.SourceFileLoader("suite", path).get_code("suite")
    if code is None:
        raise FileNotFoundError(path)
    suite = types.ModuleType("suite")
    suite.__file__ = path
    exec(code, suite.__dict__)  # noqa: S102 - our own
    return {name: one for name, one in vars(suite).items() if isinstance(one, Scenario)}


def play_in_a_fork(job: Job, folder: str) -> bytes:
    """Play, in a process that is then ended with all that it has started. Returns its report, or an empty line."""
    into, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.close(into)
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        try:
            Play(job, out, folder).run()
        finally:
            os._exit(1)
    os.close(out)
    line = _read_line(into, job.limit + GRACE)
    os.close(into)
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return line or b"\n"


def _read_line(file: int, limit: float) -> bytes:
    end = real_time.real_now() + limit
    line = b""
    while not line.endswith(b"\n") and select.select([file], [], [], max(0.0, end - real_time.real_now()))[0]:
        part = os.read(file, 1 << 16)
        if not part:
            return b""
        line += part
    return line if line.endswith(b"\n") else b""


def main() -> None:
    """Play job after job."""
    real_time.install()
    process_probe.show_processors()
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            sys.stdout.buffer.write(play_in_a_fork(msgspec.json.decode(line, type=Job), folder))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
