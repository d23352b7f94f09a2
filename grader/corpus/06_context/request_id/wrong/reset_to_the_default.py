# Afterwards it sets "-", whatever was there before.
# fails: After a request the id is as it was before
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    request_id.set(rid)
    try:
        return await query()
    finally:
        request_id.set("-")
