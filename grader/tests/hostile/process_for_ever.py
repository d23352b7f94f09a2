# It starts a process that never ends, and returns.
import subprocess


async def run_all(jobs, limit=3):
    subprocess.Popen(["sleep", "1000"])
    return []
