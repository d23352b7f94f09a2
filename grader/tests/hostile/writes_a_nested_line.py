# It writes a deeply nested line to the judge.
# ends: lost
# says: Your program disturbed the line between itself and the grader (Expected `object`, got `array`).
import contextlib
import os


async def run_all(jobs, limit=3):
    for number in range(3, 256):
        with contextlib.suppress(OSError):
            os.write(number, b"[" * 200_000 + b"\n")
    os.read(os.pipe()[0], 1)
