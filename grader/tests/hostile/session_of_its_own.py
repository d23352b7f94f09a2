# A child of it leaves its session and its group, and stays.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [].
import subprocess


async def run_all(jobs, limit=3):
    subprocess.Popen(["sleep", "1000"], start_new_session=True)
    return []
