# Looks every 0.25 s whether a mirror has succeeded.
# fails: The losers are cancelled the moment there is a winner
# kind: polling
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    try:
        while True:
            for task in tasks:
                if task.done() and not task.exception():
                    return task.result()
            if all(task.done() for task in tasks):
                raise ExceptionGroup("all", [task.exception() for task in tasks])
            await asyncio.sleep(0.25)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
