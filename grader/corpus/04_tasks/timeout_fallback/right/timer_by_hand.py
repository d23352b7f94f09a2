# Right: a timer that cancels the caller's task, with the bookkeeping that asyncio.timeout does.
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
        if fired and task.cancelling() == before + 1:
            return cached
        raise
    finally:
        timer.cancel()
        if fired:
            task.uncancel()
    return price
