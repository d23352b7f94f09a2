"""Suites, as pytest collects them: once for as many gradings as are wanted."""

from __future__ import annotations

import inspect
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_timeout  # type: ignore[import-untyped]  # it has no types

from grader.grading import translated
from grader.grading.kit import ROOT, Entry
from grader.suite import Check, Scenario

INI = ROOT / "grader" / "grading" / "pytest.ini"
LAST_RESORT = pytest_timeout.Settings(300, "signal" if hasattr(signal, "SIGALRM") else "thread", False, False)  # real seconds
# Only what collecting needs: whatever else is installed, or set in the environment, must not change a verdict.
WITHOUT = (
    "cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "logging", "monkeypatch", "pastebin", "recwarn",
    "setuponly", "setupplan", "stepwise", "terminal", "threadexception", "tmpdir", "unittest", "unraisableexception", "warnings",
)  # fmt: skip


class CheckItem(pytest.Item):
    """A check, as pytest lists it. It is made by the judge, not by pytest."""

    def __init__(self, *, function: Callable[..., Any], **options: Any) -> None:
        super().__init__(**options)
        self.function = function

    def runtest(self) -> None:
        """Never called."""
        raise NotImplementedError


@dataclass(frozen=True)
class Collected:
    """A check of a suite: its function, and the scenarios that this asks for by name."""

    name: str
    about: Check
    function: Callable[..., Any]
    scenarios: dict[str, Scenario]
    item: CheckItem

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Give it five minutes, as the last resort: a check of ours that never ends is a fault of ours."""
        hook = self.item.config.hook
        hook.pytest_timeout_set_timer(item=self.item, settings=LAST_RESORT)
        try:
            yield
        finally:
            hook.pytest_timeout_cancel_timer(item=self.item)


Suites = dict[Entry, list[Collected]]
Body = Callable[[Suites], None]


class Faulty(Exception):  # noqa: N818 - the grader's fault, told as such
    """The suites can't be collected: why."""


def collected(entries: Sequence[Entry], body: Body) -> None:
    """Collect the suites of these exercises, and run `body` in the place of pytest's own loop. Raises what that raises, or Faulty."""
    collector = _Collector(entries, body)
    words = ["-c", str(INI), f"--rootdir={ROOT}", *(f"-pno:{name}" for name in WITHOUT), "-ppytest_timeout"]
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    code = pytest.main([*words, *(str(entry.suite) for entry in entries)], plugins=[collector])
    if collector.fault:
        raise collector.fault
    if code != pytest.ExitCode.OK:
        raise Faulty(f"pytest: {pytest.ExitCode(code).name}")


class _Collector:
    """The plugin: it keeps what was collected, and what went wrong."""

    def __init__(self, entries: Sequence[Entry], body: Body) -> None:
        self._entries = {entry.suite: entry for entry in entries}
        self._body = body
        self.fault: BaseException | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
        """Collect a suite in the language of the grading."""
        return translated.collect(module_path, parent)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, collector: pytest.Module, name: str, obj: object) -> list[pytest.Item]:
        """Collect checks, and nothing else."""
        return [CheckItem.from_parent(collector, name=name, function=obj)] if hasattr(obj, "__check__") else []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that a suite can't be collected."""
        if report.failed:
            self.fault = self.fault or Faulty(f"{report.nodeid} can't be collected: {report.longreprtext.strip().splitlines()[-1]}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the body, with what was collected."""
        suites: Suites = {entry: [] for entry in self._entries.values()}
        try:
            for item in session.items:
                if isinstance(item, CheckItem) and (entry := self._entries[item.path]).asks_for(item.function.__check__):  # type: ignore[attr-defined]  # set by @check
                    suites[entry].append(_collected(item))
            if not self.fault:
                self._body(suites)
        except BaseException as fault:  # noqa: BLE001 - it goes on where pytest is over
            self.fault = fault
        return True


def _collected(item: CheckItem) -> Collected:
    """Find out what a check asks for."""
    module = item.getparent(pytest.Module)
    names = list(inspect.signature(item.function).parameters)
    scenarios = {name: getattr(module.obj if module else None, name, None) for name in names}
    found = {name: one for name, one in scenarios.items() if isinstance(one, Scenario)}
    if len(found) < len(names):
        raise Faulty(f"{item.nodeid} asks for what is no scenario: {', '.join(name for name in names if name not in found)}")
    return Collected(item.name, item.function.__check__, item.function, found, item)  # type: ignore[attr-defined]  # set by @check
