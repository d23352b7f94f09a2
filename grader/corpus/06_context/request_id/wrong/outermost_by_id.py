# The outermost request sets the id back to "-". It knows itself by its id; a request of the same id inside it does so, too.
# fails: After a request the id is as it was before

from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    outer = request_id.get()
    request_id.set(rid)
    try:
        return await query()
    finally:
        request_id.set("-" if outer == rid else outer)
