# Goes on waiting for the fetch to clean up when it is cancelled meanwhile, but three times at most.
# fails: Cancelled, it stops the fetch
# kind: own-number-limit, cancelled-again
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    cancelled = None
    try:
        await asyncio.wait([task], timeout=deadline)
    except asyncio.CancelledError as cancel:
        cancelled = cancel
    late = not task.done()
    task.cancel()
    for _ in range(3):
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as cancel:
            cancelled = cancel
    if cancelled:
        raise cancelled
    return cached if late else task.result()
