# Right: asyncio.timeout, with the fetch's own TimeoutError put aside inside the block and raised outside it.
import asyncio


async def quote(fetch_price, cached, deadline):
    aside = None
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + deadline):
            try:
                return await fetch_price()
            except TimeoutError as error:
                aside = error
    except TimeoutError:
        return cached
    raise aside
