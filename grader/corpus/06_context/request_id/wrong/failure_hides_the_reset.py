# Stops the query's task when it is cancelled; if that fails then, the id is not put back.
# fails: Cancelled, it stops and the id is as it was before
# kind: cancel-meets-failure
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    async def run():
        return await query()

    token = request_id.set(rid)
    task = asyncio.create_task(run())
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            request_id.reset(token)
            raise
    request_id.reset(token)
    return task.result()
