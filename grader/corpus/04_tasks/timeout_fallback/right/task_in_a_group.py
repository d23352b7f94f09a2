# Right: a task group owns the fetch; asyncio.wait waits for it until the deadline, then it is cancelled, and the group waits for it.
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(fetch_price())
            await asyncio.wait([task], timeout=deadline)
            task.cancel()
    except* Exception:
        pass  # it is told below
    return cached if task.cancelled() else task.result()
