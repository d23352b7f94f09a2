# A failure leaves in an ExceptionGroup.
# fails: A failure reaches the caller, and leaves nothing
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
    return task.result()
