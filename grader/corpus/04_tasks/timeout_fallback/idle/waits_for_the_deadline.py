# Idle: waits until the deadline, and never asks for a price.
import asyncio


async def quote(fetch_price, cached, deadline):
    await asyncio.sleep(deadline)
    return cached
