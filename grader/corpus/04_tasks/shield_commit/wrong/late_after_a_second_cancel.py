# After a second cancel it looks once an hour whether the commit is over: it is over later than the commit.
# fails: Further cancels change nothing
# kind: cancelled-again, polling

import asyncio


async def save(commit, record):
    committing = asyncio.ensure_future(commit(record))
    try:
        return await asyncio.shield(committing)
    except asyncio.CancelledError as cancelled:
        try:
            await asyncio.wait([committing])
        except asyncio.CancelledError:
            while not committing.done():
                try:
                    await asyncio.sleep(3600)
                except asyncio.CancelledError:
                    pass
        raise cancelled from committing.exception()
