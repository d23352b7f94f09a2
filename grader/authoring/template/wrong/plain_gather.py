# Wrong: after a failure, the other fetch runs on.
# fails: A failure reaches the caller, and stops the other fetch
import asyncio


async def fetch_both(fetch):
    return list(await asyncio.gather(fetch("left"), fetch("right")))
