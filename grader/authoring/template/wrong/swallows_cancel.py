# Wrong: a cancel is answered with an empty list.
# fails: Cancelled, it stops both and passes the cancellation on
import asyncio


async def fetch_both(fetch):
    async def one(side):
        return await fetch(side)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(side)) for side in ("left", "right")]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    except asyncio.CancelledError:
        return []
    return [task.result() for task in tasks]
