# Right: a hand-made task and asyncio.wait; cancelled while it waits for the cleaning up, it goes on waiting, then passes the cancel on.
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.ensure_future(fetch_price())
    interrupted = None
    try:
        await asyncio.wait([task], timeout=deadline)
    except asyncio.CancelledError as cancel:
        interrupted = cancel
    late = not task.done()
    if late:
        task.cancel()
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as cancel:
            interrupted = cancel
    if interrupted:
        task.cancelled() or task.exception()
        raise interrupted
    return cached if late else task.result()
