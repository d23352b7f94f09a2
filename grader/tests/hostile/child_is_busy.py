# A process that it starts is busy for ever.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 9.
import subprocess
import sys


async def run_all(jobs, limit=3):
    subprocess.run([sys.executable, "-c", "while True: pass"])
