# Puts the id back after the failures that it knows, and after a cancel.
# fails: After a request the id is as it was before
# kind: failure-types
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        result = await query()
    except (OSError, ValueError, asyncio.CancelledError):
        request_id.reset(token)
        raise
    request_id.reset(token)
    return result
