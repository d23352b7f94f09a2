# Races the fetch with a sleep, and forgets the sleep when the price is there.
# fails: Nothing goes on when quote is over
import asyncio


async def quote(fetch_price, cached, deadline):
    async with asyncio.TaskGroup() as group:
        fetch = group.create_task(outcome(fetch_price))
        clock = asyncio.create_task(asyncio.sleep(deadline))
        await asyncio.wait({fetch, clock}, return_when=asyncio.FIRST_COMPLETED)
        fetch.cancel()
    if fetch.cancelled():
        return cached
    price, error = fetch.result()
    if error:
        raise error
    return price


async def outcome(fetch_price):
    try:
        return await fetch_price(), None
    except Exception as error:
        return None, error
