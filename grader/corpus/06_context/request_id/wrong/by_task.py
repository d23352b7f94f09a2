# A dictionary by task: a task that the request starts is another one, and finds nothing.
# fails: Tasks see the id of the request that started them
import asyncio

ids = {}


def current_id():
    return ids.get(asyncio.current_task(), "-")


async def handle(rid, query):
    task = asyncio.current_task()
    before = ids.get(task)
    ids[task] = rid
    try:
        return await query()
    finally:
        if before is None:
            del ids[task]
        else:
            ids[task] = before
