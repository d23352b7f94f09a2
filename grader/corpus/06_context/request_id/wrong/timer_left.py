# A watchdog cancels whoever handles the request after a day, also when it is over: only success takes it back.
# fails: A failure reaches the caller, and leaves nothing
# kind: outlives-the-call
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    watchdog = asyncio.get_running_loop().call_later(50 * 86_400, asyncio.current_task().cancel)
    token = request_id.set(rid)
    try:
        result = await query()
    finally:
        request_id.reset(token)
    watchdog.cancel()
    return result
