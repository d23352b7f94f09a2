# It forks, and its children fork, up to a bound.
# ends: processes
# says: Your program had more than 40 processes at once.
import os


async def run_all(jobs, limit=3):
    for _ in range(7):  # 128 processes
        os.fork()
    while True:
        os.read(os.pipe()[0], 1)
