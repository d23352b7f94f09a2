# Awaits the first read first: a failure of the second is only seen when the first is over.
# fails: A failure leaves at once

import asyncio


async def read_all(read_report, names):
    tasks = [asyncio.create_task(asyncio.to_thread(read_report, name)) for name in names]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
