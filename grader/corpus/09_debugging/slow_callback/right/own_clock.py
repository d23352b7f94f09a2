# Its own measuring: while main runs, each handle's _run is timed; debug mode is on because that was asked for.

import asyncio
import time
from unittest import mock


def find_blockers(main, slow=0.1):
    found = []
    run = asyncio.Handle._run

    def timed(handle):
        task = getattr(handle._callback, "__self__", None)
        start = time.perf_counter()
        try:
            return run(handle)
        finally:
            seconds = time.perf_counter() - start
            if seconds >= slow:
                found.append((task.get_coro().__qualname__ if isinstance(task, asyncio.Task) else str(handle), seconds))

    with mock.patch.object(asyncio.Handle, "_run", timed):
        asyncio.run(main(), debug=True)
    return found
