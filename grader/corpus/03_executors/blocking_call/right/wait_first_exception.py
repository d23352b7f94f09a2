# Tasks made by hand and asyncio.wait: on any way out the tasks are cancelled, and over, before it leaves.

import asyncio


async def read_all(read_report, names):
    if len(names) == 0:
        return []
    tasks = [asyncio.create_task(asyncio.to_thread(read_report, name), name=f"read {name}") for name in names]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in tasks:
            if task.done():
                task.result()
        return [task.result() for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
