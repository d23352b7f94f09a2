# Asks a hundred mirrors at once, and no more.
# fails: All mirrors are asked at once
# kind: own-number-limit
import asyncio


async def fastest(mirrors):
    slots = asyncio.Semaphore(100)

    async def run(mirror):
        async with slots:
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
