# Cancels the fetch and waits for it, but only once: cancelled while it waits, it leaves a fetch that is still cleaning up.
# fails: Cancelled, it stops the fetch
# kind: cancelled-again
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        await asyncio.wait([task], timeout=deadline)
        return task.result() if task.done() else cached
    finally:
        task.cancel()
        await asyncio.wait([task])
