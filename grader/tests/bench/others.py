"""What a user would take instead: the same exercise as real-time tests with pytest-asyncio; check50 and otter-grader on a trivial one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.grading.kit import ROOT
from grader.tests.bench.measure import cost, once

REAL_TIME = """
import asyncio
import time
import pytest
from limit_workers import run_all

pytestmark = pytest.mark.asyncio
SECOND = {second}


class Work:
    def __init__(self, fails=()):
        self.now = self.most = 0
        self.fails = fails

    def job(self, number):
        async def run():
            self.now += 1
            self.most = max(self.most, self.now)
            try:
                await asyncio.sleep(SECOND)
                if number in self.fails:
                    raise ValueError(number)
                return number
            finally:
                self.now -= 1
        return run


async def test_limit():
    work = Work()
    await run_all([work.job(n) for n in range(10)], limit=3)
    assert work.most == 3


async def test_order():
    work = Work()
    assert await run_all([work.job(n) for n in range(10)], limit=3) == list(range(10))


async def test_time():
    work, begun = Work(), time.monotonic()
    await run_all([work.job(n) for n in range(10)], limit=3)
    assert time.monotonic() - begun < 4.5 * SECOND


async def test_failure():
    work = Work(fails=[4])
    with pytest.raises(ValueError):
        await run_all([work.job(n) for n in range(10)], limit=3)


async def test_cancel():
    work = Work()
    task = asyncio.create_task(run_all([work.job(n) for n in range(10)], limit=3))
    await asyncio.sleep(1.5 * SECOND)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert work.now == 0


async def test_nothing_left():
    work = Work(fails=[0])
    with pytest.raises(ValueError):
        await run_all([work.job(n) for n in range(10)], limit=3)
    assert work.now == 0
"""
CHECK50 = """
import check50

@check50.check()
def exists():
    \"\"\"hello.py exists.\"\"\"
    check50.exists("hello.py")
""" + "".join(
    f"""
@check50.check(exists)
def greets{number}():
    \"\"\"greets {number}\"\"\"
    check50.run("python3 hello.py").stdin("{number}").stdout("hello, {number}").exit(0)
"""
    for number in range(5)
)
HELLO = 'print(f"hello, {input()}")\n'


def table(folder: Path) -> Iterator[tuple[str, str]]:
    """Measure, a row each."""
    for second in (1, 0.01):
        yield f"the same as 6 real-time tests, a job of {second:g} s", _real_time(folder / f"real_{second}", second)
    yield "check50 --dev, 6 checks of hello.py", _check50(folder / "check50")
    yield "otter check, 1 question", _otter(folder / "otter")


def _real_time(folder: Path, second: float) -> str:
    folder.mkdir()
    shutil.copy(ROOT / "solutions" / "08_semaphores" / "limit_workers.py", folder)
    (folder / "test_limit_workers.py").write_text(REAL_TIME.format(second=second))
    return str(cost(["-m", "pytest", "-q", "-p", "no:cacheprovider", "."], runs=1 if second == 1 else 3, cwd=folder))


def _check50(folder: Path) -> str:
    if not shutil.which("check50", path=str(Path(sys.executable).parent)):
        return "not installed: nox -s bench -- --others installs it"
    (folder / "checks").mkdir(parents=True)
    (folder / "hello.py").write_text(HELLO)
    (folder / "checks" / "__init__.py").write_text(CHECK50)
    (folder / "checks" / ".cs50.yml").write_text('check50:\n  files:\n    - !require "hello.py"\n')
    return str(once([Path(sys.executable).with_name("check50"), "--dev", "--offline", folder / "checks"], cwd=folder))


def _otter(folder: Path) -> str:
    if not shutil.which("otter", path=str(Path(sys.executable).parent)):
        return "not installed: nox -s bench -- --others installs it"
    (folder / "tests").mkdir(parents=True)
    (folder / "hello.py").write_text("def greet(name):\n    return f'hello, {name}'\n")
    suite = {"cases": [{"code": ">>> greet('a')\n'hello, a'", "hidden": False, "locked": False}], "scored": True, "type": "doctest"}
    (folder / "tests" / "q1.py").write_text(f"test = {{'name': 'q1', 'points': 1, 'suites': [{suite!r}]}}\n")
    return str(once([Path(sys.executable).with_name("otter"), "check", "hello.py", "-t", "tests"], cwd=folder))
