"""What is replaced in the standard library, where it shows, and that it is put back."""

from __future__ import annotations

import asyncio
import queue
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.lab.install import install, uninstall
from grader.lab.loops.loop import LabLoop

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[3]


def test_clocks_show_virtual_time() -> None:
    """Under a lab's loop, and in its threads, every clock of the time module shows the loop's time."""

    def clocks() -> list[float]:
        seconds = [time.monotonic(), time.perf_counter(), time.time()]
        return [*seconds, *(clock() / 1e9 for clock in (time.monotonic_ns, time.perf_counter_ns, time.time_ns))]

    async def main() -> list[float]:
        await asyncio.sleep(10)
        return clocks() + await asyncio.to_thread(clocks)

    assert asyncio.run(main()) == [10] * 12


def test_clocks_are_real_elsewhere() -> None:
    """Outside any loop, time is real."""
    assert time.time() > 1.7e9
    started = time.monotonic()
    time.sleep(0.01)
    assert time.monotonic() > started


def by_runner() -> asyncio.AbstractEventLoop:
    """Get a loop from a Runner."""
    with asyncio.Runner() as runner:
        return runner.get_loop()


def by_run() -> asyncio.AbstractEventLoop:
    """Get a loop from run()."""

    async def main() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    return asyncio.run(main())


@pytest.mark.parametrize("make", [asyncio.new_event_loop, by_runner, by_run, lambda: asyncio.SelectorEventLoop()])  # noqa: PLW0108 - looked up late
def test_all_loops_are_lab_loops(make: Callable[[], asyncio.AbstractEventLoop]) -> None:
    """Whichever way a program makes a loop, it is the lab's."""
    loop = make()
    assert isinstance(loop, LabLoop)
    loop.close()


def test_a_loop_takes_a_selector() -> None:
    """SelectorEventLoop(selector) uses that selector, as the stock one does."""
    selector = selectors.SelectSelector()
    loop = asyncio.SelectorEventLoop(selector)
    assert loop._selector is selector  # type: ignore[attr-defined]  # unknown to typeshed
    loop.run_until_complete(asyncio.sleep(5))
    assert loop.time() == 5
    loop.close()


def test_the_class_can_be_chosen() -> None:
    """install() takes a subclass, also one without arguments; once more with another one changes it."""

    class Loop(LabLoop):
        def __init__(self) -> None:
            super().__init__()

    install(Loop)
    first = asyncio.new_event_loop()
    install()
    second = asyncio.new_event_loop()
    assert isinstance(first, Loop)
    assert not isinstance(second, Loop)
    first.close()
    second.close()


def test_uninstall_puts_everything_back() -> None:
    """After uninstall(), the process is as it was."""
    uninstall()
    before = (time.sleep, time.monotonic, threading.Condition.wait, threading.Thread.start, queue.SimpleQueue, asyncio.SelectorEventLoop)
    install()
    assert time.sleep is not before[0]
    install()
    uninstall()
    assert (
        time.sleep,
        time.monotonic,
        threading.Condition.wait,
        threading.Thread.start,
        queue.SimpleQueue,
        asyncio.SelectorEventLoop,
    ) == before
    loop = asyncio.new_event_loop()
    assert not isinstance(loop, LabLoop)
    loop.close()


def run_file(path: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run a file with `python -m grader.lab`."""
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "grader.lab", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_file_is_run_in_virtual_time(tmp_path: Path) -> None:
    """`python -m grader.lab FILE` runs a file's demo without waiting, and says what time it has become."""
    done = run_file(
        tmp_path / "demo.py",
        "import asyncio, time\nasync def main():\n    await asyncio.sleep(3600)\n    time.sleep(2)\n    print('done')\n"
        "if __name__ == '__main__':\n    asyncio.run(main())\n",
    )
    assert (done.returncode, done.stdout) == (0, "done\n")
    assert done.stderr == "[3600 s] time.sleep at demo.py:4 blocked the event loop\n[3602 s of virtual time]\n"


def test_a_deadlock_in_a_file_is_told(tmp_path: Path) -> None:
    """A deadlock is told in place of a traceback."""
    done = run_file(tmp_path / "dead.py", "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n")
    assert done.returncode == 1
    assert "Task-1 waits in Event.wait() at dead.py:3 in main: await asyncio.Event().wait()" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_process_ends_with_threads_that_wait(tmp_path: Path) -> None:
    """Threads that wait for virtual time keep no process from ending, even if the loop was never closed."""
    done = run_file(
        tmp_path / "left.py",
        "import asyncio, threading, time\nloop = asyncio.new_event_loop()\n"
        "async def main():\n    threading.Thread(target=time.sleep, args=(100,)).start()\n    await asyncio.sleep(1)\n"
        "loop.run_until_complete(main())\nprint('end')\n",
    )
    assert (done.returncode, done.stdout) == (0, "end\n")
