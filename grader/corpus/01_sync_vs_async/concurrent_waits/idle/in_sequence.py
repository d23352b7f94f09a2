# Idle: one order after the other, so that there is never more than one to stop.


async def brew_all(brew, orders):
    return [await brew(order) for order in orders]
