# Asks gather for the outcome, and raises what is an exception: also a result that is an exception object.
# fails: Its result is returned the moment it is there
# kind: odd-values

import asyncio


async def save(commit, record):
    over = asyncio.gather(commit(record), return_exceptions=True)
    cancelled = None
    while not over.done():
        try:
            await asyncio.wait([over])
        except asyncio.CancelledError as error:
            cancelled = error
    [outcome] = over.result()
    failure = outcome if isinstance(outcome, Exception) else None
    if cancelled:
        raise cancelled from failure
    if failure:
        raise failure
    return outcome
