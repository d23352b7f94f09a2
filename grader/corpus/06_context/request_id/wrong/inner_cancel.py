# Puts the id back after a cancel only where "-" was current before: not in an inner request.
# fails: Cancelled, it stops and the id is as it was before
# kind: cancel-on-an-unplayed-path
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    before = current_id()
    request_id.set(rid)
    try:
        result = await query()
    except asyncio.CancelledError:
        request_id.set("-")
        raise
    except BaseException:
        request_id.set(before)
        raise
    request_id.set(before)
    return result
