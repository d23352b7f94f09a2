# What was started is ended by a stack of callbacks.

import asyncio
import contextlib


async def order(item, in_stock, reserve, send_mail, pack):
    if not await in_stock(item):
        return "sold out"
    await reserve(item)

    async with contextlib.AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        steps = [group.create_task(step(item)) for step in (send_mail, pack)]
    return [step.result() for step in steps][-1]
