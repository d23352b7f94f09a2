"""An event loop, run by hand.

`run_job` does what `asyncio.run` does, and you write it: without `asyncio.run` and `asyncio.Runner`, this once.

`job` is an async function without parameters. `run_job` is an ordinary function: it runs `job` once, on a new event loop
that it makes for this call, and returns what `job` returns. If `job` raises, its exception leaves `run_job` as it is.
`run_job` may be called several times, one after the other.

*Finish what you start.* Before `run_job` returns or raises, it tidies up at once; it ends as soon as all of this is done,
in an order of your choice (what cleans up begins nothing new):
- Tasks that `job` has left behind are cancelled, and `run_job` waits until they have cleaned up (that may take time) and
  are over. What they return or raise then, changes nothing in what `run_job` returns or raises.
- Async generators that somebody has begun to read, and not to their end, are closed: their `finally` is run to its end.
- The loop's default executor (the threads of `asyncio.to_thread`) is shut down: a blocking call that is still at work in
  one of its threads runs to its end first, and `run_job` waits for it.
- Last of all, the loop is closed.
- No event loop is left set as the current one. (None is set before. You need not set one; if you do, unset it.)

*When it is interrupted.* A KeyboardInterrupt (Ctrl+C; or a callback on the loop raises it) comes out of whatever runs the
loop, while `job` is not over: `job` is then cancelled, like what it left behind; `run_job` tidies up in just the same way,
and lets the KeyboardInterrupt go on to its caller, whatever `job` returns or raises then. (Only once: nobody interrupts the
tidying up.)
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any


def run_job(job: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run the async function `job` on a new event loop; return what it returns, and leave nothing behind."""
    # TODO: make a loop, run the job on it, tidy up, close the loop.
    raise NotImplementedError


def demo() -> None:
    """Watch it: a job that leaves a task and a thread at work; then one that is interrupted."""

    async def watch_mail() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0.5)
            print("  has hung up the mail server")

    def write_log() -> None:
        time.sleep(2)
        print("  has written the log")

    async def job() -> str:
        watching = asyncio.create_task(watch_mail())
        writing = asyncio.create_task(asyncio.to_thread(write_log))
        await asyncio.sleep(1)
        print(f"  the job is done, watching: {not watching.done()}, writing: {not writing.done()}")
        return "done"

    def interrupt() -> None:
        raise KeyboardInterrupt

    async def interrupted() -> None:
        asyncio.get_running_loop().call_later(1, interrupt)
        await watch_mail()

    print("run_job returned", run_job(job))
    try:
        print("run_job returned", run_job(interrupted))
    except KeyboardInterrupt:
        print("run_job was interrupted")


if __name__ == "__main__":
    demo()
