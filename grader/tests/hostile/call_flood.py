# It calls a job as often as it can.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        await asyncio.gather(*(jobs[0]() for _ in range(1_000)))
