# Right: as_completed with a timeout, as an async iterator that gives the task itself (new in 3.13).
#
# python: 3.13
import asyncio
import contextlib


async def quote(fetch_price, cached, deadline):
    async with contextlib.AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        outcomes = []

        async def fetch():
            try:
                outcomes.append((await fetch_price(), None))
            except Exception as error:
                outcomes.append((None, error))

        task = group.create_task(fetch())
        try:
            async for _ in asyncio.as_completed([task], timeout=deadline):
                pass
        except TimeoutError:
            task.cancel()
    if not outcomes:
        return cached
    [(price, error)] = outcomes
    if error:
        raise error
    return price
