# Runs the query in a task, and does not stop it when it is cancelled itself.
# fails: Cancelled, it stops and the id is as it was before
import asyncio
from contextvars import ContextVar, copy_context

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    async def run():
        request_id.set(rid)
        return await query()

    task = asyncio.create_task(run())
    return await asyncio.shield(task)
