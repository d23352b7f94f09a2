# Stops the losers when there is a winner, but not when it is cancelled itself.
# fails: Cancelled, it stops all mirrors and passes that on
import asyncio


async def fastest(mirrors):
    pending = {asyncio.create_task(mirror()) for mirror in mirrors}
    failures = []
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            if task.exception():
                failures.append(task.exception())
            else:
                for loser in pending:
                    loser.cancel()
                await asyncio.gather(*pending, return_exceptions=True)
                return task.result()
    raise ExceptionGroup("all", failures)
