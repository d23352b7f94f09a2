# It writes garbage to every file of its process.
# ends: lost
# says: Your program disturbed the line between itself and the grader (JSON is malformed: invalid character (byte 0)).
import contextlib
import os


async def run_all(jobs, limit=3):
    for number in range(256):
        with contextlib.suppress(OSError):
            os.write(number, b"\xff\x00 garbage\n")
    return await jobs[0]()
