"""Run CPython's own asyncio tests on the lab's loop: it is to be as good a loop as the stock one.

`python -m grader.tests.conformance` runs the modules of test.test_asyncio that are installed with this Python, each in a process of its
own, on the stock loop and on the lab's. A test that passes on the first and not on the second must be listed, with a reason, in
conformance_exceptions.toml; in the core modules there are no exceptions.
"""

from __future__ import annotations

import argparse
import collections
import fnmatch
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from grader.grading.kit import ROOT

CORE = frozenset(
    f"test_{name}"
    for name in (
        *("context", "eager_task_factory", "futures", "futures2", "locks", "pep492", "queues"),
        *("runners", "staggered", "taskgroups", "tasks", "threads", "timeouts", "waitfor"),
    )
)
AT_ONCE = 2
LIMIT = 600
"""Real seconds for one module."""
EXCEPTIONS = Path(__file__).with_name("conformance_exceptions.toml")

Outcomes = dict[str, str]
"""How each test of a module ended: test id to 'passed', 'skipped', 'failed' or 'did not end'."""


class Told(unittest.TestResult):
    """A result that says at once how each test ended, so that a module that hangs is known up to there."""

    def __init__(self) -> None:
        super().__init__()
        self._outcome = ""

    def startTest(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """Say that a test begins."""
        super().startTest(test)
        self._outcome = "passed"
        _say(test, "did not end")

    def stopTest(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """Say how it ended."""
        _say(test, self._outcome)
        super().stopTest(test)

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:  # noqa: N802 - unittest's name
        """Note a skip."""
        super().addSkip(test, reason)
        self._outcome = "skipped"

    def addError(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802 - unittest's name
        """Note an error, in a test or in a module's set-up."""
        self._fail(test, err)

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802 - unittest's name
        """Note a failure."""
        self._fail(test, err)

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:  # noqa: N802 - unittest's name
        """Note a failure of a part."""
        if err is not None:
            self._fail(test, err)
        super().addSubTest(test, subtest, None)

    def addUnexpectedSuccess(self, test: unittest.TestCase) -> None:  # noqa: N802 - unittest's name
        """Note what should have failed."""
        self._fail(test, None)

    def _fail(self, test: unittest.TestCase, err: Any) -> None:
        self._outcome = "failed"
        if not isinstance(test, unittest.TestCase):  # an error outside any test
            _say(test, "failed")
        if err is not None:
            print(f"# {test.id()}\n{self._exc_info_to_string(err, test)}", file=sys.stderr)  # type: ignore[attr-defined]


def _say(test: Any, outcome: str) -> None:
    os.write(_out, f"{json.dumps([test.id().removeprefix('test.test_asyncio.'), outcome])}\n".encode())


_out = 1


def play(module: str, only: str | None) -> None:
    """Run one module in this process; `only` selects tests by a part of their name."""
    support: Any = importlib.import_module("test.support")

    global _out  # noqa: PLW0603 - tests may replace sys.stdout, and close file 1
    _out = os.dup(1)
    os.dup2(2, 1)
    support.use_resources = []  # no network
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{only}*"] if only else None
    loader.loadTestsFromModule(importlib.import_module(f"test.test_asyncio.{module}")).run(Told())
    sys.stdout.flush()
    os._exit(0)  # a thread that a test left behind holds nobody up


def run(module: str, loop: str) -> Outcomes:
    """Run one module in a process of its own."""
    command = [sys.executable, "-m", "grader.tests.conformance", "--play", module, "--loop", loop]
    try:
        with tempfile.TemporaryDirectory() as folder:  # some of them leave files
            done = subprocess.run(
                command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL, timeout=LIMIT, check=False,
            )  # fmt: skip
        text = done.stdout
    except subprocess.TimeoutExpired as late:
        text = late.stdout or b""
    lines = [line for line in text.decode().splitlines() if line.startswith("[")]
    return dict(json.loads(line) for line in lines)


def modules() -> list[str]:
    """List the test modules that this Python has."""
    spec = importlib.util.find_spec("test.test_asyncio")
    if spec is None or spec.origin is None:
        sys.exit("This Python is installed without its own tests.")
    return sorted(path.stem for path in Path(spec.origin).parent.glob("test_*.py"))


def differences(stock: Outcomes, lab: Outcomes) -> list[str]:
    """List the tests that pass on the stock loop, and not on the lab's."""
    return [test for test, outcome in stock.items() if outcome == "passed" and lab.get(test) != "passed"]


def listed(test: str, exceptions: list[dict[str, str]]) -> dict[str, str] | None:
    """Return the entry that excuses a test; there is none for the core."""
    if test.partition(".")[0] in CORE:
        return None
    return next((entry for entry in exceptions if fnmatch.fnmatchcase(test, entry["tests"])), None)


def compare(names: list[str]) -> int:
    """Run modules on both loops, print a table, and return the number of differences that are not listed."""
    exceptions: list[dict[str, str]] = tomllib.loads(EXCEPTIONS.read_text())["exception"]
    used: collections.Counter[str] = collections.Counter()
    unlisted, total = list[str](), collections.Counter[tuple[str, str]]()
    print(f"Python {sys.version.split()[0]}\n{'module':28} {'stock':>11} {'lab':>11}")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [(name, pool.submit(run, name, "stock"), pool.submit(run, name, "lab")) for name in names]
        for name, stock_job, lab_job in jobs:
            stock, lab = stock_job.result(), lab_job.result()
            lost = differences(stock, lab)
            excused = {test: entry for test in lost if (entry := listed(test, exceptions))}
            used.update(entry["tests"] for entry in excused.values())
            unlisted += [test for test in lost if test not in excused]
            print(f"{name:28} {_figures(stock):>11} {_figures(lab):>11}  {f'{len(lost)} differ' if lost else ''}", flush=True)
            total.update(_count("all", stock, lab))
            total.update(_count("core", stock, lab) if name in CORE else {})
    print("\n".join(f"{part}: stock {total[part, 'stock']}, lab {total[part, 'lab']} of {total[part, 'run']}" for part in ("core", "all")))
    for entry in exceptions:
        print(f"listed{'' if used[entry['tests']] else ', but passes here'}: {entry['tests']} ({used[entry['tests']]}): {entry['reason']}")
    for test in unlisted:
        print(f"NOT LISTED: {test}")
    return len(unlisted)


def _figures(outcomes: Outcomes) -> str:
    ran = [outcome for outcome in outcomes.values() if outcome != "skipped"]
    return f"{ran.count('passed')}/{len(ran)}"


def _count(part: str, stock: Outcomes, lab: Outcomes) -> dict[tuple[str, str], int]:
    passed = {loop: list(outcomes.values()).count("passed") for loop, outcomes in (("stock", stock), ("lab", lab))}
    return {(part, "run"): sum(outcome != "skipped" for outcome in stock.values()), **{(part, loop): n for loop, n in passed.items()}}


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m grader.tests.conformance", description="CPython's asyncio tests on the lab's loop")
    parser.add_argument("modules", nargs="*", help="test modules (all)")
    parser.add_argument("--play", metavar="MODULE", help="run one module here, with its errors on stderr")
    parser.add_argument("--loop", choices=("stock", "lab"), default="lab")
    parser.add_argument("--only", help="tests whose name contains this; with --play")
    chosen = parser.parse_args()
    if chosen.play is None:
        sys.exit(1 if compare(chosen.modules or modules()) else 0)
    if chosen.loop == "lab":
        from grader.lab.install import install  # noqa: PLC0415 - not where the stock loop is tested

        install()
    play(chosen.play, chosen.only)


if __name__ == "__main__":
    main()
