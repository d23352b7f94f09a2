# In a task group, an alarm fails at the deadline; a cancel that comes just then is lost in favour of the group's failure.
# fails: A cancel of the caller is not a timeout
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
            fetch = group.create_task(fetch_price())
            await asyncio.wait([fetch])
            clock.cancel()
    except ExceptionGroup as group:
        if group.subgroup(Late):
            return cached
        raise group.exceptions[0]
    return fetch.result()
