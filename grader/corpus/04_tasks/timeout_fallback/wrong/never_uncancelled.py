# Cancels its own task at the deadline, and never takes that back: timeouts around it no longer work.
# fails: Nothing goes on when quote is over
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.current_task()
    fired = []

    def give_up():
        fired.append(True)
        task.cancel()

    timer = asyncio.get_running_loop().call_later(deadline, give_up)
    try:
        return await fetch_price()
    except asyncio.CancelledError:
        if fired and task.cancelling() == 1:
            return cached
        raise
    finally:
        timer.cancel()
