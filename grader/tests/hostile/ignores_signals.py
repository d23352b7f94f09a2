# It ignores every signal that can be ignored, and sleeps outside asyncio.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio.
import contextlib
import os
import signal

for number in range(1, 64):
    with contextlib.suppress(OSError, ValueError):
        signal.signal(number, signal.SIG_IGN)


async def run_all(jobs, limit=3):
    os.read(os.pipe()[0], 1)
