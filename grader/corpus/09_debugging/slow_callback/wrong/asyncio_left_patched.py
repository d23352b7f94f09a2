# Handle._run stays replaced: from now on every loop is measured.
# fails: Afterwards all is as it was before

import asyncio
import time


def find_blockers(main, slow=0.1):
    found = []
    run = asyncio.Handle._run

    def timed(handle):
        task = getattr(handle._callback, "__self__", None)
        start = time.perf_counter()
        run(handle)
        seconds = time.perf_counter() - start
        if seconds >= slow:
            found.append((task.get_coro().__qualname__ if isinstance(task, asyncio.Task) else str(handle), seconds))

    asyncio.Handle._run = timed
    asyncio.run(main(), debug=True)
    return found
