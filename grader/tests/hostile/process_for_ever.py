# It starts a process that never ends, and returns.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [].
import subprocess


async def run_all(jobs, limit=3):
    subprocess.Popen(["sleep", "1000"])
    return []
