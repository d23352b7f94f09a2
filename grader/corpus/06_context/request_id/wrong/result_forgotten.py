# Forgets to return the query's result.
# fails: Deep in the call chain the request's id is current
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        await query()
    finally:
        request_id.reset(token)
