# No more than fifty requests at once; the others wait.
# fails: Requests at once see their own ids, and none waits
# kind: own-number-limit
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")
slots = asyncio.Semaphore(50)


def current_id():
    return request_id.get()


async def handle(rid, query):
    async with slots:
        token = request_id.set(rid)
        try:
            return await query()
        finally:
            request_id.reset(token)
