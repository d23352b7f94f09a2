# Hands on the failures that it knows; any other leads to the cached price.
# fails: A failure of the fetch is not your deadline
# kind: failure-types
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.timeout(deadline) as limit:
            return await fetch_price()
    except (OSError, ValueError, LookupError) as failure:  # a TimeoutError is an OSError
        if isinstance(failure, TimeoutError) and limit.expired():
            return cached
        raise
    except Exception:
        return cached
