# Runs the query in a task, and does not stop it when it is cancelled itself.
# fails: Failures and cancels reach the caller
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
