# Idle: reads one report in a thread, and returns.

import asyncio


async def read_all(read_report, names):
    return [await asyncio.to_thread(read_report, names[0])] if names else []
