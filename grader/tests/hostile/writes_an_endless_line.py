# It writes a line to the judge that has no end.
# ends: lost
# says: Your program disturbed the line between itself and the grader (a message that is too long).
import contextlib
import os
import stat


async def run_all(jobs, limit=3):
    while True:
        for number in range(3, 256):
            with contextlib.suppress(OSError):
                if stat.S_ISSOCK(os.fstat(number).st_mode):
                    os.write(number, b"x" * 100_000)
