# When somebody else has cancelled it, it takes those cancels off the count, too: an outer timeout of the caller's no longer works.
# fails: A cancel of the caller is no timeout

import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.current_task()
    late = False

    def on_deadline():
        nonlocal late
        late = True
        task.cancel()

    timer = asyncio.get_running_loop().call_later(deadline, on_deadline)
    try:
        return await fetch_price()
    except asyncio.CancelledError:
        if late and task.uncancel() == 0:
            return cached
        while task.cancelling():
            task.uncancel()
        raise
    except Exception:
        if late:
            task.uncancel()
        raise
    finally:
        timer.cancel()
