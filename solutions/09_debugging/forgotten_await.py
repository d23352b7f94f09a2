"""What was forgotten: the reference."""

import asyncio
from collections.abc import Callable
from typing import Any

Step = Callable[[str], Any]  # an async function of one item: what a call gives must be awaited


async def order(item: str, in_stock: Step, reserve: Step, send_mail: Step, pack: Step) -> Any:
    """Sell an item; return the number of its parcel, or "sold out"."""
    if not await in_stock(item):  # a coroutine is always true: it is its result that may be False
        return "sold out"
    await reserve(item)  # without await, nothing of it ever runs
    async with asyncio.TaskGroup() as group:  # the group keeps both tasks, awaits both, and hears of their failures
        group.create_task(send_mail(item))
        parcel = group.create_task(pack(item))
    return parcel.result()
