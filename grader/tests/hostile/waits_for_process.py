# It waits for a process that never ends.
import subprocess


async def run_all(jobs, limit=3):
    subprocess.run(["sleep", "1000"])
