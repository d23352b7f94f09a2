"""A subject's main: it loads one exercise, acts one scenario on it, tells the judge what it saw, and ends.

Everything here shares its process with learner code. Nothing it says earns a point that the judge's own log doesn't bear out.
"""

from __future__ import annotations

import asyncio
import faulthandler
import functools
import importlib.util
import inspect
import linecache
import math
import os
import signal
import socket
import sys
import threading
import traceback
import types
from pathlib import Path
from typing import Any, NoReturn

from grader.lab import cancel, frames, probes, processes, watch, who_waits, wire
from grader.lab import loop as lab_loop
from grader.lab.clock import Deadlock, Stalled
from grader.lab.install import install
from grader.lab.limits import limit
from grader.lab.link import Link
from grader.suite import Scenario

LAB_FAILED = 70  # the exit code of a subject in which the lab itself could not go on


def main(control: socket.socket, trace: int) -> NoReturn:
    """Play one scenario: `control` is the line to the judge, `trace` the file that a crash is told to."""
    link = Link(control)
    start = link.receive()
    limit(**start["limits"])
    faulthandler.enable(trace, all_threads=False)
    if hasattr(signal, "SIGXCPU"):
        faulthandler.register(signal.SIGXCPU, trace)
        faulthandler.register(signal.SIGUSR1, trace)
    os.chdir(start["folder"])
    os.environ["TMPDIR"] = start["folder"]  # what it writes goes with it, and is no message to the next play
    try:
        Play(link, start).run()
    except BaseException:  # noqa: BLE001 - no program's own: it never comes here, unless the program has changed the lab
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(LAB_FAILED)


class Play:
    """One play, as its start message describes it."""

    def __init__(self, link: Link, start: dict[str, Any]) -> None:
        self.link, self.start = link, start
        self.watch = watch.SubjectLoop.watch = watch.Watch(link, self.stuck)
        self.plan = [cancel.Cancel(**one) for one in start["cancels"]]
        self.threads: set[threading.Thread] = set()

    def run(self) -> None:
        """Load, act, tell."""
        install(watch.SubjectLoop)
        lab_loop.PATIENCE = math.inf  # real time is the judge's to watch
        processes.show_processors()
        frames.set_exercise(self.start["file"])
        self.watch.begin()
        exercise = self.load()
        self.link.send("loaded")
        self.threads = set(threading.enumerate())
        scenario = self.scenario()
        handles = {n: probes.handle(p, self.link, n, self.start["processes"]) for n, p in scenario.probes.items()}
        act = functools.partial(scenario.body, exercise, **handles, **self.start["params"])
        if inspect.iscoroutinefunction(scenario.body):
            self.act_in_loop(act)
        else:
            self.act(act)

    # --- loading
    def load(self) -> types.ModuleType:
        """Run the exercise's file as a module of its own name; the judge has sent the source, and shown that it compiles."""
        file, source, name = self.start["file"], self.start["source"], self.start["module"]
        Path(f"{name}.py").write_text(source, "utf-8")  # for processes that import it anew
        sys.path.insert(0, str(Path.cwd()))
        linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
        module = types.ModuleType(name)
        module.__file__ = file
        sys.modules["__main__"] = types.ModuleType("__main__")
        sys.modules[name] = module
        try:
            exec(compile(source, file, "exec"), module.__dict__)  # noqa: S102 - what this process is for
        except BaseException as error:  # noqa: BLE001 - whatever an import does, the judge is to hear of it
            self.broken(error)
        return module

    def scenario(self) -> Scenario:
        """Find the scenario in its suite."""
        spec = importlib.util.spec_from_file_location("suite", self.start["suite"])
        if spec is None or spec.loader is None:
            raise FileNotFoundError(self.start["suite"])
        suite = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(suite)
        found: Scenario = getattr(suite, self.start["scenario"])
        return found

    # --- acting
    def act_in_loop(self, body: Any) -> None:
        """Act a coroutine on a loop of the lab, in a task that may be cancelled as planned."""
        self.watch.own_loop = loop = watch.SubjectLoop()
        asyncio.set_event_loop(loop)
        act = cancel.Suspensions(self.acting(body), self.plan)
        act.task = asyncio.Task(act, loop=loop, name="program")  # not create_task: this task is not the program's own
        try:
            loop.run_until_complete(act.task)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 - SystemExit or KeyboardInterrupt of a task or a callback: it ends the loop
            self.ending, self.seen = ("raised", error), self.look(act.task)
        self.done(act.count)

    async def acting(self, body: Any) -> None:
        """Await the body, and look around at the very moment when it is over."""
        try:
            self.ending = ("returned", await body())
        except BaseException as error:  # noqa: BLE001 - a program may raise anything
            self.ending = ("cancelled" if isinstance(error, asyncio.CancelledError) else "raised", error)
        self.seen = self.look(asyncio.current_task())

    def act(self, body: Any) -> None:
        """Act an ordinary function, that makes its own loops."""
        try:
            self.ending = ("returned", body())
        except BaseException as error:  # noqa: BLE001
            self.ending = ("raised", error)
        self.seen = self.look(None)
        self.done(0)

    def look(self, own: asyncio.Task[Any] | None) -> list[dict[str, Any]]:
        """See what is left behind now."""
        return self.watch.left_behind(own, watch.alive_threads(self.threads))

    # --- telling
    def done(self, points: int) -> NoReturn:
        """Tell how the program ended, and everything seen."""
        outcome, value = self.ending
        error = self.failure(value) if outcome != "returned" else None
        packed = wire.pack(value) if outcome == "returned" else None
        del value, self.ending
        self.watch.collect()
        self.tell("done", outcome=outcome, value=packed, failure=error, points=points, leftovers=self.seen)

    def stuck(self, error: Deadlock | Stalled) -> NoReturn:
        """Tell that the program can't go on, and who waits where."""
        end = "deadlock" if isinstance(error, Deadlock) else "endless"
        self.tell("stuck", end=end, waits=who_waits.lines(), line=frames.learner_line())

    def broken(self, error: BaseException) -> NoReturn:
        """Tell that the file can't be imported."""
        self.tell("broken", failure=self.failure(error))

    def failure(self, error: BaseException) -> dict[str, Any]:
        """Describe what was raised, and on which line of the exercise."""
        return wire.failure(error, frames.raised_line(wire.traceback_of(error)))

    def tell(self, kind: str, **message: Any) -> NoReturn:
        """Send the last message of the play."""
        seen = {"tasks": self.watch.tasks, "blocked": self.watch.blocked, "unheard": self.watch.unheard[: watch.CAP]}
        self.link.send(kind, **message, **seen, cancels=cancel.told(self.plan))
        self.link.receive()  # until the judge ends this process: what it left running must not be seen to end by itself
        os._exit(0)
