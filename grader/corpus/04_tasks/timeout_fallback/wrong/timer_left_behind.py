# The timer that cancels the caller's task is not cancelled itself when the price is there.
# fails: Nothing goes on when quote is over
# kind: outlives-the-call
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.current_task()
    fired = []

    def give_up():
        fired.append(True)
        task.cancel()

    asyncio.get_running_loop().call_later(deadline, give_up)
    try:
        return await fetch_price()
    except asyncio.CancelledError:
        if fired and task.uncancel() == 0:
            return cached
        raise
