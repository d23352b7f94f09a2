# Right: two tasks race in a group, the fetch and a sleep; whoever loses is cancelled there.
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.TaskGroup() as racers:
            fetch = racers.create_task(fetch_price())
            clock = racers.create_task(asyncio.sleep(deadline))
            await asyncio.wait({fetch, clock}, return_when=asyncio.FIRST_COMPLETED)
            fetch.cancel()
            clock.cancel()
    except ExceptionGroup as group:
        raise group.exceptions[0]
    return cached if fetch.cancelled() else fetch.result()
