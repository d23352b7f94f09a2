# It writes to stderr for ever.
# ends: output
# says: Your program printed more than 4 MB.
import sys


async def run_all(jobs, limit=3):
    while True:
        sys.stderr.write("x" * 100_000)
