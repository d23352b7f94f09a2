# The coroutines are made first, but awaited one by one: none starts before the one before it is done.
# fails: All orders are brewed at the same time


async def brew_all(brew, orders):
    brewing = [brew(order) for order in orders]
    try:
        return [await drink for drink in brewing]
    finally:
        for drink in brewing:
            drink.close()
