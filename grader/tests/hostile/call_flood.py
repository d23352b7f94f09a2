# It calls a job as often as it can.
# ends: endless
# says: Your program goes on for ever: it called what it was given more than 20,000 times.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        await asyncio.gather(*(jobs[0]() for _ in range(1_000)))
