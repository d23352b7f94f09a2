# Idle: reads one report after another, each in a thread.

import asyncio


async def read_all(read_report, names):
    return [await asyncio.to_thread(read_report, name) for name in names]
