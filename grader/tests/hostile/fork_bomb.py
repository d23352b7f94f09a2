# It forks, and its children fork, up to a bound.
import os
import time


async def run_all(jobs, limit=3):
    for _ in range(7):  # 128 processes
        os.fork()
    time.sleep(1000)
    while True:
        os.read(os.pipe()[0], 1)
