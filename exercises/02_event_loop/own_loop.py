"""An event loop, run by hand.

`run_job` does what `asyncio.run` does. Write it without `asyncio.run` and `asyncio.Runner`, this once. It runs the async function
`job` once, on a new event loop, and returns what `job` returns, or raises what it raises. Before that, it tidies up:
- Tasks that `job` has left are cancelled at once, all of them. `run_job` waits until they have cleaned up, and no longer. What
  they return or raise then, changes nothing.
- Async generators that somebody still holds, half read, are closed: their `finally` runs to its end.
- Blocking calls in the loop's default executor (`asyncio.to_thread`) run to their end: `run_job` waits for them.
- Last of all, the loop is closed. No loop is left set as the current one; none was set before.
- While `job` runs, a KeyboardInterrupt may come out of whatever runs the loop, once. Then `job` is cancelled at once, like what it
  left. `run_job` tidies up in the same way, and raises the KeyboardInterrupt, whatever `job` does then.
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
