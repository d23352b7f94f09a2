# Whether the deadline is over is remembered by the module: once one quote is late, all are.
# fails: Any price is a price
# kind: shared-between-calls

import asyncio

late = False


async def quote(fetch_price, cached, deadline):
    fetching = asyncio.ensure_future(fetch_price())

    def on_deadline():
        global late
        late = True
        fetching.cancel()

    timer = asyncio.get_running_loop().call_later(deadline, on_deadline)
    try:
        await asyncio.wait([fetching])
    finally:
        timer.cancel()
        fetching.cancel()
        await asyncio.gather(fetching, return_exceptions=True)
    if late:
        if not fetching.cancelled() and fetching.exception():
            raise fetching.exception()
        return cached
    return fetching.result()
