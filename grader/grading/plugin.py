"""The judge as a pytest plugin, for `pytest grader/suites`: a scenario is a fixture, a check is a test.

Verdicts come from where those of a grading come from; this is another door to them, for editors and for whoever likes pytest.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio

from grader.grading import translated
from grader.grading.grader import shown
from grader.grading.intake.take import Unplayable, take, unpacked
from grader.grading.kit import ROOT, Entry, exercises
from grader.grading.results.verdict import Verdicts
from grader.judge.request import Exercise, Played
from grader.judge.runner import Plays, judges_loop
from grader.recording.recording import Recordings
from grader.subjects import host as hosts
from grader.subjects.choice import NoHost
from grader.suite import Check, NotJudged, Scenario

Need = tuple[str, str]  # exercise, scenario


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--submission DIR`: what to grade."""
    parser.addoption("--submission", default=str(ROOT / "exercises"), help="a folder laid out as exercises/ (default: exercises/)")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the judge, unless a caller already has. UsageError: the host that the environment names can't be used here."""
    try:
        hosts.choose()
    except NoHost as mistake:
        raise pytest.UsageError(str(mistake)) from None
    if not config.pluginmanager.has_plugin("judge"):
        config.pluginmanager.register(Judge(Path(config.getoption("--submission")), Verdicts()), "judge")


@pytest.hookimpl(optionalhook=True)
def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run on a loop that can wait for sockets: on Windows, asyncio's own choice can't."""
    return {"judge": judges_loop}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def plays(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """Let the judge play; what is still at play when the run ends is ended with it."""
    judge: Any = request.config.pluginmanager.get_plugin("judge")
    director = judge.begin()
    yield
    director.cancel()
    await asyncio.gather(director, return_exceptions=True)


class CheckItem(pytest.Function):
    """A check. What it says to a learner is its message alone: pytest would take longer to draw a traceback than a play takes."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]  # as pytest.Function has it
        """Represent a failure by its message; a fault of the suite, by its traceback."""
        told = isinstance(excinfo.value, AssertionError | NotJudged)
        return str(excinfo.value) if told else super().repr_failure(excinfo)


class Judge:
    """One run: which exercises are taken in, what is played for them, and what the checks said."""

    def __init__(self, submission: Path, verdicts: Verdicts) -> None:
        self.submission, self.verdicts = unpacked(submission), verdicts
        self._suites = {entry.suite: entry for entry in exercises()}
        self._needs: dict[Need, Scenario] = {}
        self._taken: dict[str, Exercise | Unplayable] = {}
        self._played: dict[Need, asyncio.Future[list[Played]]] = {}

    # --- collecting
    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
        """Collect a suite in the language of the grading."""
        return translated.collect(module_path, parent) if module_path in self._suites else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, collector: pytest.Module, name: str, obj: object) -> list[Any] | None:
        """Register a scenario as the fixture of its suite; collect its checks."""
        entry = self._suites.get(collector.path)
        if entry and isinstance(obj, Scenario):
            pytest.register_fixture(name=name, func=self._fixture(entry, obj), node=collector, scope="session")
            return []
        check = getattr(obj, "__check__", None)
        return ([CheckItem.from_parent(collector, name=name)] if entry.asks_for(check) else []) if entry and check else None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note what the chosen checks need, and take in their exercises."""
        for item in session.items:
            entry = self._suites.get(item.path)
            if entry and isinstance(item, pytest.Function):
                self._need(entry, item)

    def _need(self, entry: Entry, item: pytest.Function) -> None:
        if entry.name not in self._taken:
            self._taken[entry.name] = self._take(entry)
            self.verdicts.begin(entry, self._taken[entry.name])
        self.verdicts.expect(entry, item.name, _check(item))
        for name in item.fixturenames:
            if isinstance(scenario := getattr(item.module, name, None), Scenario):
                self._needs[entry.name, name] = scenario

    def _take(self, entry: Entry) -> Exercise | Unplayable:
        try:
            return take(entry, self.submission)
        except Unplayable as problem:
            return problem

    # --- playing
    def _fixture(self, entry: Entry, scenario: Scenario) -> Callable[..., Any]:
        async def recording(plays: None) -> Recordings:  # noqa: ARG001 - a fixture: it is to be there
            return await self._recording(entry, scenario)

        pytest_asyncio.fixture(recording, loop_scope="session")  # marks the function in place
        return recording

    async def _recording(self, entry: Entry, scenario: Scenario) -> Recordings:
        if isinstance(problem := self._taken[entry.name], Unplayable):
            raise NotJudged(problem.message)
        played = await self._played[entry.name, scenario.name]
        self.verdicts.recorded(entry, [one.recording for one in played])
        return shown(played)

    def begin(self) -> asyncio.Task[None]:
        """Play everything that is needed, from now on."""
        loop = asyncio.get_running_loop()
        self._played = {need: loop.create_future() for need in self._needs}
        return asyncio.create_task(self._direct())

    async def _direct(self) -> None:
        async with Plays() as plays, asyncio.TaskGroup() as group:
            for need, scenario in self._needs.items():
                if isinstance(exercise := self._taken[need[0]], Exercise):
                    group.create_task(self._play(plays, exercise, scenario))

    async def _play(self, plays: Plays, exercise: Exercise, scenario: Scenario) -> None:
        """Play one scenario: what goes wrong there is told to the checks that wait for it, and to no other."""
        future = self._played[exercise.name, scenario.name]
        try:
            future.set_result(await plays.all_of(exercise, scenario))
        except Exception as error:  # noqa: BLE001 - a fault of the grader must not cost other exercises their points
            future.set_exception(error)

    # --- checking
    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Make a check, as every grading does."""
        if entry := self._suites.get(pyfuncitem.path):
            names = inspect.signature(pyfuncitem.obj).parameters
            self.verdicts.judge(
                entry, pyfuncitem.name, pyfuncitem.obj, {name: cast(Recordings, pyfuncitem.funcargs[name]) for name in names}
            )
            return True
        return None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Write down why a check could not be made."""
        entry = self._suites.get(item.path)
        if entry and call.when == "setup" and call.excinfo:
            self.verdicts.heard(entry, item.name, call.excinfo.value, made=False)
        return (yield)


def _check(item: pytest.Function) -> Check:
    check: Check | None = getattr(item.function, "__check__", None)
    if check is None:
        raise pytest.UsageError(f"{item.nodeid} is no check: give it @check or @guard.")
    return check
