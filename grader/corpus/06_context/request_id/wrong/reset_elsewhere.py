# Resets in a done callback, which runs in a context of its own: reset() fails there, and the id stays.
# fails: After a request the id is as it was before
import asyncio
import contextvars

request_id = contextvars.ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    async def run():
        return await query()

    token = request_id.set(rid)
    task = asyncio.create_task(run())
    task.add_done_callback(lambda _: request_id.reset(token))
    return await task
