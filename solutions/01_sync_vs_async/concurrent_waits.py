"""Wait for many things at once: the reference."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Brew = Callable[[str], Coroutine[Any, Any, Any]]


async def brew_all(brew: Brew, orders: Sequence[str]) -> list[Any]:
    """Brew all orders at the same time; return the drinks in the order of `orders`."""
    # A group ends when all its tasks have. After a failure or a cancel it cancels the others, and waits until they have cleaned up;
    # `gather` would leave them running.
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(order)) for order in orders]
    return [task.result() for task in tasks]  # in the order of `orders`, whichever was ready first
