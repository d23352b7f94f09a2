# Takes the id "" for none.
# fails: Deep in the call chain the request's id is current
# kind: odd-values
from contextvars import ContextVar

request_id = ContextVar("request_id", default="")


def current_id():
    return request_id.get() or "-"


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        return await query()
    finally:
        request_id.reset(token)
