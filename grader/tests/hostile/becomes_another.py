# It becomes another program, that ends well.
# ends: exited
# says: Your program ended the whole Python process (exit code 0).
import os


async def run_all(jobs, limit=3):
    os.execvp("true", ["true"])
