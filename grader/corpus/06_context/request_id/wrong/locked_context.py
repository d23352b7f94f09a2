# A context variable, and a needless lock: one request waits for the other.
# fails: Requests at once see their own ids, and none waits
# kind: points-for-nothing
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")
lock = asyncio.Lock()


def current_id():
    return request_id.get()


async def handle(rid, query):
    async with lock:
        token = request_id.set(rid)
        try:
            return await query()
        finally:
            request_id.reset(token)
