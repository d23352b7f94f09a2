# A child of it leaves its session and its group, and stays.
import subprocess


async def run_all(jobs, limit=3):
    subprocess.Popen(["sleep", "1000"], start_new_session=True)
    return []
