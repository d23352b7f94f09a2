# Idle: it runs the first producer alone, with a queue that has room for all, and handles nothing.

import asyncio


async def run(queue, producers, consumers):
    await producers[0](asyncio.Queue())
