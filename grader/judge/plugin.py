"""The judge as a pytest plugin: a scenario is a fixture, a check is a test, and what each check said becomes part of a result."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from grader.judge.intake import Exercise, Unplayable, take, unpacked
from grader.judge.kit import ROOT, Entry, exercises
from grader.judge.plays import Plays
from grader.judge.recording import Recording, Recordings
from grader.judge.verdict import Verdicts
from grader.suite import Check, NotJudged, Scenario

Need = tuple[str, str]  # exercise, scenario


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--submission DIR`: what to grade."""
    parser.addoption("--submission", default=str(ROOT / "exercises"), help="a folder laid out as exercises/ (default: exercises/)")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the judge, unless a caller already has."""
    if not config.pluginmanager.has_plugin("judge"):
        config.pluginmanager.register(Judge(Path(config.getoption("--submission")), Verdicts()), "judge")


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

    def __init__(self, submission: Path, verdicts: Verdicts, seen: Callable[..., None] = lambda *_: None) -> None:
        self.submission, self.verdicts, self._seen = unpacked(submission), verdicts, seen
        self._suites = {entry.suite: entry for entry in exercises()}
        self._needs: dict[Need, Scenario] = {}
        self._taken: dict[str, Exercise | Unplayable] = {}
        self._played: dict[Need, asyncio.Future[list[Recording]]] = {}

    # --- collecting
    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, collector: pytest.Module, name: str, obj: object) -> list[Any] | None:
        """Register a scenario as the fixture of its suite; collect its checks."""
        entry = self._suites.get(collector.path)
        if entry and isinstance(obj, Scenario):
            pytest.register_fixture(name=name, func=self._fixture(entry, obj), node=collector, scope="session")
            return []
        return [CheckItem.from_parent(collector, name=name)] if entry and hasattr(obj, "__check__") else None

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
        async def recording(plays: None) -> Recording | Recordings:  # noqa: ARG001 - a fixture: it is to be there
            return await self._recording(entry, scenario)

        pytest_asyncio.fixture(recording, loop_scope="session")  # marks the function in place
        return recording

    async def _recording(self, entry: Entry, scenario: Scenario) -> Recording | Recordings:
        if isinstance(problem := self._taken[entry.name], Unplayable):
            raise NotJudged(problem.message)
        recordings = await self._played[entry.name, scenario.name]
        self.verdicts.recorded(entry, recordings)
        return Recordings(recordings) if scenario.plural else recordings[0]

    def begin(self) -> asyncio.Task[None]:
        """Play everything that is needed, from now on."""
        loop = asyncio.get_running_loop()
        self._played = {need: loop.create_future() for need in self._needs}
        return asyncio.create_task(self._direct())

    async def _direct(self) -> None:
        async with Plays(self._seen) as plays, asyncio.TaskGroup() as group:
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
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> None:
        """See that a check has something to judge, before it is run."""
        if pyfuncitem.path in self._suites:
            seen = [value for value in pyfuncitem.funcargs.values() if isinstance(value, Recording | Recordings)]
            self.verdicts.require(self._suites[pyfuncitem.path], pyfuncitem.name, seen)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Write down what a check said."""
        entry = self._suites.get(item.path)
        if entry and (call.when == "call" or call.excinfo):
            self.verdicts.heard(entry, item.name, call.excinfo.value if call.excinfo else None, made=call.when == "call")
        return (yield)


def _check(item: pytest.Function) -> Check:
    check: Check | None = getattr(item.function, "__check__", None)
    if check is None:
        raise pytest.UsageError(f"{item.nodeid} is no check: give it @check or @guard.")
    return check
