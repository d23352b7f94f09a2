# Right: whoever is first puts word of it into a queue; all in a task of its own.
import asyncio


async def quote(fetch_price, cached, deadline):
    return await asyncio.create_task(_quote(fetch_price, cached, deadline))


async def _quote(fetch_price, cached, deadline):
    news = asyncio.Queue()
    late = object()

    async def fetch():
        try:
            news.put_nowait((await fetch_price(), None))
        except Exception as failure:
            news.put_nowait((None, failure))

    timer = asyncio.get_event_loop().call_later(deadline, news.put_nowait, (late, None))
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(fetch())
            price, failure = await news.get()
            task.cancel()
    finally:
        timer.cancel()
    if failure is not None:
        raise failure
    return cached if price is late else price
