# Hands an exception on by its type: a price that happens to be an exception object is raised.
# fails: Any price is a price
# kind: odd-values
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    outcomes = asyncio.gather(task, return_exceptions=True)
    try:
        done, _ = await asyncio.wait([task], timeout=deadline)
        if not done:
            return cached
        [outcome] = await outcomes
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
