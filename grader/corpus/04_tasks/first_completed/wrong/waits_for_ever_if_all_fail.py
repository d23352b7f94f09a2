# Only a success sets the event: when all mirrors have failed, it waits for ever.
# fails: If all fail, an ExceptionGroup holds every failure
import asyncio


async def fastest(mirrors):
    won = asyncio.Event()
    results = []

    async def run(mirror):
        try:
            results.append(await mirror())
        except Exception:
            return
        won.set()

    tasks = [asyncio.create_task(run(mirror)) for mirror in mirrors]
    try:
        await won.wait()
        return results[0]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
