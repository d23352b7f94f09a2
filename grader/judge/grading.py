"""One grading: pytest runs the suites, the judge plays what they need, and a result comes of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from grader.judge.intake import Exercise
from grader.judge.kit import ROOT, Entry, Misuse, kit_version
from grader.judge.play import Played
from grader.judge.plugin import Judge
from grader.judge.result import FAULT, Result, not_graded, total
from grader.judge.verdict import Verdicts
from grader.suite import Scenario

Seen = Callable[[Exercise, Scenario, Played], None]
# Only what grading needs: whatever else is installed, or set in the environment, must not change a verdict.
PLUGINS = ("pytest_asyncio.plugin", "pytest_timeout", "grader.judge.plugin")
WITHOUT = (
    "terminal",
    "cacheprovider",
    "logging",
    "doctest",
    "junitxml",
    "pastebin",
    "stepwise",
    "faulthandler",
    "threadexception",
    "unraisableexception",
)
INTERRUPTED = pytest.ExitCode.INTERRUPTED


def grade(entries: Sequence[Entry], submission: Path, seen: Seen = lambda *_: None) -> tuple[Result, bool]:
    """Grade these exercises of a submission. Returns the result, and whether the grading was broken off (Ctrl-C).

    Misuse: there is no such folder, a suite is missing, or this Python is too old for an exercise.
    """
    _see_that_it_can(entries, submission)
    verdicts = Verdicts()
    judge = Judge(submission, verdicts, seen)
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    code = pytest.main([*_words(), *(str(entry.suite) for entry in entries)], plugins=[_Named(judge)])
    return _result(entries, verdicts, pytest.ExitCode(code)), code == INTERRUPTED


def _result(entries: Sequence[Entry], verdicts: Verdicts, code: pytest.ExitCode) -> Result:
    """Make a result of what was heard. Every exercise that was to be graded is in it."""
    heard = {one.name: one for one in verdicts.results()}
    error = ""
    if code == INTERRUPTED:
        error = f"Interrupted: {len(heard)} of {len(entries)} exercises were graded, at least in part."
    elif code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        error = f"The grader itself failed (pytest: {code.name}). {FAULT}"
    elif missing := [entry.name for entry in entries if entry.name not in heard]:
        error = f"The grader graded nothing of {', '.join(missing)}. {FAULT}"
    exercises = [heard.get(entry.name) or not_graded(entry, error) for entry in entries]
    recordings = {name: recording for case in verdicts.cases.values() for name, recording in case.recordings.items()}
    return total(exercises, kit_version(), error=error, recordings=recordings)


class _Named:
    """Registers a judge under the name that the plugin looks for."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(self._judge, "judge")
        config.option.tbstyle = "no"  # nobody sees a traceback here, and of a missing file pytest would draw one for each check


def _words() -> list[str]:
    words = ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={ROOT}", "--assert=plain", "--capture=no"]
    words += [word for name in WITHOUT for word in ("-p", f"no:{name}")]
    return words + [word for name in PLUGINS for word in ("-p", name)]


def _see_that_it_can(entries: Sequence[Entry], submission: Path) -> None:
    if not submission.is_dir():
        raise Misuse(f"There is no folder {submission}.")
    for entry in entries:
        if not entry.playable:
            raise Misuse(f"{entry.name} needs Python {entry.minimum_python} or newer.")
        if not entry.suite.is_file():
            raise Misuse(f"The kit is damaged: {entry.suite.relative_to(ROOT)} is missing.")
