# Nested task groups, half and half: the one half hears of a failure when the other has cleaned up, not at once.
# fails: After a failure, the other orders are stopped
# kind: stops-late

import asyncio


async def brew_all(brew, orders):
    if len(orders) == 0:
        return []
    if len(orders) == 1:
        return [await brew(orders[0])]
    half = len(orders) // 2
    async with asyncio.TaskGroup() as group:
        left = group.create_task(brew_all(brew, orders[:half]))
        right = group.create_task(brew_all(brew, orders[half:]))
    return left.result() + right.result()
