# Stops its timer when the price is there, but not when the fetch fails: it goes off in whatever the caller awaits next.
# fails: Nothing goes on when quote is over
# kind: outlives-the-call
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.current_task()
    before = task.cancelling()
    fired = []

    def give_up():
        fired.append(True)
        task.cancel()

    timer = asyncio.get_running_loop().call_later(deadline, give_up)
    try:
        price = await fetch_price()
    except asyncio.CancelledError:
        timer.cancel()
        if fired and task.uncancel() <= before:
            return cached
        raise
    timer.cancel()
    return price
