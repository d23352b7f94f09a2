# gather alone: after a failure the other orders are still being brewed.
# fails: After a failure, the other orders are stopped

import asyncio


async def brew_all(brew, orders):
    return await asyncio.gather(*(brew(order) for order in orders))
