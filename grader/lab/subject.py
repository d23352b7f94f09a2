"""One play, in the subject: it loads the exercise, acts one scenario on it, and tells the judge what it saw.

Everything here shares its process with learner code. Nothing it says earns a point that the judge's own log doesn't bear out.
"""

from __future__ import annotations

import asyncio
import functools
import importlib.machinery
import inspect
import linecache
import math
import os
import sys
import threading
import types
from pathlib import Path
from typing import Any, NoReturn, cast

from grader.lab import afterwards, cancel, groups, install, ordered
from grader.lab.clock.clock import Deadlock, Stalled
from grader.lab.loops import loop
from grader.lab.probes import handles as probes
from grader.lab.probes import process_probe
from grader.lab.reuse import Before
from grader.lab.threads.scheduler import begin_anew
from grader.lab.wire import values as wire
from grader.lab.wire.link import Link
from grader.lab.witness import frames, pools, watch, who_waits
from grader.recording import testimony
from grader.suite import WORLDS, Scenario, worlds


def prepare() -> Before:
    """Put the lab in place, for all plays of this process and of those it forks. Returns how it is before any of them."""
    before = Before()
    install.install(watch.SubjectLoop)
    ordered.install()
    loop.PATIENCE = math.inf  # real time is the judge's to watch
    process_probe.show_processors()
    pools.install()
    watch.install()
    groups.install()
    asyncio.set_event_loop(None)
    watch.SubjectLoop.watch = cast("watch.Watch", None)  # until there is a play
    before.freeze()
    return before


class Play:
    """One play, as its start message describes it. What it ran is compiled once for all plays of a process: `before` keeps it."""

    def __init__(self, link: Link, start: dict[str, Any], before: Before) -> None:
        self.link, self.start, self.before = link, start, before
        self.watch = watch.SubjectLoop.watch = pools.watched = watch.Watch(link, self.stuck)
        self.plan = [cancel.Cancel(**one) for one in start["cancels"]]
        self.threads: set[threading.Thread] = set()

    def run(self) -> None:
        """Load, act, tell. Returns, if nothing of it is left in this process; else the judge ends it."""
        frames.set_exercise(self.start["file"])
        exercise = self.load()
        self.link.send("loaded", **self.watch.imported())
        begin_anew(self.link)
        self.before.renew()
        self.threads = set(threading.enumerate())
        scenario = self.scenario()
        world = WORLDS[self.start["world"]]
        worlds.enter(world)
        played = world.of(scenario.probes)
        handles = {n: probes.handle(p, self.link, n, self.start["processes"]) for n, p in played.items()}
        act = functools.partial(scenario.body, exercise, **handles, **self.start["params"])
        if inspect.iscoroutinefunction(scenario.body):
            self.act_in_loop(act)
        else:
            self.act(act)

    # --- loading
    def load(self) -> types.ModuleType:
        """Run the exercise's file as a module of its own name; the judge has sent the source, and shown that it compiles."""
        file, source, name = self.start["file"], self.start["source"], self.start["module"]
        linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
        module = types.ModuleType(name)
        module.__file__ = str(Path(self.start["folder"], f"{name}.py"))
        sys.modules["__main__"] = types.ModuleType("__main__")
        sys.modules[name] = module
        try:
            exec(_compiled(source, file), module.__dict__)  # noqa: S102 - what this process is for
        except BaseException as error:  # noqa: BLE001 - whatever an import does, the judge is to hear of it
            self.broken(error)
        return module

    def scenario(self) -> Scenario:
        """Find the scenario in its suite."""
        found: Scenario = getattr(_suite(self.start["suite"]), self.start["scenario"])
        return found

    # --- acting
    def act_in_loop(self, body: Any) -> None:
        """Act a coroutine on a loop of the lab, in a task that may be cancelled as planned."""
        self.watch.own_loop = own = watch.SubjectLoop()
        asyncio.set_event_loop(own)
        self.points, self.disturbed = 0, ""
        self.steps = act = cancel.Suspensions(self.acting(body), self.plan)
        act.task = asyncio.Task(act, loop=own, name=testimony.PROGRAM)  # not create_task: this task is not the program's own
        try:
            own.run_until_complete(act.task)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 - SystemExit or KeyboardInterrupt of a task or a callback: it ends the loop
            self.ending, self.seen = ("raised", error), self.look(act.task)
        self.done(self.points or act.count, self.disturbed)

    async def acting(self, body: Any) -> None:
        """Await the body, and look around at the very moment when it is over."""
        try:
            self.ending = ("returned", await body())
        except BaseException as error:  # noqa: BLE001 - a program may raise anything
            self.ending = ("cancelled" if isinstance(error, asyncio.CancelledError) else "raised", error)
        self.seen = self.look(asyncio.current_task())
        if not self.seen and self.link.is_quiet:
            self.points = self.steps.count
            self.disturbed = await afterwards.go_on(self.link, self.steps)

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
    def done(self, points: int, disturbed: str = "") -> None:
        """Tell how the program ended, and everything seen."""
        outcome, value = self.ending
        if outcome != "cancelled":
            cancel.excuse(self.plan)
        error = self.failure(value) if outcome != "returned" else None
        packed = wire.pack(value) if outcome == "returned" else None
        del value, self.ending
        self.watch.collect()
        clean = not (self.seen or self.watch.unheard or process_probe.in_use()) and self.is_clean()
        self.tell(
            "done", outcome=outcome, value=packed, failure=error, points=points, leftovers=self.seen, disturbed=disturbed, clean=clean
        )
        if not clean:
            self.wait_for_the_end()

    def is_clean(self) -> bool:
        """Put everything back, and see whether this process could act another play."""
        if own := self.watch.own_loop:
            pools.close(own)
        del self.watch.loops[:]
        self.before.forget(self.start["module"], self.start["file"])
        sys.stdout.flush()
        sys.stderr.flush()
        return self.before.is_again()

    def stuck(self, error: Deadlock | Stalled) -> NoReturn:
        """Tell that the program can't go on, and who waits where."""
        end = "deadlock" if isinstance(error, Deadlock) else "endless"
        self.tell("stuck", end=end, waits=who_waits.lines(), line=frames.learner_line())
        self.wait_for_the_end()

    def broken(self, error: BaseException) -> NoReturn:
        """Tell that the file can't be imported."""
        self.tell("broken", failure=self.failure(error))
        self.wait_for_the_end()

    def failure(self, error: BaseException) -> dict[str, Any]:
        """Describe what was raised, and on which line of the exercise."""
        return wire.failure(error, frames.raised_line(wire.traceback_of(error)))

    def tell(self, kind: str, **message: Any) -> None:
        """Send the last message of the play."""
        seen = {"tasks": self.watch.tasks, "blocked": self.watch.blocked, "unheard": self.watch.unheard[: watch.CAP]}
        self.link.send(kind, **message, **seen, cancels=cancel.told(self.plan))

    def wait_for_the_end(self) -> NoReturn:
        """Wait until the judge ends this process: what it left running must not be seen to end by itself."""
        self.link.receive()
        os._exit(0)


@functools.cache
def _compiled(source: str, file: str) -> types.CodeType:
    return compile(source, file, "exec")


@functools.cache
def _suite_code(path: str) -> types.CodeType:
    """Compile a suite, or take it as it was compiled. FileNotFoundError: there is none."""
    code = importlib.machinery.SourceFileLoader("suite", path).get_code("suite")
    if code is None:
        raise FileNotFoundError(path)
    return code


def kinds_of_probes(suite: str) -> set[str]:
    """Tell which kinds of probes the scenarios of a suite have. FileNotFoundError: there is none."""
    scenarios = [one for one in vars(_suite(suite)).values() if isinstance(one, Scenario)]
    return {probe.kind for scenario in scenarios for probe in scenario.probes.values()}


def _suite(path: str) -> types.ModuleType:
    """Run a suite: anew for each play, so that nothing in it goes from one to the other."""
    suite = types.ModuleType("suite")
    suite.__file__ = path
    exec(_suite_code(path), suite.__dict__)  # noqa: S102 - our own
    return suite
