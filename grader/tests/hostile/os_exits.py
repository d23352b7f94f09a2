# It ends the process in the middle of the play, with a good exit code.
# ends: exited
# says: Your program ended the whole Python process (exit code 0).
import os


async def run_all(jobs, limit=3):
    await jobs[0]()
    os._exit(0)
