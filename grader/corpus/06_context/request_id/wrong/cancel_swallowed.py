# Takes a cancel for the end of the query, and returns.
# fails: Cancelled, it stops and the id is as it was before
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        return await query()
    except asyncio.CancelledError:
        return None
    finally:
        request_id.reset(token)
