# Right: wait_for, with the fetch's own outcome carried out as a value, so that its TimeoutError can't be taken for the deadline's.
import asyncio


async def quote(fetch_price, cached, deadline):
    async def outcome():
        try:
            return await fetch_price(), None
        except Exception as error:
            return None, error

    try:
        price, error = await asyncio.wait_for(outcome(), deadline)
    except asyncio.TimeoutError:
        return cached
    if error is not None:
        raise error
    return price
