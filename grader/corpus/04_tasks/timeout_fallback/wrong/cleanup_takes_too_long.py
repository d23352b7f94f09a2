# Cancels the fetch at the deadline, and waits for its cleaning up for ten seconds at most.
# fails: Nothing goes on when quote is over
# kind: own-time-limit
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        done, _ = await asyncio.wait([task], timeout=deadline)
        return task.result() if done else cached
    finally:
        task.cancel()
        await asyncio.wait([task], timeout=10)
