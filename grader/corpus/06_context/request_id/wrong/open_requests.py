# Keeps the ids of open requests: when one of two with the same id is over, the other has none.
# fails: Requests at once see their own ids, and none waits
# kind: odd-values
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")
open_requests = set()


def current_id():
    return request_id.get() if request_id.get() in open_requests else "-"


async def handle(rid, query):
    token = request_id.set(rid)
    open_requests.add(rid)
    try:
        return await query()
    finally:
        request_id.reset(token)
        open_requests.discard(rid)
