# Right: in a task group, an alarm fails at the deadline, and the group cancels the fetch; a cancel that comes just then goes first.
import asyncio


class Late(Exception):
    pass


async def quote(fetch_price, cached, deadline):
    async def alarm():
        await asyncio.sleep(deadline)
        raise Late

    try:
        async with asyncio.TaskGroup() as group:
            clock = group.create_task(alarm())
            price = await group.create_task(fetch_price())
            clock.cancel()
            return price
    except ExceptionGroup as group:
        if asyncio.current_task().cancelling():
            raise asyncio.CancelledError from group
        if any(isinstance(error, Late) for error in group.exceptions):
            return cached
        raise group.exceptions[0]
