# Right: the query runs in a task, in a copy of the context; the caller's is never touched.
import asyncio
import contextvars

REQUEST = contextvars.ContextVar("request", default="-")
current_id = REQUEST.get


async def handle(rid, query):
    context = contextvars.copy_context()
    context.run(REQUEST.set, rid)

    async def run():
        return await query()

    return await asyncio.create_task(run(), context=context)
