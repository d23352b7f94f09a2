# Cancels its own task at the deadline, and takes that back only where the fetch ends with CancelledError, not where it fails as it cleans up.
# fails: Nothing goes on when quote is over
# kind: outlives-the-call, cancel-meets-failure
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.current_task()
    before = task.cancelling()
    fired = []

    def give_up():
        fired.append(True)
        task.cancel("deadline")

    timer = asyncio.get_running_loop().call_later(deadline, give_up)
    try:
        price = await fetch_price()
    except asyncio.CancelledError:
        if fired and task.uncancel() <= before:
            return cached
        raise
    finally:
        timer.cancel()
    return price
