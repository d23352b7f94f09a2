# Idle: one producer after the other, with a queue that has room for all; then one item after the other.

import asyncio


async def run(queue, producers, consumers):
    room = asyncio.Queue()
    for producer in producers:
        await producer(room)
    while not room.empty():
        await consumers[0](room.get_nowait())
