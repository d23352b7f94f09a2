# The tasks are made, but nobody waits for them: the list holds tasks, not drinks.
# fails: The drinks come in the order of the orders

import asyncio


async def brew_all(brew, orders):
    return [asyncio.create_task(brew(order)) for order in orders]
