# Right: a new shield after each cancel; the failure becomes the context of the CancelledError, which a traceback shows as well.

import asyncio


async def save(commit, record):
    work = asyncio.ensure_future(commit(record))
    cancelled = False
    while True:
        try:
            result = await asyncio.shield(work)
            break
        except asyncio.CancelledError:
            cancelled = True
            if work.done():
                break
        except Exception:
            if cancelled:
                raise asyncio.CancelledError
            raise
    if cancelled:
        try:
            work.result()
        except Exception:
            raise asyncio.CancelledError
        raise asyncio.CancelledError
    return result
