# Sets the variable and never puts it back: its caller goes on with the id of a request that is over.
# fails: After a request the id is as it was before
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    request_id.set(rid)
    return await query()
