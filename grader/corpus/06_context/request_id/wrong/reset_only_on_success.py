# Puts the old id back only when the query succeeds.
# fails: After a request the id is as it was before
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    result = await query()
    request_id.reset(token)
    return result
