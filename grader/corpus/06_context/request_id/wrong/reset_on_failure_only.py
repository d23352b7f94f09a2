# Puts the old id back after a failure, but not after a cancel, which is no Exception.
# fails: Cancelled, it stops and the id is as it was before
# kind: cancel-on-an-unplayed-path
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        result = await query()
    except Exception:
        request_id.reset(token)
        raise
    request_id.reset(token)
    return result
