# Cancels the query's task and waits until it has cleaned up; a second cancel ends that waiting.
# fails: Cancelled, it stops and the id is as it was before
# kind: cancelled-again
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    async def run():
        request_id.set(rid)
        return await query()

    task = asyncio.create_task(run())
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait([task])
        raise
    return task.result()
