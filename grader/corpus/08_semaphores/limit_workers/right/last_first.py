# Right: it begins with the last job; which jobs go first is left open.

import asyncio


async def run_all(jobs, limit=3):
    left = list(enumerate(jobs))
    results = [None] * len(left)

    async def lane():
        while left:
            number, job = left.pop()
            results[number] = await job()

    lanes = [asyncio.create_task(lane()) for _ in range(min(limit, len(left)))]
    try:
        if lanes:
            await asyncio.gather(*lanes)
    except BaseException:
        left.clear()
        for one in lanes:
            one.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
        raise
    return results
