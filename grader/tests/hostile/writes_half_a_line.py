# It starts a line to the judge, and never ends it.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio. Line 12.
import contextlib
import os


async def run_all(jobs, limit=3):
    for number in range(3, 256):
        with contextlib.suppress(OSError):
            os.write(number, b'{"kind":')
    os.read(os.pipe()[0], 1)
