# Looks every hundredth of a second whether the query is over.
# fails: Requests at once see their own ids, and none waits
# kind: polling
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    async def run():
        request_id.set(rid)
        return await query()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(run())
        while not task.done():
            await asyncio.sleep(0.05)
    return task.result()
