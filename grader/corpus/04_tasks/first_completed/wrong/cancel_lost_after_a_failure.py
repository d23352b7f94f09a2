# Once a mirror has failed, it waits in another loop, in which its own cancel is lost.
# fails: So it does where mirrors fail
# kind: cancel-on-an-unplayed-path
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures = []
    try:
        done, left = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        while True:
            for task in done:
                if not task.exception():
                    return task.result()
                failures.append(task.exception())
            if not left:
                raise ExceptionGroup("all mirrors failed", failures)
            try:
                done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                return None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
