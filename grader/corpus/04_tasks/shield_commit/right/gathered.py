# Right: a shielded gather that keeps the failure as a result, awaited over and over.

import asyncio


async def save(commit, record):
    outcome = asyncio.gather(commit(record), return_exceptions=True)
    cancelled = None
    while not outcome.done():
        try:
            await asyncio.shield(outcome)
        except asyncio.CancelledError as error:
            cancelled = error
    [result] = outcome.result()
    failure = result if isinstance(result, Exception) else None
    if cancelled:
        raise cancelled from failure
    if failure:
        raise failure
    return result
