# It catches every exception, and goes on for ever.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        try:
            await asyncio.sleep(1)
        except BaseException:
            pass
