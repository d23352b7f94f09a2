# Right: every order reports to a queue, whatever became of it.

import asyncio


async def brew_all(brew, orders):
    mailbox = asyncio.Queue()

    async def barista(number):
        try:
            mailbox.put_nowait((number, await brew(orders[number]), None))
        except BaseException as error:
            mailbox.put_nowait((number, None, error))
            raise

    baristas = [asyncio.create_task(barista(number)) for number in range(len(orders))]
    drinks = {}
    try:
        while len(drinks) < len(orders):
            number, drink, error = await mailbox.get()
            if error:
                raise error
            drinks[number] = drink
    finally:
        for task in baristas:
            task.cancel()
        await asyncio.gather(*baristas, return_exceptions=True)
    return [drinks[number] for number in range(len(orders))]
