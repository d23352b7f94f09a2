# The usual example: cancels the rest without awaiting them, takes the first one *done*, and forgets all when it is cancelled.
# fails: The losers have cleaned up when fastest returns
import asyncio


async def fastest(mirrors):
    tasks = {asyncio.create_task(mirror()) for mirror in mirrors}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().result()
