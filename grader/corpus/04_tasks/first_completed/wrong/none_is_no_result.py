# Takes a result that is false for none at all.
# fails: Any result wins
# kind: odd-values
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures = []
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                result = await complete
            except Exception as failure:
                failures.append(failure)
            else:
                if result:
                    return result
        raise ExceptionGroup("all", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
