# It catches every exception, and goes on for ever.
# ends: endless
# says: Your program goes on for ever: it was still running after very many steps.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        try:
            await asyncio.sleep(1)
        except BaseException:
            pass
